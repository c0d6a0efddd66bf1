"""Checkpoint directories: strict, and clear about what is wrong with them."""

import json

import pytest
import torch
from safetensors.torch import load_file, save_file

from generation.errors import CheckpointError
from generation.models.dalle.checkpoint import load_dalle_bart, load_picture_decoder
from generation.models.dalle.config import DalleBartConfig
from generation.models.dalle.model import Dense
from generation.models.loading import load
from generation.protocol import SamplingSettings

NORM = "decoder.layers.0.glu.ln0.bias"


def change(path, **tensors):
    """Replace or, given None, remove tensors of a safetensors file."""
    weights = load_file(path) | tensors
    save_file({name: tensor for name, tensor in weights.items() if tensor is not None}, path)


def edit(path, **keys):
    path.write_text(json.dumps(json.loads(path.read_text()) | keys))


def test_a_good_directory_loads_as_it_was_saved(checkpoint, tiny_weights):
    model = load_dalle_bart(checkpoint)
    for name, tensor in tiny_weights("tiny_mini").items():
        assert torch.equal(model.state_dict()[name], tensor)
    assert not any(parameter.requires_grad for parameter in model.parameters())


def test_the_config_is_read_whole(checkpoint):
    config = DalleBartConfig.from_json(checkpoint / "config.json")
    assert (config.d_model, config.image_vocab_size, config.grid) == (64, 256, 16)
    assert config.codebook_size == 256  # dalle-mini's, or all that there are
    assert config.defaults == SamplingSettings(top_k=50, guidance=3)
    assert config.display_name == "Tiny"


def test_a_config_survives_writing_and_reading(checkpoint, tmp_path):
    config = DalleBartConfig.from_json(checkpoint / "config.json")
    config.to_json(tmp_path / "again.json")
    assert DalleBartConfig.from_json(tmp_path / "again.json") == config


@pytest.mark.parametrize("stored", [torch.float16, torch.bfloat16])
def test_half_precision_weights_load_into_either_precision(checkpoint, stored):
    path = checkpoint / "model.safetensors"
    change(path, **{name: tensor.to(stored) for name, tensor in load_file(path).items()})
    full, half = load_dalle_bart(checkpoint), load_dalle_bart(checkpoint, torch.bfloat16)
    assert {parameter.dtype for parameter in full.parameters()} == {torch.float32}
    for module in half.modules():
        if isinstance(module, Dense):
            head = module is half.decoder.lm_head
            assert module.weight.dtype == (torch.float32 if head else torch.bfloat16)
    assert half.encoder.embed_tokens.weight.dtype == torch.float32
    assert half.decoder.final_ln.bias.dtype == torch.float32


def test_a_missing_tensor_is_named(checkpoint):
    change(checkpoint / "model.safetensors", **{NORM: None})
    with pytest.raises(CheckpointError, match=f"missing: {NORM}"):
        load_dalle_bart(checkpoint)


def test_a_surplus_tensor_is_named(checkpoint):
    change(checkpoint / "model.safetensors", **{"decoder.layers.0.glu.ln0.weight": torch.ones(64)})
    with pytest.raises(CheckpointError, match=r"surplus: decoder.layers.0.glu.ln0.weight"):
        load_dalle_bart(checkpoint)


def test_a_misshapen_tensor_is_named(checkpoint):
    change(checkpoint / "model.safetensors", **{NORM: torch.zeros(63)})
    with pytest.raises(CheckpointError, match=rf"{NORM} \[63\], not \[64\]"):
        load_dalle_bart(checkpoint)


def test_a_tensor_of_integers_is_refused(checkpoint):
    change(checkpoint / "model.safetensors", **{NORM: torch.zeros(64, dtype=torch.int64)})
    with pytest.raises(CheckpointError, match="floating"):
        load_dalle_bart(checkpoint)


def test_a_config_that_does_not_fit_the_weights_is_refused(checkpoint):
    edit(checkpoint / "config.json", encoder_vocab_size=129)
    with pytest.raises(CheckpointError, match=r"encoder.embed_tokens.weight \[128, 64\], not \[129, 64\]"):
        load_dalle_bart(checkpoint)


@pytest.mark.parametrize(
    ("keys", "complaint"),
    [
        ({"d_model": "64"}, "d_model is '64', where int is expected"),
        ({"d_model": True}, "d_model"),
        ({"d_model": None}, "d_model"),
        ({"d_model": 10**12}, "d_model"),
        ({"decoder_layers": 100_000}, "layers"),
        ({"decoder_attention_heads": 5}, "heads"),
        ({"image_length": 250}, "not a square"),
        ({"decoder_start_token_id": 257}, "start token 257"),
        ({"nonet": []}, "nonet"),
        ({"nonet": {"codebook_size": 300}}, "codebook_size 300"),
        ({"nonet": {"start_tokens": [999]}}, "start token 999"),
        ({"nonet": {"start_tokens": ["a"]}}, "start_tokens"),
        ({"nonet": {"defaults": {"top_k": 0.5}}}, "top_k"),
    ],
)
def test_a_config_of_nonsense_is_refused(checkpoint, keys, complaint):
    edit(checkpoint / "config.json", **keys)
    with pytest.raises(CheckpointError, match=complaint):
        load_dalle_bart(checkpoint)


@pytest.mark.parametrize("content", ["", "{", "[]", "null", "\x00", "[" * 100_000, '{"d_model": 64}'])
def test_a_damaged_config_is_refused(checkpoint, content):
    (checkpoint / "config.json").write_text(content)
    with pytest.raises(CheckpointError, match=r"config.json"):
        load_dalle_bart(checkpoint)


@pytest.mark.parametrize(
    "file", ["config.json", "model.safetensors", "vqgan_config.json", "vqgan.safetensors"]
)
@pytest.mark.parametrize("damage", ["missing", "empty", "truncated", "garbage"])
def test_damaged_files_are_refused_by_name(checkpoint, file, damage):
    path = checkpoint / file
    content = path.read_bytes()
    if damage == "missing":
        path.unlink()
    else:
        path.write_bytes(
            {"empty": b"", "truncated": content[: len(content) // 2], "garbage": b"\xff" * 5000}[damage]
        )
    with pytest.raises(CheckpointError, match=file.replace(".", r"\.")):
        load(checkpoint)


def test_a_picture_decoder_with_too_few_codes_is_refused(checkpoint):
    edit(checkpoint / "vqgan_config.json", n_embed=128)
    config = DalleBartConfig.from_json(checkpoint / "config.json")
    with pytest.raises(CheckpointError, match="128 codes"):
        load_picture_decoder(checkpoint, config)


def test_an_unknown_kind_of_picture_decoder_is_refused(checkpoint):
    edit(checkpoint / "config.json", nonet={"picture_decoder": "crayons"})
    with pytest.raises(CheckpointError, match=r"'crayons' is none of vqgan"):
        load(checkpoint)

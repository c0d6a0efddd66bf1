"""Checkpoints of dalle-mini and min-dalle, converted."""

import json
from pathlib import Path

import msgpack
import pytest
import torch
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from safetensors.torch import load_file

from generation.errors import CheckpointError
from generation.models.dalle.config import DalleBartConfig
from generation.models.dalle.convert.convert import Labels, convert
from generation.models.dalle.convert.flax_msgpack import read_flax
from generation.models.dalle.convert.flax_names import dalle_bart_tensors, vqgan_tensors
from generation.models.dalle.convert.vqgan_shapes import vqgan_config
from generation.models.dalle.model import DalleBart
from generation.models.dalle.vqgan import VQGAN
from generation.models.loading import load
from generation.models.manifest import verify_directory

FOLDER = Path(__file__).parents[2] / "fixtures" / "dalle_mini"
FLAX_BYTES = (FOLDER / "tiny_mini.flax_model.msgpack").read_bytes()


def unscanned(tree):
    """The same weights with every layer apart."""
    flat = {}
    for path, tensor in tree.items():
        if "Layers/" not in path:
            flat[path] = tensor
            continue
        for i, layer in enumerate(tensor):
            flat[path.replace("Layers/", f"Layer_{i}/")] = layer
    return flat


def same(a, b):
    assert a.keys() == b.keys()
    assert all(torch.equal(a[name], b[name]) for name in a)


def test_both_projects_files_become_the_same_checkpoint(
    flax_source, min_dalle_source, tmp_path, tiny_weights
):
    convert(flax_source, tmp_path / "a")
    convert(min_dalle_source, tmp_path / "b")
    same(load_file(tmp_path / "a" / "model.safetensors"), tiny_weights("tiny_mini"))
    for file in ("model.safetensors", "vqgan.safetensors"):
        same(load_file(tmp_path / "a" / file), load_file(tmp_path / "b" / file))
    assert load(tmp_path / "a").defaults.guidance == 10  # as dalle-mini
    assert load(tmp_path / "b").defaults.guidance == 16  # as min-dalle


def test_what_is_made_is_whole_labelled_and_verifiable(flax_source, tmp_path):
    target = tmp_path / "models" / "tiny"
    convert(flax_source, target, ["a hub"], Labels("Tiny", "A toy.", "MIT"))
    assert verify_directory(target).ok
    assert verify_directory(target).files == 5
    assert json.loads((target / "manifest.json").read_text())["sources"] == ["a hub"]
    config = DalleBartConfig.from_json(target / "config.json")
    assert (config.display_name, config.description, config.licence) == ("Tiny", "A toy.", "MIT")
    assert config.codebook_size == 256
    assert [path.name for path in target.parent.iterdir()] == ["tiny"]


def test_layers_may_be_apart_as_well_as_stacked(flax, tmp_path, tiny_weights):
    flat = unscanned(read_flax(FOLDER / "tiny_mini.flax_model.msgpack"))
    path = tmp_path / "flax_model.msgpack"
    path.write_bytes(flax.pack(flax.nest(flat)))
    same(dict(dalle_bart_tensors(read_flax(path))), tiny_weights("tiny_mini"))


def test_leaves_may_be_bf16_chunked_and_scalar(flax, tmp_path):
    weight = torch.arange(12.0).view(3, 4)
    chunked = {
        "__msgpack_chunked_array__": True,
        "shape": {"0": 3, "1": 4},
        "chunks": {str(i): weight.flatten()[i * 5 : i * 5 + 5] for i in range(3)},
    }
    path = tmp_path / "flax_model.msgpack"
    path.write_bytes(flax.pack({"params": {"a": weight.bfloat16(), "b": chunked, "c": torch.tensor(2.5)}}))
    read = read_flax(path)
    assert read["a"].dtype == torch.bfloat16
    assert torch.equal(read["a"].float(), weight)
    assert torch.equal(read["b"], weight)
    assert read["c"].item() == 2.5


def test_a_checkpoint_may_come_in_shards(flax, flax_source, tmp_path, tiny_weights):
    whole = flax_source / "flax_model.msgpack"
    flat = read_flax(whole)
    names = sorted(flat)
    shards = {
        "flax_model-00001-of-00002.msgpack": names[:20],
        "flax_model-00002-of-00002.msgpack": names[20:],
    }
    for file, part in shards.items():
        part_tree = flax.nest({name: flat[name].clone() for name in part})
        (flax_source / file).write_bytes(flax.pack(part_tree))
    index = {"weight_map": {name: file for file, part in shards.items() for name in part}}
    (flax_source / "flax_model.msgpack.index.json").write_text(json.dumps(index))
    whole.unlink()
    convert(flax_source, tmp_path / "made")
    same(load_file(tmp_path / "made" / "model.safetensors"), tiny_weights("tiny_mini"))


def test_an_index_may_not_lead_elsewhere(tmp_path):
    (tmp_path / "flax_model.msgpack.index.json").write_text('{"weight_map": {"a": "../../secret"}}')
    with pytest.raises(CheckpointError, match="shards"):
        read_flax(tmp_path / "flax_model.msgpack")


@pytest.mark.parametrize("tree", ["mini_1_scan", "mini_1_unscanned", "mega_1_scan"])
def test_the_real_transformers_trees_are_read_without_rest(fixtures, tree):
    real = json.loads((fixtures / "flax_param_shapes.dalle_bart.json").read_text())[tree]
    sizes = {key: value for key, value in real["config"].items() if key != "use_scan"}
    with torch.device("meta"):
        model = DalleBart(DalleBartConfig(**sizes, decoder_start_token_id=sizes["image_vocab_size"]))
        leaves = {path: torch.zeros(shape) for path, shape in real["params"].items()}
    made = {name: tuple(tensor.shape) for name, tensor in dalle_bart_tensors(leaves)}
    assert made == {name: tuple(tensor.shape) for name, tensor in model.state_dict().items()}
    assert sum(parameter.numel() for parameter in model.parameters()) == real["param_count"]


def test_the_real_vqgans_tree_is_read_without_rest(fixtures):
    real = json.loads((fixtures / "flax_param_shapes.vqgan_f16_16384.json").read_text())
    with torch.device("meta"):
        leaves = {path: torch.zeros(shape) for path, shape in real["params"].items()}
        made = {name: tuple(tensor.shape) for name, tensor in vqgan_tensors(leaves)}
        config = vqgan_config(made, grid=16)
        model = VQGAN(config)
    assert (config.ch, config.ch_mult, config.num_res_blocks) == (128, (1, 1, 2, 2, 4), 2)
    assert (config.attn_resolutions, config.resolution, config.n_embed) == ((16,), 256, 16384)
    assert made == {name: tuple(tensor.shape) for name, tensor in model.state_dict().items()}
    assert sum(parameter.numel() for parameter in model.parameters()) == real["decode_side_param_count"]


def test_min_dalles_files_need_no_config(min_dalle_source, tmp_path):
    (min_dalle_source / "config.json").unlink()
    convert(min_dalle_source, tmp_path / "made")
    config = DalleBartConfig.from_json(tmp_path / "made" / "config.json")
    assert (config.d_model, config.encoder_layers, config.decoder_ffn_dim) == (64, 2, 96)
    assert (config.decoder_start_token_id, config.decoder_attention_heads) == (
        256,
        1,
    )  # heads of 64, as published


def test_min_dalles_absent_scales_may_be_there_as_ones(min_dalle_source, tmp_path):
    state = torch.load(min_dalle_source / "decoder.pt", weights_only=True)
    torch.save(state | {"final_ln.weight": torch.ones(64)}, min_dalle_source / "decoder.pt")
    convert(min_dalle_source, tmp_path / "made")
    torch.save(state | {"final_ln.weight": torch.full((64,), 2.0)}, min_dalle_source / "decoder.pt")
    with pytest.raises(CheckpointError, match=r"decoder.final_ln.weight"):
        convert(min_dalle_source, tmp_path / "other")


class Trap:
    """A pickle that would run code when it is read."""

    def __reduce__(self):
        return (Path.touch, (Path("trapped"),))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no zip", Trap(), {"a": 1}, [torch.zeros(2)]])
def test_torch_files_that_are_no_weights_are_refused_unread(min_dalle_source, tmp_path, monkeypatch, content):
    monkeypatch.chdir(tmp_path)
    path = min_dalle_source / "encoder.pt"
    if isinstance(content, bytes):
        path.write_bytes(content)
    else:
        torch.save(content, path)
    with pytest.raises(CheckpointError, match=r"encoder\.pt"):
        convert(min_dalle_source, tmp_path / "made")
    assert not Path("trapped").exists()


@pytest.mark.parametrize(
    ("path", "value", "complaint"),
    [
        ("lm_head/kernel", None, r"missing: decoder.lm_head.weight"),
        ("model/decoder/extra/kernel", torch.zeros(2, 2), r"surplus: model/decoder/extra/kernel"),
        ("lm_head/kernel", torch.zeros(64, 3), r"decoder.lm_head.weight has shape"),
        ("model/encoder/layers/FlaxBartEncoderLayer_0/LayerNorm_0/bias", torch.zeros(64), "twice there"),
    ],
)
def test_flax_trees_that_do_not_fit_are_refused_by_name(flax, flax_source, tmp_path, path, value, complaint):
    flat = {name: tensor.clone() for name, tensor in read_flax(flax_source / "flax_model.msgpack").items()}
    flat[path] = value
    tree = flax.nest({name: tensor for name, tensor in flat.items() if tensor is not None})
    (flax_source / "flax_model.msgpack").write_bytes(flax.pack(tree))
    with pytest.raises(CheckpointError, match=complaint):
        convert(flax_source, tmp_path / "made")
    assert {entry.name for entry in tmp_path.iterdir()} == {"dalle-mini", "min-dalle"}  # nothing half-made


def test_a_target_that_cannot_be_written_is_named(flax_source, tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(CheckpointError, match=r"file/made can't be written"):
        convert(flax_source, tmp_path / "file" / "made")


def test_nothing_is_overwritten(flax_source, tmp_path):
    (tmp_path / "made").mkdir()
    with pytest.raises(CheckpointError, match="exists already"):
        convert(flax_source, tmp_path / "made")


NO_ARRAYS = (
    ((4,), "float32", b"123"),
    ((2**62, 2**62), "float32", b"1234"),
    ((1,), "object", b"1234"),
    ((1,), "float32"),
)
NO_CHECKPOINTS = [
    b"",
    b"\x80\x00",
    b"\xc0",
    b"\x93\x01\x02\x03",
    b"\xdf\xff\xff\xff\xff",
    b"\x81\xa1a\xa1b",
    b"\x81" * 10_000,
    *(msgpack.packb({"a": msgpack.ExtType(1, msgpack.packb(array))}) for array in NO_ARRAYS),
]


@pytest.mark.parametrize("content", NO_CHECKPOINTS)
def test_msgpack_that_is_no_checkpoint_is_refused(tmp_path, content):
    path = tmp_path / "flax_model.msgpack"
    path.write_bytes(content)
    with pytest.raises(CheckpointError, match=r"flax_model\.msgpack"):
        read_flax(path)


@given(end=st.integers(0, len(FLAX_BYTES) - 1), position=st.integers(0, 3000), byte=st.integers(0, 255))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_cut_or_scribbled_files_never_crash(tmp_path, end, position, byte):
    path = tmp_path / "flax_model.msgpack"
    path.write_bytes(FLAX_BYTES[:end])
    with pytest.raises(CheckpointError):
        read_flax(path)
    scribbled = bytearray(FLAX_BYTES)
    scribbled[position] = byte
    path.write_bytes(scribbled)
    try:
        dict(dalle_bart_tensors(read_flax(path)))
    except CheckpointError as error:
        assert str(error)

"""The tiny checkpoints that the originals' code was run on, and directories made of them."""

import json
import shutil
import string
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import msgpack
import pytest
import torch
from safetensors.torch import load_file, save_file
from torch import Tensor

from generation.models.dalle.config import DalleBartConfig
from generation.models.dalle.model import DalleBart

FIXTURES = Path(__file__).parents[2] / "fixtures" / "dalle_mini"
NARROW_VQGAN = FIXTURES / "narrow_vqgan.config.json"
CLIP_TEXT = {"vocab_size": 54, "max_position_embeddings": 16, "bos_token_id": 52, "eos_token_id": 53}
CLIP_VISION = {"image_size": 32, "patch_size": 8}
CLIP_BOTH = {"hidden_size": 32, "intermediate_size": 32, "num_hidden_layers": 2, "num_attention_heads": 4}


@pytest.fixture(autouse=True)
def _one_thread_without_gradients():
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    with torch.inference_mode():
        yield
    torch.set_num_threads(threads)


@pytest.fixture(scope="session")
def fixtures() -> Path:
    return FIXTURES


@pytest.fixture
def narrow_vqgan() -> dict[str, object]:
    """The content of narrow_vqgan's vqgan_config.json."""
    content: dict[str, object] = json.loads(NARROW_VQGAN.read_text())
    return content


@pytest.fixture(scope="session")
def tiny_weights() -> Callable[[str], dict[str, Tensor]]:
    """The weights of tiny_mini or tiny_mega by our names."""

    def load(name: str) -> dict[str, Tensor]:
        sides = {side: load_file(FIXTURES / f"{name}.{side}.safetensors") for side in ("encoder", "decoder")}
        return {f"{side}.{key}": tensor for side, state in sides.items() for key, tensor in state.items()}

    return load


@pytest.fixture
def tiny_model(tiny_weights) -> Callable[[str], DalleBart]:
    """The transformer tiny_mini or tiny_mega."""

    def load(name: str) -> DalleBart:
        model = DalleBart(DalleBartConfig.from_json(FIXTURES / f"{name}.config.json"))
        model.load_state_dict(tiny_weights(name))
        return model

    return load


@pytest.fixture(scope="session")
def _made_once(tmp_path_factory, tiny_weights) -> Path:
    folder = tmp_path_factory.mktemp("checkpoints") / "tiny"
    folder.mkdir()
    config = json.loads((FIXTURES / "tiny_mini.config.json").read_text())
    config["nonet"] = {"defaults": {"top_k": 50, "guidance": 3}, "display_name": "Tiny"}
    (folder / "config.json").write_text(json.dumps(config))
    save_file(tiny_weights("tiny_mini"), folder / "model.safetensors")
    shutil.copy(FIXTURES / "narrow_vqgan.detoker.safetensors", folder / "vqgan.safetensors")
    shutil.copy(NARROW_VQGAN, folder / "vqgan_config.json")
    for file in ("vocab.json", "merges.txt"):
        shutil.copy(FIXTURES / "tokenizer" / file, folder / file)
    return folder


@pytest.fixture
def checkpoint(_made_once: Path, tmp_path: Path) -> Path:
    """A checkpoint directory of our form, for the test to use and to spoil."""
    return Path(shutil.copytree(_made_once, tmp_path / "tiny"))


@pytest.fixture
def quick_checkpoint(checkpoint: Path) -> Path:
    """The same with pictures of 8 x 8 tokens only, which are painted four times as fast."""
    config = json.loads((checkpoint / "config.json").read_text()) | {"image_length": 64}
    (checkpoint / "config.json").write_text(json.dumps(config))
    weights = load_file(checkpoint / "model.safetensors")
    positions = "decoder.embed_positions.weight"
    save_file(weights | {positions: weights[positions][:64]}, checkpoint / "model.safetensors")
    return checkpoint


@pytest.fixture(scope="session")
def made_clip(tmp_path_factory) -> Path:
    """The directory of a tiny CLIP with random weights, which knows letters only."""
    from transformers import CLIPConfig, CLIPImageProcessorPil, CLIPModel, CLIPTokenizer

    directory = tmp_path_factory.mktemp("rerankers") / "tiny-clip"
    letters = [*string.ascii_lowercase, *(f"{letter}</w>" for letter in string.ascii_lowercase)]
    vocabulary = {word: number for number, word in enumerate([*letters, "<|startoftext|>", "<|endoftext|>"])}
    with torch.random.fork_rng():
        torch.manual_seed(0)
        config = CLIPConfig(
            text_config=CLIP_BOTH | CLIP_TEXT, vision_config=CLIP_BOTH | CLIP_VISION, projection_dim=16
        )
        CLIPModel(config).save_pretrained(directory)
    CLIPTokenizer(vocab=vocabulary, merges=[]).save_pretrained(directory)
    CLIPImageProcessorPil(size={"shortest_edge": 32}, crop_size=32).save_pretrained(directory)
    return directory


@pytest.fixture
def min_dalle_source(tmp_path: Path) -> Path:
    """A folder as min-dalle keeps it."""
    source = tmp_path / "min-dalle"
    source.mkdir()
    shutil.copy(FIXTURES / "tiny_mini.config.json", source / "config.json")
    for name, file in (
        ("tiny_mini.encoder", "encoder"),
        ("tiny_mini.decoder", "decoder"),
        ("narrow_vqgan.detoker", "detoker"),
    ):
        torch.save(load_file(FIXTURES / f"{name}.safetensors"), source / f"{file}.pt")
    for file in ("vocab.json", "merges.txt"):
        shutil.copy(FIXTURES / "tokenizer" / file, source / file)
    return source


def _pack(tree):
    """A tree of tensors as Flax writes it."""

    def leaf(value):
        if not isinstance(value, torch.Tensor):
            return value
        raw = value.contiguous().reshape(-1).view(torch.uint8).numpy().tobytes()
        name = str(value.dtype).removeprefix("torch.")
        return msgpack.ExtType(1, msgpack.packb((tuple(value.shape), name, raw)))

    def walk(node):
        return {key: walk(value) for key, value in node.items()} if isinstance(node, dict) else leaf(node)

    return msgpack.packb(walk(tree))


def _nest(flat):
    tree = {}
    for path, value in flat.items():
        *folders, name = path.split("/")
        node = tree
        for folder in folders:
            node = node.setdefault(folder, {})
        node[name] = value
    return tree


def _vqgan_tree(weights):
    """A VQGAN in vqgan-jax's layout: the inverse of what is tested, with an unused half."""
    flat = {"encoder/conv_in/kernel": torch.zeros(3, 3, 3, 8), "quant_conv/bias": torch.zeros(4)}
    for name, tensor in weights.items():
        path, kind = name.replace(".", "/").rsplit("/", 1)
        for part in ("up", "block", "attn"):
            for i in range(5):
                path = path.replace(f"/{part}/{i}/", f"/{part}_{i}/")
        if name == "embedding.weight":
            flat["quantize/embedding/embedding"] = tensor
        elif kind == "weight" and tensor.dim() == 4:
            flat[f"{path}/kernel"] = tensor.permute(2, 3, 1, 0)
        else:
            flat[f"{path}/{'scale' if kind == 'weight' else 'bias'}"] = tensor
    return _nest(flat)


@pytest.fixture(scope="session")
def flax() -> SimpleNamespace:
    """Functions `pack`, from a tree of tensors to msgpack, and `nest`, from paths to a tree."""
    return SimpleNamespace(pack=_pack, nest=_nest)


@pytest.fixture
def flax_source(tmp_path, min_dalle_source, fixtures):
    """The same checkpoint as `min_dalle_source`, in a folder as dalle-mini's repositories are."""
    source = tmp_path / "dalle-mini"
    (source / "vqgan").mkdir(parents=True)
    for file in ("config.json", "vocab.json", "merges.txt"):
        shutil.copy(min_dalle_source / file, source / file)
    shutil.copy(fixtures / "tiny_mini.flax_model.msgpack", source / "flax_model.msgpack")
    pictures = load_file(fixtures / "narrow_vqgan.detoker.safetensors")
    (source / "vqgan" / "flax_model.msgpack").write_bytes(_pack(_vqgan_tree(pictures)))
    return source

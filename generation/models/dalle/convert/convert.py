"""Turning a downloaded checkpoint of dalle-mini or min-dalle into a directory of ours, once."""

import dataclasses
import shutil
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

import torch
from torch import Tensor

from generation.errors import CheckpointError
from generation.models.dalle import checkpoint
from generation.models.dalle.config import CONFIG, DalleBartConfig
from generation.models.dalle.convert.flax_msgpack import read_flax
from generation.models.dalle.convert.flax_names import dalle_bart_tensors, vqgan_tensors
from generation.models.dalle.convert.safetensors_writer import write_safetensors
from generation.models.dalle.convert.torch_files import (
    MIN_DALLE_DEFAULTS,
    min_dalle_config,
    min_dalle_tensors,
    read_torch,
)
from generation.models.dalle.convert.vqgan_shapes import vqgan_config
from generation.models.dalle.model import DalleBart
from generation.models.dalle.text.hashtags import WORD_LIST
from generation.models.dalle.text.tokenise import TrainedTokenizer, bart_tokenizer, read_bpe
from generation.models.dalle.vqgan import VQGAN
from generation.models.json_config import read_json_object, write_fields
from generation.models.manifest import write_manifest

FLAX = "flax_model.msgpack"
Tensors = Iterator[tuple[str, Tensor]]


@dataclasses.dataclass(frozen=True)
class Labels:
    """What people read of a model."""

    display_name: str
    description: str
    licence: str


def convert(source: Path, target: Path, origins: Sequence[str] = (), labels: Labels | None = None) -> None:
    """Convert the checkpoint in `source` to a new directory `target`, with a manifest that names `origins`.

    `source` has the transformer as flax_model.msgpack (or its shards) with config.json, or as encoder.pt and
    decoder.pt; its tokeniser as tokenizer.json, or as vocab.json and merges.txt; and the picture decoder as
    detoker.pt or flax_model.msgpack in a folder `vqgan`, or as detoker.pt beside the rest. Weights keep their
    precision. `target` appears complete or not at all.

    Raises CheckpointError when a file is missing, damaged or does not fit the others, or `target` exists.
    """
    if target.exists():
        raise CheckpointError(f"{target} exists already")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=target.parent, prefix=f".{target.name}-") as folder:
            made = Path(folder) / target.name
            made.mkdir()
            _convert_parts(source, made, labels)
            write_manifest(made, origins)
            made.rename(target)
    except OSError as error:
        raise CheckpointError(f"{target} can't be written: {error}") from None


def _convert_parts(source: Path, made: Path, labels: Labels | None) -> None:
    config, transformer = _read_transformer(source)
    pictures = _convert_pictures(source, made, config)
    config = dataclasses.replace(config, codebook_size=min(pictures.codes, config.image_vocab_size))
    if labels:
        config = dataclasses.replace(config, **dataclasses.asdict(labels))
    config.to_json(made / CONFIG)
    with torch.device("meta"):
        shapes = _shapes(DalleBart(config).state_dict())
    _write(made / checkpoint.WEIGHTS, shapes, transformer)
    _convert_tokenizer(source, made, config)


def _read_transformer(source: Path) -> tuple[DalleBartConfig, Tensors]:
    encoder, decoder = source / "encoder.pt", source / "decoder.pt"
    if encoder.exists() and decoder.exists():
        states = read_torch(encoder), read_torch(decoder)
        parts = (
            min_dalle_tensors(side, state) for side, state in zip(("encoder", "decoder"), states, strict=True)
        )
        if "d_model" in _read_json_if_any(source / CONFIG):
            config = DalleBartConfig.from_json(source / CONFIG)
            config = dataclasses.replace(config, defaults=MIN_DALLE_DEFAULTS)
        else:
            config = min_dalle_config(*states)
        return config, chain.from_iterable(parts)
    config = DalleBartConfig.from_json(source / CONFIG)
    return config, dalle_bart_tensors(read_flax(source / FLAX))


def _convert_pictures(source: Path, made: Path, config: DalleBartConfig) -> VQGAN:
    beside, within = source / "detoker.pt", source / "vqgan" / "detoker.pt"
    if beside.exists() or within.exists():
        tensors = read_torch(beside if beside.exists() else within)
    else:
        tensors = dict(vqgan_tensors(read_flax(source / "vqgan" / FLAX)))
    settings = vqgan_config(_shapes(tensors), config.grid)
    with torch.device("meta"):
        pictures = VQGAN(settings)
    _write(made / checkpoint.PICTURE_WEIGHTS, _shapes(pictures.state_dict()), iter(tensors.items()))
    write_fields(settings, made / checkpoint.PICTURE_CONFIG)
    return pictures


def _convert_tokenizer(source: Path, made: Path, config: DalleBartConfig) -> None:
    if (source / checkpoint.TOKENIZER).exists():
        shutil.copyfile(source / checkpoint.TOKENIZER, made / checkpoint.TOKENIZER)
    else:
        bart_tokenizer(*read_bpe(source)).save(str(made / checkpoint.TOKENIZER))
    if (source / WORD_LIST).exists():
        shutil.copyfile(source / WORD_LIST, made / WORD_LIST)
    TrainedTokenizer.from_directory(made, config)  # refuses one that could not be loaded later


def _write(path: Path, shapes: Mapping[str, tuple[int, ...]], tensors: Tensors) -> None:
    first = next(tensors, None)
    if first is None:
        raise CheckpointError(f"there are no weights for {path.name}")
    if first[1].dtype not in (torch.float32, torch.float16, torch.bfloat16):
        raise CheckpointError(f"{first[0]} is of {first[1].dtype}")
    write_safetensors(path, shapes, first[1].dtype, chain([first], tensors))


def _shapes(tensors: Mapping[str, Tensor]) -> dict[str, tuple[int, ...]]:
    return {name: tuple(tensor.shape) for name, tensor in tensors.items()}


def _read_json_if_any(path: Path) -> dict[str, object]:
    return read_json_object(path) if path.exists() else {}

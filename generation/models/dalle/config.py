"""The hyper-parameters of a DalleBart checkpoint, read from its own config.json and never hard-coded.

Keys are those of dalle-mini's Hugging Face config, of which the ones that all published checkpoints share
(NormFormer, GLU, no biases) are not repeated here. Ours are optional and stand under one key, "nonet".
"""

import json
import math
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields
from pathlib import Path
from typing import Any, Self

from generation.errors import CheckpointError

VQGAN_CODES = 16384  # of dalle-mini's VQGAN: ids above belong to no code, though mega's head has 32 of them
LARGEST_SIZE = 2**20  # no width, depth or vocabulary of a sane checkpoint is larger
OURS = "nonet"


def _ours(default: Any) -> Any:
    return field(default_factory=lambda: default, metadata={OURS: True})


@dataclass(frozen=True, kw_only=True)
class DalleBartConfig:
    """Sizes of the encoder and the decoder, and what a sampler has to know about them."""

    d_model: int
    encoder_layers: int
    decoder_layers: int
    encoder_attention_heads: int
    decoder_attention_heads: int
    encoder_ffn_dim: int
    decoder_ffn_dim: int
    encoder_vocab_size: int
    image_vocab_size: int  # the decoder's embedding and head have one row more
    max_text_length: int = 64
    image_length: int = 256  # a square number: tokens of one picture, row by row
    decoder_start_token_id: int
    normalize_text: bool = True

    picture_decoder: str = _ours("vqgan")
    codebook_size: int = _ours(0)  # ids that may be sampled; 0 means dalle-mini's
    start_tokens: tuple[int, ...] = _ours(())  # one is drawn per sample; none: decoder_start_token_id
    defaults: Mapping[str, float] = _ours({})  # fields of SamplingSettings
    display_name: str = _ours("")
    licence: str = _ours("")
    description: str = _ours("")

    def __post_init__(self) -> None:
        if self.codebook_size == 0:
            object.__setattr__(self, "codebook_size", min(VQGAN_CODES, self.image_vocab_size))
        for name, count in self._sizes().items():
            if not 1 <= count <= LARGEST_SIZE:
                raise CheckpointError(f"{name} is {count}, outside 1 to {LARGEST_SIZE}")
        for heads in (self.encoder_attention_heads, self.decoder_attention_heads):
            if self.d_model % heads:
                raise CheckpointError(f"d_model {self.d_model} is not a multiple of {heads} attention heads")
        if self.grid**2 != self.image_length:
            raise CheckpointError(f"image_length {self.image_length} is not a square number")
        if self.codebook_size > self.image_vocab_size:
            raise CheckpointError(f"codebook_size {self.codebook_size} exceeds {self.image_vocab_size=}")
        for token in (self.decoder_start_token_id, *self.start_tokens):
            if not 0 <= token <= self.image_vocab_size:
                raise CheckpointError(f"start token {token} is outside 0 to {self.image_vocab_size}")

    def _sizes(self) -> dict[str, int]:
        sizes = {f.name: getattr(self, f.name) for f in fields(self) if f.type is int}
        return {name: size for name, size in sizes.items() if name != "decoder_start_token_id"}

    @property
    def grid(self) -> int:
        """Tokens along one side of the picture."""
        return math.isqrt(self.image_length)

    @classmethod
    def from_json(cls, path: Path) -> Self:
        """Read a config.json; raises CheckpointError naming the file and the key that is wrong."""
        data = read_json_object(path)
        ours = data.get(OURS, {})
        if not isinstance(ours, dict):
            raise CheckpointError(f'{path}: "{OURS}" is not an object')
        values = {}
        for f in fields(cls):
            place = ours if f.metadata.get(OURS) else data
            if f.name in place:
                values[f.name] = _checked(place[f.name], f.type, f"{path}: {f.name}")
            elif f.default is MISSING and f.default_factory is MISSING:
                raise CheckpointError(f"{path}: {f.name} is missing")
        try:
            return cls(**values)
        except CheckpointError as error:
            raise CheckpointError(f"{path}: {error}") from None

    def to_json(self, path: Path) -> None:
        """Write a config.json that `from_json` reads back as an equal config."""
        data: dict[str, Any] = {"model_type": "dallebart", OURS: {}}
        for f in fields(self):
            place = data[OURS] if f.metadata.get(OURS) else data
            value = getattr(self, f.name)
            place[f.name] = list(value) if isinstance(value, tuple) else value
        path.write_text(json.dumps(data, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def read_json_object(path: Path, limit_bytes: int = 2**24) -> dict[str, Any]:
    """Read a JSON file whose top level is an object; raises CheckpointError in plain words if it is not."""
    try:
        if path.stat().st_size > limit_bytes:
            raise CheckpointError(f"{path} is larger than {limit_bytes} bytes")
        data = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise CheckpointError(f"{path} cannot be read: {error.strerror}") from None
    except (ValueError, RecursionError) as error:
        raise CheckpointError(f"{path} is not valid JSON: {error}") from None
    if not isinstance(data, dict):
        raise CheckpointError(f"{path} is not a JSON object")
    return data


def _checked(value: Any, kind: Any, where: str) -> Any:
    if kind == tuple[int, ...] and isinstance(value, list):
        return tuple(_checked(item, int, where) for item in value)
    if kind == Mapping[str, float] and isinstance(value, dict):
        return {name: _checked(number, float, f"{where}.{name}") for name, number in value.items()}
    if kind is float and type(value) is int:
        return value
    if kind in (int, bool, str, float) and type(value) is kind:
        return value
    raise CheckpointError(f"{where} is {value!r}, which is not of type {kind}")

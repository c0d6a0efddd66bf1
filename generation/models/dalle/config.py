"""The hyper-parameters of a DalleBart checkpoint, read from its own config.json and never hard-coded.

Keys are those of dalle-mini's Hugging Face config, of which the ones that all published checkpoints share
(NormFormer, GLU, no biases) are not repeated here. Ours are optional and stand under one key, "nonet".
"""

import json
import math
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self

from generation.errors import CheckpointError
from generation.models.json_config import read_fields, read_json_object
from generation.protocol import ImageTokens, SamplingSettings

CONFIG = "config.json"  # in a checkpoint directory
VQGAN_CODES = 16384  # of dalle-mini's VQGAN: ids above belong to no code, though mega's head has 32 of them
LARGEST_SIZE = 2**20  # no width or vocabulary of a sane checkpoint is larger
MOST_LAYERS = 256
DALLE_MINI_DEFAULTS = SamplingSettings(temperature=1.0, top_k=50, top_p=1.0, guidance=10.0)
OURS = (
    "picture_decoder",
    "codebook_size",
    "start_tokens",
    "defaults",
    "display_name",
    "licence",
    "description",
)


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

    picture_decoder: str = "vqgan"
    codebook_size: int = 0  # ids that may be sampled; 0 means dalle-mini's
    start_tokens: tuple[int, ...] = ()  # one is drawn per sample; none: decoder_start_token_id
    defaults: SamplingSettings = DALLE_MINI_DEFAULTS
    display_name: str = ""
    licence: str = ""
    description: str = ""

    def __post_init__(self) -> None:
        if self.codebook_size == 0:
            object.__setattr__(self, "codebook_size", min(VQGAN_CODES, self.image_vocab_size))
        for name, value in vars(self).items():
            if type(value) is int and name != "decoder_start_token_id" and not 1 <= value <= LARGEST_SIZE:
                raise CheckpointError(f"{name} is {value}, outside 1 to {LARGEST_SIZE}")
        if max(self.encoder_layers, self.decoder_layers) > MOST_LAYERS:
            raise CheckpointError(f"there are more than {MOST_LAYERS} layers")
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

    @property
    def grid(self) -> int:
        """Tokens along one side of the picture."""
        return math.isqrt(self.image_length)

    @property
    def image_tokens(self) -> ImageTokens:
        """What a sampler may draw, and in which order."""
        starts = self.start_tokens or (self.decoder_start_token_id,)
        return ImageTokens(rows=self.grid, columns=self.grid, codes=self.codebook_size, starts=starts)

    @classmethod
    def from_json(cls, path: Path) -> Self:
        """Read a config.json; raises CheckpointError naming the file and the key that is wrong."""
        data = read_json_object(path)
        ours = data.get("nonet", {})
        if not isinstance(ours, dict):
            raise CheckpointError(f'{path}: "nonet" is not an object')
        theirs = {key: value for key, value in data.items() if key not in OURS}
        return read_fields(cls, theirs | ours, str(path))

    def to_json(self, path: Path) -> None:
        """Write a config.json that `from_json` reads back as an equal config."""
        data = asdict(self)
        ours = {key: data.pop(key) for key in OURS}
        text = json.dumps({"model_type": "dallebart", **data, "nonet": ours}, indent=2, ensure_ascii=False)
        path.write_text(text + "\n", encoding="utf-8")

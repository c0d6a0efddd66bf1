"""The kinds of picture decoder that a checkpoint may have."""

from importlib import import_module
from typing import Any, ClassVar, Protocol

from torch import Tensor

from generation.errors import CheckpointError

CLASSES = {  # by the name that config.json gives; imported only when needed
    "vqgan": ("generation.models.dalle.vqgan", "VQGAN"),
    "patch": ("generation.models.dalle.patch_decoder", "PatchDecoder"),
}


class PictureDecoder(Protocol):
    """Turns image tokens into pictures; also an `nn.Module`."""

    config_class: ClassVar[Any]  # a frozen dataclass, read from vqgan_config.json
    upsampling: int  # pixels per token along either side
    codes: int  # how many different tokens it can draw

    def __init__(self, config: Any): ...

    def __call__(self, tokens: Tensor) -> Tensor:
        """From codes (B, H, W) int64 to f32 (B, 3, H * upsampling, W * upsampling), unclipped 0 to 1."""


def decoder_class(kind: str) -> type[PictureDecoder]:
    """The class of a kind of picture decoder; raises CheckpointError for an unknown kind."""
    if kind not in CLASSES:
        raise CheckpointError(f"picture_decoder {kind!r} is none of {', '.join(CLASSES)}")
    module, name = CLASSES[kind]
    found: type[PictureDecoder] = getattr(import_module(module), name)
    return found

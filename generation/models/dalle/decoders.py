"""The kinds of picture decoder that a checkpoint may have, and the encoders that belong to them."""

from collections.abc import Generator
from importlib import import_module
from typing import Any, ClassVar, Protocol, TypeVar

from torch import Tensor

from generation.errors import CheckpointError

CLASSES = {  # by the name that config.json gives; imported only when needed
    "vqgan": ("generation.models.dalle.vqgan", "VQGAN"),
    "patch": ("generation.models.dalle.patch_decoder", "PatchDecoder"),
}

ENCODERS = {"patch": ("generation.models.dalle.patch_encoder", "PatchEncoder")}


class PictureEncoder(Protocol):
    """Turns pictures into image tokens; also an `nn.Module`."""

    def __init__(self, config: Any): ...  # the decoder's

    def encode(self, pictures: Tensor) -> Tensor:
        """From f32 (B, 3, H * upsampling, W * upsampling), 0 to 1, to codes (B, H, W) int64."""


class PictureDecoder(Protocol):
    """Turns image tokens into pictures; also an `nn.Module`."""

    config_class: ClassVar[Any]  # a frozen dataclass, read from vqgan_config.json
    upsampling: int  # pixels per token along either side
    codes: int  # how many different tokens it can draw

    def __init__(self, config: Any): ...

    def __call__(self, tokens: Tensor) -> Tensor:
        """From codes (B, H, W) int64 to f32 (B, 3, H * upsampling, W * upsampling), unclipped 0 to 1."""

    def slices(self, tokens: Tensor) -> Generator[None, None, Tensor]:
        """The same in slices: each `next` does a short part of the work, the last returns the pictures."""


Result = TypeVar("Result")


def last_of(slices: Generator[None, None, Result]) -> Result:
    """Do all the slices at once, and give what they return."""
    while True:
        try:
            next(slices)
        except StopIteration as end:
            result: Result = end.value
            return result


def decoder_class(kind: str) -> type[PictureDecoder]:
    """The class of a kind of picture decoder; raises CheckpointError for an unknown kind."""
    if kind not in CLASSES:
        raise CheckpointError(f"picture_decoder {kind!r} is none of {', '.join(CLASSES)}")
    module, name = CLASSES[kind]
    found: type[PictureDecoder] = getattr(import_module(module), name)
    return found


def encoder_class(kind: str) -> type[PictureEncoder] | None:
    """The class of the encoder for a kind of picture decoder; None: such pictures can't be encoded here."""
    if kind not in ENCODERS:
        return None
    module, name = ENCODERS[kind]
    found: type[PictureEncoder] = getattr(import_module(module), name)
    return found

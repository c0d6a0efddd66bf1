"""What checkpoints of any kind say of their models, told without the weights."""

from dataclasses import dataclass
from pathlib import Path

from generation.models.dalle.config import CONFIG, DalleBartConfig
from generation.models.diffusion.config import MODEL_INDEX, DiffusionConfig
from generation.protocol import ImageTokens, SamplingSettings


@dataclass(frozen=True)
class Labels:
    """What people read of a model; empty where its checkpoint says nothing."""

    display_name: str
    description: str
    licence: str


@dataclass(frozen=True)
class Description:
    """What requests have to know of a model."""

    picture_size: int
    """Pixels along either side of a sample."""
    defaults: SamplingSettings
    image_tokens: ImageTokens | None = None
    reads_pictures: bool = False
    """Whether it can go on from pictures that people bring."""


def is_diffusion(directory: Path) -> bool:
    """Whether a directory is one of diffusers, and not of our own form."""
    return (directory / MODEL_INDEX).is_file()


def config_file(directory: Path) -> Path | None:
    """The file that makes a directory a checkpoint; None if it is none."""
    files = (directory / MODEL_INDEX, directory / CONFIG)
    return next((file for file in files if file.is_file()), None)


def labels(directory: Path) -> Labels:
    """Read a checkpoint's labels; raises CheckpointError if its small files are damaged."""
    if is_diffusion(directory):
        own = DiffusionConfig.from_directory(directory).own
        return Labels(own.display_name, own.description, own.licence)
    config = DalleBartConfig.from_json(directory / CONFIG)
    return Labels(config.display_name, config.description, config.licence)


def describe(directory: Path) -> Description:
    """Read what requests have to know; raises CheckpointError if the small files are damaged."""
    if is_diffusion(directory):
        pipeline = DiffusionConfig.from_directory(directory)
        return Description(pipeline.picture_size, pipeline.defaults)
    from generation.models.dalle import checkpoint  # it brings torch

    config, picture_size = checkpoint.describe(directory)
    reads_pictures = checkpoint.has_picture_encoder(directory, config)
    return Description(picture_size, config.defaults, config.image_tokens, reads_pictures)

"""What a diffusers directory says of its pipeline, told without diffusers and without the weights.

Beside the files that diffusers knows there may be one of ours, nonet_model.json, whose keys are the fields of
`OwnConfig`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from generation.errors import CheckpointError
from generation.models.json_config import read_fields, read_json_object
from generation.protocol import SamplingSettings

MODEL_INDEX = "model_index.json"  # makes a directory one of diffusers
OWN_CONFIG = "nonet_model.json"
UNUSED_PARTS = ("safety_checker", "feature_extractor", "image_encoder")
"""Neither fetched nor loaded: our own filter judges the pictures, and there are no picture prompts."""
NEEDED_PARTS = ("scheduler", "text_encoder", "tokenizer", "unet", "vae")
LIBRARIES = ("diffusers", "transformers")  # whose classes may be made; others could be anybody's code
TEXT_ENCODERS = ("CLIPTextModel", "CLIPTextModelWithProjection")
LARGEST_PICTURE = 4096  # pixels along a side
MOST_LEVELS = 8
MOST_STEPS = 1000
GUIDANCE = {
    "StableDiffusionPipeline": 7.5,
    "StableDiffusionXLPipeline": 5.0,
    "LatentConsistencyModelPipeline": 8.5,
}
"""The pipelines that we can drive, and how diffusers guides each."""
STEPS = 50
FEW_STEPS = 4
FEW_STEPS_GUIDANCE = 1.0  # distilled models have theirs built in


@dataclass(frozen=True, kw_only=True)
class OwnConfig:
    """What the checkpoint itself does not tell."""

    steps: int = 0
    """Of the scheduler, for a picture; 0: as many as models of the kind need."""
    guidance: float = 0.0
    """Guidance scale; 1.0 is none, 0.0 stands for what models of the kind take."""
    display_name: str = ""
    licence: str = ""
    description: str = ""

    def __post_init__(self) -> None:
        if not 0 <= self.steps <= MOST_STEPS:
            raise CheckpointError(f"steps is {self.steps}, outside 0 to {MOST_STEPS}")


@dataclass(frozen=True, kw_only=True)
class UNetShape:
    """The part of unet/config.json that pictures depend on."""

    sample_size: int
    in_channels: int
    block_out_channels: tuple[int, ...]

    def __post_init__(self) -> None:
        _check_levels(self.block_out_channels)


@dataclass(frozen=True, kw_only=True)
class VaeShape:
    """The part of vae/config.json that pictures depend on."""

    latent_channels: int
    block_out_channels: tuple[int, ...]

    def __post_init__(self) -> None:
        _check_levels(self.block_out_channels)


@dataclass(frozen=True, kw_only=True)
class DiffusionConfig:
    """A pipeline, and how to paint with it."""

    pipeline: str
    """Name of its class in diffusers."""
    parts: Mapping[str, str]
    """What it consists of: folders, and the classes in diffusers or transformers that are made of them."""
    unet: UNetShape
    upsampling: int
    """Pixels along a side for each latent."""
    steps: int
    defaults: SamplingSettings
    own: OwnConfig

    @property
    def picture_size(self) -> int:
        """Pixels along either side."""
        return self.unet.sample_size * self.upsampling

    @classmethod
    def from_directory(cls, directory: Path) -> Self:
        """Read the small files of a diffusers directory; raises CheckpointError if we can't paint with it."""
        own_path = directory / OWN_CONFIG
        own = read_fields(OwnConfig, read_json_object(own_path) if own_path.exists() else {}, str(own_path))
        pipeline = _read_pipeline(directory)
        parts = read_parts(directory)
        for name in {*NEEDED_PARTS, *parts}:
            if name not in parts or not (directory / name).is_dir():
                raise CheckpointError(f"{directory / name} is missing")
        unet = _read(UNetShape, directory, "unet/config.json")
        vae = _read(VaeShape, directory, "vae/config.json")
        steps, guidance = _habits(pipeline, read_json_object(directory / "scheduler/scheduler_config.json"))
        config = cls(
            pipeline=pipeline,
            parts=parts,
            unet=unet,
            upsampling=2 ** (len(vae.block_out_channels) - 1),
            steps=own.steps or steps,
            defaults=SamplingSettings(guidance=own.guidance or guidance),
            own=own,
        )
        if unet.in_channels != vae.latent_channels:
            raise CheckpointError(
                f"{directory}: the U-Net reads {unet.in_channels} channels where the pictures have "
                f"{vae.latent_channels}; models that paint over pictures can't be used"
            )
        if not 1 <= config.picture_size <= LARGEST_PICTURE:
            raise CheckpointError(f"{directory}: its pictures would have {config.picture_size} pixels a side")
        return config


def _check_levels(channels: tuple[int, ...]) -> None:
    if not 1 <= len(channels) <= MOST_LEVELS:
        raise CheckpointError(f"block_out_channels has {len(channels)} levels, outside 1 to {MOST_LEVELS}")


def _read_pipeline(directory: Path) -> str:
    name = read_json_object(directory / MODEL_INDEX).get("_class_name")
    if not isinstance(name, str) or name not in GUIDANCE:
        raise CheckpointError(
            f"{directory} holds a pipeline {str(name)[:80]!r}; these can be used: {', '.join(GUIDANCE)}"
        )
    return name


def read_parts(directory: Path) -> dict[str, str]:
    """The classes of what the pipeline uses, by folder; raises CheckpointError for somebody's own code."""
    parts = {}
    for name, value in read_json_object(directory / MODEL_INDEX).items():
        if name in UNUSED_PARTS or not isinstance(value, list) or not any(value):
            continue
        library, kind = value if len(value) == 2 else (None, None)
        foreign = library not in LIBRARIES or not isinstance(kind, str)
        if foreign or (name.startswith("text_encoder") and kind not in TEXT_ENCODERS):
            raise CheckpointError(f"{directory / MODEL_INDEX}: {name} is of {str(value)[:80]}, unknown here")
        parts[name] = str(kind)
    return parts


def _habits(pipeline: str, scheduler: Mapping[str, Any]) -> tuple[int, float]:
    """Steps and guidance that models of the kind take. By their schedulers are the distilled ones known."""
    kind = str(scheduler.get("_class_name"))
    turbo = kind.startswith("Euler") and scheduler.get("timestep_spacing") == "trailing"
    if pipeline == "LatentConsistencyModelPipeline":
        return FEW_STEPS, GUIDANCE[pipeline]
    if kind == "LCMScheduler" or turbo:
        return FEW_STEPS, FEW_STEPS_GUIDANCE
    return STEPS, GUIDANCE[pipeline]


def _read(kind: type[Any], directory: Path, name: str) -> Any:
    return read_fields(kind, read_json_object(directory / name), str(directory / name))

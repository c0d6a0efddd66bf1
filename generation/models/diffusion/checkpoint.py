"""Loading pipelines that diffusers has written."""

from pathlib import Path
from typing import Any

import torch

from generation.models.diffusion.config import TEXT_ENCODERS, UNUSED_PARTS, DiffusionConfig
from generation.models.diffusion.diffusion import Diffusion
from generation.models.diffusion.repository import HALF
from generation.models.hugging_face import HOW, import_quietly, load_whole, naming_damage, refuse_missing


def load_diffusion(
    directory: Path, name: str, device: str, dtype: torch.dtype, slots_memory_bytes: int | None = None
) -> Diffusion:
    """Load the pipeline in a directory of diffusers.

    Text encoders and U-Net become `dtype`. The picture decoder stays in fp32: SDXL's overflows in halves.

    Raises:
        CheckpointError: the files are damaged, or of a kind that we can't drive.
        ServiceOptionsError: diffusers is not installed.
    """
    config = DiffusionConfig.from_directory(directory)
    pipeline = _load_pipeline(directory, config, dtype)
    pipeline.to(device)
    return Diffusion(name, config, pipeline, slots_memory_bytes)


def _load_pipeline(directory: Path, config: DiffusionConfig, dtype: torch.dtype) -> Any:
    diffusers, transformers = import_quietly("diffusers", "transformers")
    variant = _variant(directory)
    parts: dict[str, Any] = dict.fromkeys(UNUSED_PARTS)
    dtypes = {"default": dtype, "vae": torch.float32}
    with naming_damage(directory):
        for name, kind in config.parts.items():
            if kind in TEXT_ENCODERS:
                encoder = getattr(transformers, kind)
                parts[name] = load_whole(encoder, directory / name, dtype=dtype, variant=variant)
        pipeline = getattr(diffusers, config.pipeline).from_pretrained(
            directory, dtype=dtypes, variant=variant, **parts, **HOW
        )
    for name, part in (("unet", pipeline.unet), ("vae", pipeline.vae)):
        refuse_missing(directory / name, [key for key, weight in part.named_parameters() if weight.is_meta])
    return pipeline


def _variant(directory: Path) -> str | None:
    """Half-precision weights, where there are no others."""
    names = [path.name for path in (directory / "unet").glob("*.safetensors")]
    return HALF if names and all(f".{HALF}" in name for name in names) else None

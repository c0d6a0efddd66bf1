"""Loading pipelines that diffusers has written: safetensors only, nobody's code, no network."""

from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError

from generation.errors import CheckpointError, ServiceOptionsError
from generation.models.diffusion.config import MODEL_INDEX, UNUSED_PARTS, DiffusionConfig
from generation.models.diffusion.diffusion import Diffusion
from generation.models.json_config import read_json_object

HALF = "fp16"
"""What diffusers calls the variant of the weights that some repositories offer besides, or have alone."""


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
    pipeline.vae.to(torch.float32)
    return Diffusion(name, config, pipeline, slots_memory_bytes)


def _load_pipeline(directory: Path, config: DiffusionConfig, dtype: torch.dtype) -> Any:
    diffusers = _import_quietly()
    index = read_json_object(directory / MODEL_INDEX)
    try:
        return getattr(diffusers, config.pipeline).from_pretrained(
            directory,
            dtype=dtype,
            variant=_variant(directory),
            use_safetensors=True,
            local_files_only=True,
            **{name: None for name in UNUSED_PARTS if name in index},
        )
    except (
        OSError,
        ValueError,
        TypeError,
        LookupError,
        AttributeError,
        RuntimeError,
        SafetensorError,
    ) as error:
        first_line = str(error).strip().partition("\n")[0]
        raise CheckpointError(f"{directory} can't be loaded: {first_line}") from error


def _import_quietly() -> Any:
    """The module diffusers, which would else log the prompts that are too long for it, and draw bars."""
    try:
        import diffusers
        import transformers
    except ImportError:
        raise ServiceOptionsError(
            "This model needs the packages diffusers and transformers: pip install 'nonet[diffusers]'"
        ) from None
    for library in (diffusers, transformers):
        library.utils.logging.set_verbosity_error()
        library.utils.logging.disable_progress_bar()
    return diffusers


def _variant(directory: Path) -> str | None:
    """Half-precision weights, where there are no others."""
    names = [path.name for path in (directory / "unet").glob("*.safetensors")]
    return HALF if names and all(f".{HALF}" in name for name in names) else None

"""Loading pipelines that diffusers has written: safetensors only, nobody's code, no network."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError

from generation.errors import CheckpointError, ServiceOptionsError
from generation.models.diffusion.config import TEXT_ENCODERS, UNUSED_PARTS, DiffusionConfig
from generation.models.diffusion.diffusion import Diffusion
from generation.models.diffusion.repository import HALF

DAMAGE = (OSError, ValueError, TypeError, LookupError, AttributeError, RuntimeError, SafetensorError)
"""What the libraries raise for files that are missing, damaged or do not fit one another."""


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
    diffusers, transformers = _import_quietly()
    how = {"variant": _variant(directory), "use_safetensors": True, "local_files_only": True}
    parts: dict[str, Any] = dict.fromkeys(UNUSED_PARTS)
    dtypes = {"default": dtype, "vae": torch.float32}
    try:
        for name, kind in config.parts.items():
            if kind in TEXT_ENCODERS:
                encoder = getattr(transformers, kind)
                parts[name] = _load_text_encoder(encoder, directory / name, {"dtype": dtype, **how})
        pipeline = getattr(diffusers, config.pipeline).from_pretrained(
            directory, dtype=dtypes, **parts, **how
        )
    except DAMAGE as error:
        first_line = str(error).strip().partition("\n")[0]
        raise CheckpointError(f"{directory} can't be loaded: {first_line}") from error
    for name, part in (("unet", pipeline.unet), ("vae", pipeline.vae)):
        _refuse(directory / name, [key for key, weight in part.named_parameters() if weight.is_meta])
    return pipeline


def _load_text_encoder(kind: Any, directory: Path, how: Mapping[str, Any]) -> Any:
    """Load one, which transformers would fill with random weights where it finds none."""
    encoder, found = kind.from_pretrained(directory, output_loading_info=True, **how)
    _refuse(directory, found["missing_keys"])
    return encoder


def _refuse(directory: Path, missing: Iterable[str]) -> None:
    if names := sorted(missing):
        raise CheckpointError(f"{directory} lacks {len(names)} tensors, such as {names[0]}")


def _import_quietly() -> tuple[Any, Any]:
    """Diffusers and transformers, kept from drawing bars and from logging prompts that are too long."""
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
    return diffusers, transformers


def _variant(directory: Path) -> str | None:
    """Half-precision weights, where there are no others."""
    names = [path.name for path in (directory / "unet").glob("*.safetensors")]
    return HALF if names and all(f".{HALF}" in name for name in names) else None

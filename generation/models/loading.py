"""Making a model from a checkpoint directory."""

from functools import partial
from pathlib import Path
from typing import Literal

import torch

from generation.errors import ServiceOptionsError
from generation.models.base import Model
from generation.models.dalle.checkpoint import (
    has_picture_encoder,
    load_dalle_bart,
    load_picture_decoder,
    load_picture_encoder,
)
from generation.models.dalle.dalle import Dalle
from generation.models.dalle.text.tokenise import TrainedTokenizer
from generation.models.describing import is_diffusion

Device = Literal["auto", "cpu", "cuda"]
Precision = Literal["auto", "fp32", "bf16", "fp16"]


def load(
    directory: Path,
    name: str = "",
    device: Device = "cpu",
    precision: Precision = "auto",
    slots_memory_bytes: int | None = None,
) -> Model:
    """Load the model in a checkpoint directory.

    Args:
        directory: of a checkpoint of ours, or of one that diffusers has written.
        name: how requests call it; empty: as the directory.
        device: where it runs; auto: on a GPU if there is one.
        precision: of the dense layers. bf16 halves memory and is a little less exact; auto takes bf16 on a
            GPU that has it and fp32 elsewhere. fp16 is for diffusion models on GPUs too old for bf16.
        slots_memory_bytes: how much memory samples in hand may take; None: as models of the kind see fit.

    Raises:
        CheckpointError: the files are damaged or do not fit one another.
        ServiceOptionsError: a GPU or package is wanted that is not there, or a precision that it lacks.
    """
    picked = pick_device(device)
    name = name or directory.name
    if is_diffusion(directory):
        from generation.models.diffusion.checkpoint import load_diffusion  # it takes seconds

        return load_diffusion(directory, name, picked, _dtype(precision, picked), slots_memory_bytes)
    if precision == "fp16":
        raise ServiceOptionsError(f"{name} can't paint in fp16; try bf16, fp32 or auto.")
    bart = load_dalle_bart(directory, _dtype(precision, picked), picked)
    pictures = load_picture_decoder(directory, bart.config, picked)
    tokenize = TrainedTokenizer.from_directory(directory, bart.config)
    load_encoder = partial(load_picture_encoder, directory, bart.config, picked)
    reads_pictures = has_picture_encoder(directory, bart.config)
    return Dalle(
        name,
        bart,
        pictures,
        tokenize,
        load_encoder if reads_pictures else None,
        slots_memory_bytes=slots_memory_bytes,
    )


def pick_device(wanted: Device) -> str:
    """The device that "auto" stands for here, or what else was wanted.

    Raises:
        ServiceOptionsError: a GPU is wanted that is not there.
    """
    if wanted == "cpu":
        return wanted
    available = torch.cuda.is_available()
    if wanted == "cuda" and not available:
        raise ServiceOptionsError("The device cuda is wanted, but torch finds no GPU here; try auto or cpu.")
    return "cuda" if available else "cpu"


def _dtype(precision: Precision, device: str) -> torch.dtype:
    if precision == "auto":
        gpu_has_it = device.startswith("cuda") and torch.cuda.is_bf16_supported()
        return torch.bfloat16 if gpu_has_it else torch.float32
    return {"fp32": torch.float32, "bf16": torch.bfloat16, "fp16": torch.float16}[precision]

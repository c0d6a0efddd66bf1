"""Making a model from a checkpoint directory."""

from pathlib import Path
from typing import Literal

import torch

from generation.models.base import Model
from generation.models.dalle.checkpoint import load_dalle_bart, load_picture_decoder
from generation.models.dalle.dalle import Dalle
from generation.models.dalle.text.tokenise import TrainedTokenizer

Precision = Literal["auto", "fp32", "bf16"]


def load(directory: Path, name: str = "", device: str = "cpu", precision: Precision = "auto") -> Model:
    """Load the model in a checkpoint directory; `name` is how requests call it, else the directory's name.

    `precision` is that of the dense layers: bf16 halves memory and is a little less exact; auto takes bf16
    on a GPU that has it and fp32 elsewhere. Raises CheckpointError when the files are damaged or do not fit.
    """
    bart = load_dalle_bart(directory, _dense_dtype(precision, device), device)
    pictures = load_picture_decoder(directory, bart.config, device)
    tokenize = TrainedTokenizer.from_directory(directory, bart.config)
    return Dalle(name or directory.name, bart, pictures, tokenize)


def _dense_dtype(precision: Precision, device: str) -> torch.dtype:
    if precision == "auto":
        gpu_has_it = device.startswith("cuda") and torch.cuda.is_bf16_supported()
        return torch.bfloat16 if gpu_has_it else torch.float32
    return {"fp32": torch.float32, "bf16": torch.bfloat16}[precision]

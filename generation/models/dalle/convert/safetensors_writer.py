"""Writing a safetensors file tensor by tensor, so that converting 10 GB needs memory for one of them."""

import json
import math
from collections.abc import Iterable, Mapping
from pathlib import Path

import torch
from torch import Tensor

from generation.errors import CheckpointError

DTYPE_NAMES = {torch.float32: "F32", torch.float16: "F16", torch.bfloat16: "BF16"}
ALIGNMENT = 8


def write_safetensors(
    path: Path,
    shapes: Mapping[str, tuple[int, ...]],
    dtype: torch.dtype,
    tensors: Iterable[tuple[str, Tensor]],
) -> None:
    """Write exactly the tensors of these names and shapes, which may come in any order, as `dtype`.

    Raises CheckpointError for a tensor that is surplus, misshapen, twice there or missing.
    Format: https://github.com/huggingface/safetensors#format
    """
    header, offsets = _layout(shapes, dtype)
    missing = set(shapes)
    with path.open("wb") as file:
        file.write(header)
        for name, tensor in tensors:
            if name not in missing:
                raise CheckpointError(f"{'surplus' if name not in shapes else 'twice there'}: {name}")
            if tuple(tensor.shape) != tuple(shapes[name]):
                raise CheckpointError(f"{name} has shape {list(tensor.shape)}, not {list(shapes[name])}")
            missing.remove(name)
            file.seek(len(header) + offsets[name])
            file.write(tensor.to(dtype).contiguous().view(torch.uint8).numpy().data)
    if missing:
        raise CheckpointError(f"missing: {', '.join(sorted(missing)[:5])}, {len(missing)} in all")


def _layout(shapes: Mapping[str, tuple[int, ...]], dtype: torch.dtype) -> tuple[bytes, dict[str, int]]:
    entries: dict[str, object] = {"__metadata__": {"format": "pt"}}
    offsets, end = {}, 0
    for name, shape in shapes.items():
        offsets[name], end = end, end + math.prod(shape) * dtype.itemsize
        entries[name] = {"dtype": DTYPE_NAMES[dtype], "shape": shape, "data_offsets": [offsets[name], end]}
    text = json.dumps(entries).encode()
    text += b" " * (-len(text) % ALIGNMENT)
    return len(text).to_bytes(8, "little") + text, offsets

"""Flax checkpoints (`flax_model.msgpack`) as tensors that share the file's memory, without flax.

A checkpoint is a MessagePack map of maps whose leaves are extensions of type 1 (arrays) or 3 (scalars): each
is itself MessagePack, `[shape, dtype name, bytes]`. Arrays above 1 GiB are maps of chunks. Files may have
10 GB, so this reader walks over a memory map and copies nothing; libraries would read it all.
Formats: https://github.com/msgpack/msgpack/blob/master/spec.md and flax/serialization.py.
"""

import math
import mmap
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from generation.errors import CheckpointError
from generation.models.json_config import read_json_object

DTYPES = {
    "float32": torch.float32,
    "float16": torch.float16,
    "bfloat16": torch.bfloat16,
    "V2": torch.bfloat16,  # how older versions name it
}
ARRAY_EXTENSIONS = (1, 3)
CHUNKED = "__msgpack_chunked_array__"
FIXED = (  # the kind, and the first and last byte, which tell its length or value
    ("int", 0x00, 0x7F),
    ("map", 0x80, 0x8F),
    ("list", 0x90, 0x9F),
    ("string", 0xA0, 0xBF),
    ("int", 0xC2, 0xC3),  # false, true
)
SIZED = {  # by first byte: the kind, and how many bytes its length or value has
    **{0xC4 + i: ("bytes", 1 << i) for i in range(3)},
    **{0xC7 + i: ("ext", 1 << i) for i in range(3)},
    **{0xCC + i: ("int", 1 << i) for i in range(4)},
    **{0xD9 + i: ("string", 1 << i) for i in range(3)},
    **{0xDC + i: ("list", 2 << i) for i in range(2)},
    **{0xDE + i: ("map", 2 << i) for i in range(2)},
}
DEEPEST = 16
MOST_ITEMS = 100_000  # of one map; the unscanned mini has 383 leaves in all


def read_flax(path: Path) -> dict[str, Tensor]:
    """Tensors by path ("model/decoder/lm_head/kernel") of a msgpack file or of the shards of an index.

    Raises CheckpointError when the file can't be read or is not such a checkpoint.
    """
    index = path.with_name(path.name + ".index.json")
    if path.exists() or not index.exists():
        return _read_file(path)
    names = read_json_object(index).get("weight_map")
    if not isinstance(names, dict) or not all(
        isinstance(n, str) and n == Path(n).name for n in names.values()
    ):
        raise CheckpointError(f"{index} does not name the shards of a checkpoint")
    tensors: dict[str, Tensor] = {}
    for name in sorted(set(names.values())):
        tensors |= _read_file(path.with_name(name))
    return tensors


def _read_file(path: Path) -> dict[str, Tensor]:
    try:
        with path.open("rb") as file:
            memory = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_COPY)
    except (OSError, ValueError) as error:
        raise CheckpointError(f"{path} can't be read: {error}") from None
    try:
        tree = _Reader(memory).tree()
        return dict(_flatten(tree.get("params", tree), ""))
    except (_MalformedError, UnicodeDecodeError, RuntimeError) as error:
        raise CheckpointError(f"{path} is not a Flax checkpoint, or is damaged: {error}") from None


class _MalformedError(Exception):
    """What was read is not what a Flax checkpoint has at that place."""


class _Reader:
    """Reads those MessagePack formats that Flax writes; every length is checked against the memory's end."""

    def __init__(self, memory: mmap.mmap):
        self.memory = memory
        self.offset = 0

    def tree(self) -> dict[str, Any]:
        """The whole memory, which must be one map."""
        tree = self._map(self._head("map"), depth=1)
        if self.offset != len(self.memory):
            raise _MalformedError(f"something follows the map that ends at {self.offset}")
        return tree

    def _map(self, count: int, depth: int) -> dict[str, Any]:
        if depth > DEEPEST or count > MOST_ITEMS:
            raise _MalformedError(f"a map of {count} at depth {depth}")
        return {self._string(): self._value(depth) for _ in range(count)}

    def _value(self, depth: int) -> Any:
        kind, size = self._any_head()
        if kind == "map":
            return self._map(size, depth + 1)
        if kind == "ext":
            return self._array(size)
        if kind == "int":
            return size
        raise _MalformedError(f"a value of kind {kind} before {self.offset}")

    def _array(self, size: int) -> Tensor:
        end = self.offset + 1 + size  # the type is not counted
        if self._unsigned(1) not in ARRAY_EXTENSIONS or self._head("list") != 3:
            raise _MalformedError(f"an extension before {self.offset} is no array")
        shape = [self._head("int") for _ in range(self._head("list"))]
        dtype = DTYPES.get(name := self._string())
        start = self._skip(self._head("bytes"))
        if dtype is None:
            raise _MalformedError(f"an array before {start} has dtype {name!r}")
        count = math.prod(shape)
        if not self.offset == end == start + count * dtype.itemsize:
            raise _MalformedError(f"an array before {end} is not as long as its shape {shape} says")
        if count == 0:
            return torch.empty(shape, dtype=dtype)
        return torch.frombuffer(self.memory, dtype=dtype, count=count, offset=start).view(shape)

    def _string(self) -> str:
        start = self._skip(self._head("string"))
        return self.memory[start : self.offset].decode()

    def _head(self, kind: str) -> int:
        found, size = self._any_head()
        if found != kind:
            raise _MalformedError(f"{found} before {self.offset}, where {kind} is expected")
        return size

    def _any_head(self) -> tuple[str, int]:
        """The kind of what comes next, and its length; or, for an int, its value."""
        code = self._unsigned(1)
        for kind, first, last in FIXED:
            if first <= code <= last:
                return kind, code - first
        if 0xD4 <= code <= 0xD8:
            return "ext", 1 << (code - 0xD4)
        if code not in SIZED:
            raise _MalformedError(f"byte {code:#x} at {self.offset - 1}")
        kind, width = SIZED[code]
        return kind, self._unsigned(width)

    def _unsigned(self, width: int) -> int:
        start = self._skip(width)
        return int.from_bytes(self.memory[start : self.offset], "big")

    def _skip(self, size: int) -> int:
        start = self.offset
        self.offset += size
        if self.offset > len(self.memory):
            raise _MalformedError(f"it ends before {self.offset}")
        return start


def _flatten(tree: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, Tensor]]:
    for key, value in tree.items():
        name = prefix + key
        if isinstance(value, dict) and CHUNKED in value:
            yield name, _join(value, name)
        elif isinstance(value, dict):
            yield from _flatten(value, name + "/")
        elif isinstance(value, Tensor):
            yield name, value
        else:
            raise _MalformedError(f"{name} is {value!r}, no array")


def _join(value: Mapping[str, Any], name: str) -> Tensor:
    """An array above 1 GiB, from its chunks; this one is copied."""
    try:
        shape, chunks = (
            [value[part][str(i)] for i in range(len(value[part]))] for part in ("shape", "chunks")
        )
        return torch.cat(chunks).view(shape)
    except (KeyError, TypeError) as error:
        raise _MalformedError(f"{name} is not an array of chunks: {error}") from None

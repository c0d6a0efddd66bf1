"""What the network learns from: rows with targets, weights, folds, and changes made to their texts."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from moderation.training.data import Row, own_rows, public_rows
from moderation.verdict import GRADED

FOLDS = 4
SOURCE_ROWS = 250
"""Of a source with more benign or unsafe rows than this, each row weighs less, by the square root."""
IMPLICIT_WEIGHT, HARD_WEIGHT, ORDINARY_WEIGHT = 0.2, 2.0, 1.5
"""Factors for rows whose picture alone was unsafe, for benign rows that look unsafe, and for ordinary benign
prompts, of which hardly any may be refused."""
OTHER_CATEGORY = 0.15
"""Weight of the categories that an unsafe row is not labelled with: most sources looked for one only."""


@dataclass(frozen=True, slots=True)
class Example:
    """One text to learn from."""

    text: str
    family: str
    """Sources of one make: only within it does style tell nothing."""
    unsafe: bool
    certain: bool
    """Whether the text tells: of `implicit` rows only the picture did; they are only compared."""
    weight: float
    """How often it is drawn in an epoch."""
    targets: NDArray[np.float32]
    """(categories,) 0 or 1."""
    target_weights: NDArray[np.float32]
    """(categories,): how much each target counts."""
    style: str
    """What its wording may be mixed with: prompts with prompts, texts with texts."""


def all_rows() -> list[Row]:
    """The rows of published sets and ours."""
    return [*public_rows(), *own_rows()]


def fold_of(row: Row) -> int:
    """The fold that a row's group belongs to, 0 to `FOLDS` - 1, whatever other rows there are."""
    return hashlib.sha256(row.group.encode()).digest()[0] % FOLDS


def family_of(row: Row) -> str:
    """The make of a row, as `evaluate.py` of the shared data names it."""
    return row.source.split("-")[0]


def examples_of(rows: Sequence[Row]) -> list[Example]:
    """An example for each row that tells something: `implicit` rows are only compared within their family."""
    sizes = Counter((row.source, row.unsafe) for row in rows)
    comparable = {family_of(row) for row in rows if not row.unsafe}
    return [
        _example(row, sizes[row.source, row.unsafe])
        for row in rows
        if row.tier != "implicit" or family_of(row) in comparable
    ]


def _example(row: Row, size: int) -> Example:
    weight = _weight(row, size)
    certain = row.tier != "implicit"
    targets = np.array([category in row.labels for category in GRADED], np.float32)
    looked_for = [row.known is None or category in row.known for category in GRADED]
    others = OTHER_CATEGORY if row.unsafe else 1.0
    weights = np.where(targets > 0, 1.0, others * np.array(looked_for)) * certain
    return Example(
        row.text, family_of(row), row.unsafe, certain, weight, targets, weights.astype(np.float32), row.kind
    )


def _weight(row: Row, size: int) -> float:
    weight: float = min(1.0, (SOURCE_ROWS / size) ** 0.5)
    if row.tier == "implicit":
        return IMPLICIT_WEIGHT * weight
    if row.tier == "hard":
        return HARD_WEIGHT * weight
    return ORDINARY_WEIGHT * weight if not row.unsafe and row.kind == "prompt" else weight

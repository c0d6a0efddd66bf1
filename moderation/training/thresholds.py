"""Finds the thresholds of the policies' levels."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from moderation.training.data import Row
from moderation.training.metrics import reference
from moderation.verdict import GRADED

BUDGETS = {
    "relaxed": (0.003, 0.03, 0.015),
    "standard": (0.008, 0.07, 0.03),
    "strict": (0.02, 0.15, 0.10),
}
"""Level -> the share it may refuse of ordinary benign prompts, of benign sentences, and of benign texts that
look unsafe."""
STEPS = 60
"""Into so many parts the unsafe rows of a category are cut; a threshold is lowered past one of them ..."""
AHEAD = 4
"""... or past up to so many at once."""
PROMPT_WEIGHT = 3.0
"""What catching an unsafe prompt counts beside an unsafe sentence: prompts are what people send."""


def find_thresholds(rows: Sequence[Row], scores: NDArray[np.float32]) -> Mapping[str, dict[str, float]]:
    """Level -> category -> the lowest score that is refused.

    Greedy: all thresholds begin above every score; that one is lowered whose lowering catches most for what
    it costs, until no budget lasts. A stricter level goes on from the one before, so it refuses all that that
    one does. Every category counts alike, however many rows it has.
    """
    search = _Search.of(rows, scores)
    found = {}
    for level, shares in BUDGETS.items():
        search.lower(np.array(shares))
        limits = zip(GRADED, search.limits.tolist(), strict=True)
        found[level] = {str(category): limit for category, limit in limits}
    return found


@dataclass(slots=True)
class _Search:
    scores: NDArray[np.float32]
    """(rows, categories)"""
    groups: NDArray[np.bool_]
    """(budgets, rows): what each budget is about."""
    gains: NDArray[np.float64]
    """(rows,): what catching a row is worth."""
    steps: list[NDArray[np.float32]]
    """For each category the thresholds that are tried, falling."""
    places: list[int]
    """How many of them each category has gone past."""
    limits: NDArray[np.float32]
    """(categories,): the thresholds now."""

    @classmethod
    def of(cls, rows: Sequence[Row], scores: NDArray[np.float32]) -> "_Search":
        core = [row.labels if row.unsafe and row.tier == "core" else () for row in rows]
        members = np.array([[category in labels for category in GRADED] for labels in core])
        benign = np.array([not row.unsafe for row in rows])
        hard = np.array([row.tier == "hard" for row in rows])
        texts = np.array([row.kind == "text" for row in rows])
        weights = members * np.where(texts, 1.0, PROMPT_WEIGHT)[:, None]
        return cls(
            scores,
            np.stack([reference(rows), benign & texts & ~hard, benign & hard]),
            (weights / np.maximum(weights.sum(axis=0), 1)).sum(axis=1),
            [_steps(scores[members[:, column], column]) for column in range(len(GRADED))],
            [0] * len(GRADED),
            np.ones(len(GRADED), np.float32),
        )

    def lower(self, shares: NDArray[np.float64]) -> None:
        """Lower thresholds as long as the budgets last, given as shares of their groups."""
        allowed = shares * np.maximum(self.groups.sum(axis=1), 1)
        while best := max(self._moves(allowed), default=None):
            _worth, column, place = best
            self.places[column], self.limits[column] = place, self.steps[column][place - 1]

    def _moves(self, allowed: NDArray[np.float64]) -> Iterator[tuple[float, int, int]]:
        """What can be done: its worth, the category, and how many thresholds that one will have gone past."""
        flagged = (self.scores >= self.limits).any(axis=1)
        left = allowed - (self.groups & flagged).sum(axis=1)
        for column, steps in enumerate(self.steps):
            first = self.places[column] + 1
            for place in range(first, min(first + AHEAD, len(steps) + 1)):
                caught = ~flagged & (self.scores[:, column] >= steps[place - 1])
                used = (self.groups & caught).sum(axis=1)
                if (used <= left).all():
                    yield float(self.gains[caught].sum() / ((used / allowed).sum() + 1e-3)), column, place


def _steps(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    places = np.linspace(0, len(scores) - 1, min(STEPS, len(scores))).astype(int)
    tried: NDArray[np.float32] = np.sort(scores)[::-1][np.unique(places)]
    return tried

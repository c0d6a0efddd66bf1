"""Finds the thresholds of the policies' levels."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from moderation.training.data import Row
from moderation.training.metrics import reference
from moderation.verdict import GRADED

BUDGETS = {
    "relaxed": (0.003, 0.035, 0.02),
    "standard": (0.008, 0.08, 0.06),
    "strict": (0.02, 0.16, 0.12),
}
"""Level -> the share it may refuse of ordinary benign prompts and, in published sets, of benign sentences and
of benign texts that look unsafe."""
STEPS = 80
"""Thresholds of a category that are tried: so many parts of its unsafe rows reach them."""
PROMPT_WEIGHT = 3.0
"""What catching an unsafe prompt counts beside an unsafe sentence: prompts are what people send."""
OWN_CATEGORY = 0.25
"""What it counts besides if a row is caught as what it is."""
PASSES = 10


def find_thresholds(rows: Sequence[Row], scores: NDArray[np.float32]) -> Mapping[str, dict[str, float]]:
    """Level -> category -> the lowest score that is refused; a stricter level refuses what a laxer one does.

    Each pair of categories in turn gets the two thresholds that catch most within the budgets, as long as
    that helps. Every category counts alike, however many rows it has.
    """
    search = _Search.of(rows, scores)
    found = {}
    for level, shares in BUDGETS.items():
        search.improve(np.array(shares))
        limits = zip(GRADED, search.limits(), strict=True)
        found[level] = {str(category): limit for category, limit in limits}
    return found


@dataclass(slots=True)
class _Search:
    steps: list[NDArray[np.float32]]
    """For each category the thresholds that are tried, falling from 1."""
    flags: list[NDArray[np.float32]]
    """For each category which rows reach them, 0 or 1: (thresholds, rows)."""
    worths: NDArray[np.float32]
    """(1 + budgets, rows): what catching a row is worth, and of which group with a budget it is."""
    own_worths: NDArray[np.float32]
    """(categories, rows): what catching a row as that is worth besides."""
    places: list[int]
    """Which of its thresholds each category has."""

    @classmethod
    def of(cls, rows: Sequence[Row], scores: NDArray[np.float32]) -> "_Search":
        core = [row.labels if row.unsafe and row.tier == "core" else () for row in rows]
        members = np.array([[category in labels for category in GRADED] for labels in core])
        steps = [_steps(scores[members[:, column], column]) for column in range(len(GRADED))]
        flags = [
            (scores[:, column] >= tried[:, None]).astype(np.float32) for column, tried in enumerate(steps)
        ]
        gains = _gains(rows, members)
        worths = np.vstack([gains.sum(axis=0), _groups(rows)])
        return cls(steps, flags, worths, OWN_CATEGORY * gains, [0] * len(GRADED))

    def limits(self) -> list[float]:
        """The threshold of each category."""
        return [float(tried[place]) for tried, place in zip(self.steps, self.places, strict=True)]

    def improve(self, shares: NDArray[np.float64]) -> None:
        """Lower thresholds, or trade them against one another, within these shares of the groups."""
        lowest = list(self.places)
        allowed = shares * self.worths[1:].sum(axis=1)
        best = -1.0
        for _ in range(PASSES):
            before = best
            for pair in combinations(range(len(GRADED)), 2):
                best = self._improve_pair(pair, lowest, allowed)
            if best <= before:
                break

    def _improve_pair(self, pair: tuple[int, int], lowest: list[int], allowed: NDArray[np.float64]) -> float:
        """Give two categories the places that are worth most; returns what all are worth then."""
        rest = set(range(len(GRADED))) - set(pair)
        others = [self.flags[column][self.places[column]] for column in rest]
        left = 1 - np.max(others, axis=0)
        first, second = (self.flags[column][lowest[column] :] * left for column in pair)
        totals = np.stack(
            [
                worth @ (1 - left)
                + (first @ worth)[:, None]
                + (second @ worth)[None, :]
                - (first * worth) @ second.T  # caught by both
                for worth in self.worths
            ]
        )  # (1 + budgets, thresholds of the first, of the second)
        own = [self.flags[column][lowest[column] :] @ self.own_worths[column] for column in pair]
        fits = (totals[1:] <= allowed[:, None, None] + 1e-3).all(axis=0)
        worth = np.where(fits, totals[0] + own[0][:, None] + own[1][None, :], -1)
        places = np.unravel_index(np.argmax(worth), worth.shape)
        for column, place in zip(pair, places, strict=True):
            self.places[column] = lowest[column] + int(place)
        return float(worth.max())


def _gains(rows: Sequence[Row], members: NDArray[np.bool_]) -> NDArray[np.float32]:
    """What catching each row of a category is worth, all of them together 1: (categories, rows)."""
    kinds = np.array([PROMPT_WEIGHT if row.kind == "prompt" else 1.0 for row in rows])
    weights = members.T * kinds
    totals = np.maximum(weights.sum(axis=1, keepdims=True), 1)
    gains: NDArray[np.float32] = (weights / totals).astype(np.float32)
    return gains


def _groups(rows: Sequence[Row]) -> NDArray[np.float32]:
    """Which rows each budget is about: (budgets, rows)."""
    published = np.array([not row.unsafe and not row.source.startswith("nonet-") for row in rows])
    hard = np.array([row.tier == "hard" for row in rows])
    texts = np.array([row.kind == "text" for row in rows])
    return np.stack([reference(rows), published & texts & ~hard, published & hard]).astype(np.float32)


def _steps(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    places = np.linspace(0, len(scores) - 1, min(STEPS, len(scores))).astype(int)
    falling = np.sort(scores)[::-1][np.unique(places)]
    return np.append(np.float32(1), falling)

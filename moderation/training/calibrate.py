"""Turns logits of rows that a network was not taught into probabilities, and finds the policies' limits."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from moderation.training.data import Row
from moderation.training.metrics import reference
from moderation.verdict import GRADED

BUDGETS = {"strict": 0.02, "standard": 0.008, "relaxed": 0.003}
"""The share of the reference benign prompts that a level may refuse, over all categories."""
NEWTON_STEPS = 20


def platt(logits: NDArray[np.float64], labels: NDArray[np.bool_]) -> tuple[float, float]:
    """Slope and offset for which sigmoid(slope * logit + offset) is likeliest (Platt, 1999).

    Labels are softened as Platt proposes, so that the fit is finite even where the classes don't overlap.
    """
    positive = int(labels.sum())
    negative = len(labels) - positive
    targets = np.where(labels, (positive + 1) / (positive + 2), 1 / (negative + 2))
    inputs = np.stack([logits, np.ones_like(logits)])  # (2, N)
    fit = np.array([1.0, 0.0])
    for _ in range(NEWTON_STEPS):
        chances = _sigmoid(fit @ inputs)
        gradient = inputs @ (chances - targets)
        curvature = (inputs * (chances * (1 - chances))) @ inputs.T + 1e-6 * np.eye(2)
        step = np.linalg.solve(curvature, gradient)
        shares = (fit - share * step for share in 0.5 ** np.arange(20))  # a whole step may lead too far
        fit = min(shares, key=lambda tried: _loss(tried @ inputs, targets))
    return float(fit[0]), float(fit[1])


def _loss(logits: NDArray[np.float64], targets: NDArray[np.float64]) -> float:
    return float((np.logaddexp(0, logits) - targets * logits).sum())


def calibration(rows: Sequence[Row], logits: NDArray[np.float32]) -> NDArray[np.float64]:
    """Slope and offset of each category: (2, categories). Unsafe rows of other categories are left out."""
    fits = []
    for column, category in enumerate(GRADED):
        used = np.array([_tells(row, category) for row in rows])
        labels = np.array([category in row.labels for row in rows])
        fits.append(platt(logits[used, column].astype(np.float64), labels[used]))
    return np.array(fits).T


def probabilities(logits: NDArray[np.float32], fit: NDArray[np.float64]) -> NDArray[np.float32]:
    """Logits (N, categories) as calibrated probabilities."""
    slopes, offsets = fit
    chances: NDArray[np.float32] = _sigmoid(logits * slopes + offsets).astype(np.float32)
    return chances


def _sigmoid(x: NDArray[np.float64]) -> NDArray[np.float64]:
    halved: NDArray[np.float64] = (1 + np.tanh(x / 2)) / 2  # never overflows
    return halved


def _tells(row: Row, category: str) -> bool:
    looked_for = row.known is None or category in row.known
    return row.tier != "implicit" and looked_for and (not row.unsafe or category in row.labels)


def thresholds(rows: Sequence[Row], scores: NDArray[np.float32]) -> Mapping[str, dict[str, float]]:
    """Level -> category -> the lowest score that is refused; together they keep to the level's budget.

    Each category may refuse the same share of the reference benign prompts; the shares are as high as the
    budget of all together allows.
    """
    benign = np.sort(scores[reference(rows)], axis=0)[::-1]  # (N, categories), each column falling
    unsorted = scores[reference(rows)]
    levels = {}
    for level, budget in BUDGETS.items():
        for allowed in range(int(budget * len(benign)), -1, -1):
            lowest = np.nextafter(benign[allowed], np.float32(np.inf))
            if (unsorted >= lowest).any(axis=1).mean() <= budget:
                break
        levels[level] = {str(category): float(value) for category, value in zip(GRADED, lowest, strict=True)}
    return levels

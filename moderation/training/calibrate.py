"""Turns logits of rows that no model was taught into probabilities."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from moderation.training.data import Row
from moderation.verdict import GRADED

NEWTON_STEPS = 20


def logistic_fit(inputs: NDArray[np.float64], labels: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Weights (inputs,) that make the labels likeliest under sigmoid(weights @ inputs), by Newton's method.

    Args:
        inputs: (inputs, N), one of them constant.

    Labels are softened as Platt (1999) proposes, so that the fit is finite even where classes don't overlap.
    """
    positive = int(labels.sum())
    negative = len(labels) - positive
    targets = np.where(labels, (positive + 1) / (positive + 2), 1 / (negative + 2))
    fit = np.zeros(len(inputs))
    for _ in range(NEWTON_STEPS):
        chances = _sigmoid(fit @ inputs)
        gradient = inputs @ (chances - targets)
        curvature = (inputs * (chances * (1 - chances))) @ inputs.T + 1e-6 * np.eye(len(inputs))
        step = np.linalg.solve(curvature, gradient)
        shares = (fit - share * step for share in 0.5 ** np.arange(20))  # a whole step may lead too far
        fit = min(shares, key=lambda tried: _loss(tried @ inputs, targets))
    return fit


def calibration(rows: Sequence[Row], logits: NDArray[np.float32]) -> NDArray[np.float64]:
    """How much either model counts for each category, and an offset: (3, categories).

    Unsafe rows of other categories are left out: nobody asked whether they belong to this one too.

    Args:
        logits: of the encoder and of the table of n-grams: (2, rows, categories).
    """
    fits = []
    for column, category in enumerate(GRADED):
        used = np.array([_tells(row, category) for row in rows])
        labels = np.array([category in row.labels for row in rows])[used]
        encoder, linear = logits[:, used, column].astype(np.float64)
        fit = logistic_fit(np.stack([encoder, linear, np.ones_like(linear)]), labels)
        if fit[1] < 0:  # no help: too few rows to learn from
            slope, offset = logistic_fit(np.stack([encoder, np.ones_like(encoder)]), labels)
            fit = np.array([slope, 0.0, offset])
        fits.append(fit)
    return np.array(fits).T


def probabilities(logits: NDArray[np.float32], fit: NDArray[np.float64]) -> NDArray[np.float32]:
    """Logits of both models (2, N, categories) as calibrated probabilities (N, categories)."""
    encoder, linear, offset = fit
    log_odds = logits[0] * encoder + logits[1] * linear + offset
    chances: NDArray[np.float32] = _sigmoid(log_odds).astype(np.float32)
    return chances


def _loss(logits: NDArray[np.float64], targets: NDArray[np.float64]) -> float:
    return float((np.logaddexp(0, logits) - targets * logits).sum())


def _sigmoid(x: NDArray[np.float64]) -> NDArray[np.float64]:
    halved: NDArray[np.float64] = (1 + np.tanh(x / 2)) / 2  # never overflows
    return halved


def _tells(row: Row, category: str) -> bool:
    looked_for = row.known is None or category in row.known
    return row.tier != "implicit" and looked_for and (not row.unsafe or category in row.labels)

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from moderation.training.calibrate import calibration, logistic_fit, probabilities
from moderation.training.data import Row
from moderation.training.metrics import (
    auroc,
    average_precision,
    caught,
    reference,
    threshold_at,
    within_families,
)
from moderation.training.thresholds import BUDGETS, find_thresholds
from moderation.verdict import GRADED

scored = st.lists(st.tuples(st.booleans(), st.integers(0, 5)), min_size=2, max_size=30).filter(
    lambda pairs: len({unsafe for unsafe, _ in pairs}) == 2
)


def row(text: str, *, unsafe: bool, source: str = "made-up", kind: str = "prompt", lang: str = "en") -> Row:
    return Row(text, ("hate",) if unsafe else (), source, unsafe, "core", kind, lang, text)


@given(scored)
def test_auroc_is_the_share_of_pairs_in_the_right_order(pairs: list[tuple[bool, int]]) -> None:
    worse = [score for unsafe, score in pairs if unsafe]
    better = [score for unsafe, score in pairs if not unsafe]
    right = [(one > other) + (one == other) / 2 for one, other in product(worse, better)]
    unsafe, scores = np.array([pair[0] for pair in pairs]), np.array([float(pair[1]) for pair in pairs])
    assert auroc(unsafe, scores) == pytest.approx(np.mean(right))


@given(scored)
def test_average_precision_is_precision_weighted_by_gained_recall(pairs: list[tuple[bool, int]]) -> None:
    expected, recall = 0.0, 0.0
    total = sum(unsafe for unsafe, _ in pairs)
    for threshold in sorted({score for _, score in pairs}, reverse=True):
        flagged = [unsafe for unsafe, score in pairs if score >= threshold]
        expected += (sum(flagged) / total - recall) * sum(flagged) / len(flagged)
        recall = sum(flagged) / total
    unsafe, scores = np.array([pair[0] for pair in pairs]), np.array([float(pair[1]) for pair in pairs])
    assert average_precision(unsafe, scores) == pytest.approx(expected)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=50), st.floats(0, 1))
def test_no_more_than_the_allowed_share_reaches_a_threshold(scores: list[float], share: float) -> None:
    assert np.mean(np.array(scores) >= threshold_at(np.array(scores), share)) <= share


def test_a_fit_finds_the_weights_that_made_the_labels() -> None:
    rng = np.random.default_rng(0)
    inputs = np.stack([rng.normal(0, 3, 20_000), rng.normal(0, 3, 20_000), np.ones(20_000)])
    weights = np.array([0.5, 0.25, -1.0])
    labels = rng.random(20_000) < 1 / (1 + np.exp(-weights @ inputs))
    np.testing.assert_allclose(logistic_fit(inputs, labels), weights, atol=0.06)


def test_a_model_that_only_misleads_counts_nothing() -> None:
    rows = [row(str(number), unsafe=number % 2 == 0) for number in range(200)]
    encoder = np.array([1.0 if one.unsafe else -1.0 for one in rows])
    both = np.stack([encoder + np.tile([0.0, 1, 2, 3], 50), -encoder])
    fit = calibration(rows, np.repeat(both[..., None], len(GRADED), axis=2).astype(np.float32))
    assert fit[1, GRADED.index("hate")] == 0
    assert fit[0, GRADED.index("hate")] > 0


def test_probabilities_follow_weights_and_offset() -> None:
    logits = np.array([[[0.0, 2.0]], [[2.0, 0.0]]], np.float32)
    fit = np.array([[1.0, 0.5], [0.5, 1.0], [-1.0, -1.0]])
    np.testing.assert_allclose(probabilities(logits, fit), 0.5)


def test_thresholds_keep_to_every_budget_and_stricter_levels_refuse_more() -> None:
    rng = np.random.default_rng(0)
    kinds = ["prompt", "text"] * 1000
    rows = [row(str(n), unsafe=n % 5 == 0, kind=kind) for n, kind in enumerate(kinds)]
    worse = np.array([row.unsafe for row in rows])
    scores: NDArray[np.float32] = (rng.random((2000, len(GRADED))) / 2).astype(np.float32)
    scores[worse, GRADED.index("hate")] += 0.45
    levels = find_thresholds(rows, scores)
    limits = {level: np.array(list(numbers.values())) for level, numbers in levels.items()}
    assert (limits["strict"] <= limits["standard"]).all()
    assert (limits["standard"] <= limits["relaxed"]).all()
    for level, (prompts, texts, _hard) in BUDGETS.items():
        flagged = np.any(scores >= limits[level], axis=1)
        assert flagged[reference(rows)].mean() <= prompts
        assert flagged[~worse & (np.array(kinds) == "text")].mean() <= texts
    assert np.any(scores[worse] >= limits["standard"], axis=1).mean() > 0.85


def test_groups_of_rows_are_told_apart() -> None:
    rows = [
        row("a", unsafe=True),
        row("b", unsafe=False),
        row("c", unsafe=False, kind="text", lang="de"),
        row("d", unsafe=False, source="made-otherwise"),
    ]
    shares = caught(rows, np.array([True, False, True, False]))
    assert shares["category hate"] == (1, 1.0)
    assert shares["benign core prompts"] == (2, 0.0)
    assert shares["benign in other languages"] == (1, 1.0)
    assert within_families(rows, np.array([0.9, 0.1, 0.9, 0.2])) == {"made": pytest.approx(2.5 / 3)}

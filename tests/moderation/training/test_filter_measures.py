from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from moderation.training.calibrate import platt, probabilities, thresholds
from moderation.training.data import Row
from moderation.training.metrics import auroc, average_precision, caught, threshold_at, within_families
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


def test_platt_finds_the_slope_and_offset_that_made_the_labels() -> None:
    rng = np.random.default_rng(0)
    logits = rng.normal(0, 3, 20_000)
    labels = rng.random(20_000) < 1 / (1 + np.exp(-(0.5 * logits - 1)))
    slope, offset = platt(logits, labels)
    assert slope == pytest.approx(0.5, abs=0.03)
    assert offset == pytest.approx(-1, abs=0.06)


def test_probabilities_follow_slope_and_offset() -> None:
    logits = np.array([[0.0, 2.0]], np.float32)
    np.testing.assert_allclose(probabilities(logits, np.array([[1.0, 0.5], [0.0, -1.0]])), 0.5)


def test_thresholds_keep_to_the_budget_of_all_categories_together() -> None:
    rows = [row(str(number), unsafe=False) for number in range(2000)]
    scores = np.random.default_rng(0).random((2000, len(GRADED))).astype(np.float32)
    levels = thresholds(rows, scores)
    shares = {
        level: (scores >= np.array(list(numbers.values()))).any(axis=1).mean()
        for level, numbers in levels.items()
    }
    assert shares["relaxed"] < shares["standard"] < shares["strict"] <= 0.02
    assert 0.004 < shares["standard"] <= 0.008


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

"""Expected times are learned from paintings that have ended."""

import pytest

from generation.engine.pace import Kind, Pace

NINE = Kind("model", 9, 0)


def test_nothing_is_expected_before_anything_is_known():
    assert Pace().expected_s(NINE) == 0


def test_what_was_measured_is_expected_again():
    pace = Pace()
    pace.learn(NINE, 18.0)
    assert pace.expected_s(NINE) == 18.0


def test_newer_paintings_count_more():
    pace = Pace()
    for seconds in (10.0, 20.0, 20.0, 20.0):
        pace.learn(NINE, seconds)
    assert 18 < pace.expected_s(NINE) < 20


def test_an_unknown_kind_borrows_from_the_most_alike_in_proportion_to_its_samples():
    pace = Pace()
    pace.learn(NINE, 18.0)
    pace.learn(Kind("model", 1, 0), 3.0)
    pace.learn(Kind("slow", 8, 0), 800.0)

    assert pace.expected_s(Kind("model", 8, 3)) == pytest.approx(16.0)
    assert pace.expected_s(Kind("model", 2, 0)) == pytest.approx(6.0)


def test_a_variation_has_a_time_of_its_own_once_one_was_painted():
    pace = Pace()
    pace.learn(NINE, 18.0)
    half = Kind("model", 9, 0, given=73)
    assert pace.expected_s(half) == 18.0
    pace.learn(half, 10.0)
    assert pace.expected_s(half) == 10.0
    assert pace.expected_s(NINE) == 18.0


def test_a_painting_slower_than_expected_corrects_what_remains():
    pace = Pace()
    pace.learn(NINE, 10.0)

    assert pace.remaining_s(NINE, share_done=0, elapsed_s=0) == 10
    assert pace.remaining_s(NINE, share_done=0.5, elapsed_s=5) == pytest.approx(5)
    assert 5 < pace.remaining_s(NINE, share_done=0.5, elapsed_s=20) < 20
    assert pace.remaining_s(NINE, share_done=1, elapsed_s=20) == 0

"""Rests between tries get longer, but never longer than they may."""

from bot.pipeline.backoff import backoff_s


def test_rests_are_doubled_up_to_the_longest() -> None:
    assert [backoff_s(5.0, tries, 60.0) for tries in (1, 2, 3, 4, 5, 6)] == [5, 10, 20, 40, 60, 60]


def test_any_number_of_tries_can_be_counted() -> None:
    assert backoff_s(5.0, 1_000_000, 600.0) == 600.0

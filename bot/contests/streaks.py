"""Streaks: contests in a row in which somebody took part, by a vote or an entry."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

CONGRATULATED = (3, 7, 14, 30, 50, 100, 200, 365)
"""Lengths at which a streak is worth a word."""


@dataclass(frozen=True, slots=True)
class Streak:
    """In contests."""

    current: int
    longest: int


def streak(row: Sequence[tuple[str, bool]], taken_part: Collection[str]) -> Streak:
    """How long someone's streaks are.

    Args:
        row: the contests, newest first, each with whether it is still open: one can still join that, so it
            ends no streak yet.
        taken_part: those in which this person took part.
    """
    lengths, length = [0], 0
    for contest_id, is_open in reversed(row):
        if contest_id in taken_part:
            length += 1
        elif not is_open:
            length = 0
        lengths.append(length)
    return Streak(current=length, longest=max(lengths))

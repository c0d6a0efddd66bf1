"""Contests in a row, and the badges that follow."""

from hypothesis import given
from hypothesis import strategies as st

from bot.contests.badges import Badge, badges
from bot.contests.streaks import Streak, streak
from db.standings import Standing


def of(pattern: str, *, newest_is_open: bool = False) -> Streak:
    """The streaks of someone who took part where there is an x; the newest contest comes last."""
    row = [(str(number), newest_is_open and number == len(pattern) - 1) for number in range(len(pattern))]
    return streak(row[::-1], {str(number) for number, sign in enumerate(pattern) if sign == "x"})


def test_a_streak_ends_with_a_contest_left_out() -> None:
    assert of("xxx.xx") == Streak(current=2, longest=3)
    assert of("xxx.") == Streak(current=0, longest=3)
    assert of("") == Streak(current=0, longest=0)


def test_a_contest_that_one_can_still_join_ends_no_streak() -> None:
    assert of("xx.", newest_is_open=True) == Streak(current=2, longest=2)
    assert of("xxx", newest_is_open=True) == Streak(current=3, longest=3)


@given(st.text("x.", max_size=60))
def test_streaks_are_runs_of_contests_taken_part_in(pattern: str) -> None:
    runs = [len(run) for run in pattern.split(".")]
    assert of(pattern) == Streak(current=runs[-1], longest=max(runs))


def earned(*, wins: int = 0, podiums: int = 0, longest: int = 0) -> list[Badge]:
    standing = Standing(platform="discord", person_id="1", wins=wins, podiums=podiums)
    return badges(standing, Streak(current=0, longest=longest))


def test_badges_follow_from_wins_podiums_and_streaks() -> None:
    assert earned() == []
    assert earned(wins=1, podiums=1) == [Badge.WINNER]
    assert earned(podiums=10, longest=3) == [Badge.PODIUM, Badge.REGULAR]
    assert earned(wins=10, podiums=12, longest=31) == [Badge.CHAMPION, Badge.PODIUM, Badge.MONTH]

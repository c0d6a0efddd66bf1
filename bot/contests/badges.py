"""Badges: small honours that follow from what somebody has won, and how faithfully they came."""

from enum import StrEnum

from bot.contests.streaks import Streak
from db.standings import Standing


class Badge(StrEnum):
    """In the order in which they are shown."""

    CHAMPION = "champion"
    """Ten wins."""
    WINNER = "winner"
    """The first win."""
    PODIUM = "podium"
    """Ten times among the first three."""
    MONTH = "month"
    """30 contests in a row."""
    WEEK = "week"
    """Seven contests in a row."""
    REGULAR = "regular"
    """Three contests in a row."""


SIGNS = {
    Badge.CHAMPION: "👑",
    Badge.WINNER: "🏆",
    Badge.PODIUM: "🎖️",
    Badge.MONTH: "🌟",
    Badge.WEEK: "🔥",
    Badge.REGULAR: "✨",
}
"""How each is shown."""

_WINS = {Badge.CHAMPION: 10, Badge.WINNER: 1}
_PODIUMS = {Badge.PODIUM: 10}
_STREAKS = {Badge.MONTH: 30, Badge.WEEK: 7, Badge.REGULAR: 3}


def badges(standing: Standing, streak: Streak) -> list[Badge]:
    """Those that someone has earned. A higher one stands for the lower ones of its kind."""
    kinds = ((_WINS, standing.wins), (_PODIUMS, standing.podiums), (_STREAKS, streak.longest))
    highest = [next((badge for badge, least in kind.items() if have >= least), None) for kind, have in kinds]
    return [badge for badge in highest if badge]

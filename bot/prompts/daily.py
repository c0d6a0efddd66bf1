"""The prompts of the day that ship: some bound to dates, others new in each year and for each schedule."""

import calendar
import hashlib
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from pathlib import Path

LONGEST_CHARS = 80

_FILE = Path(__file__).with_name("daily.toml")


@dataclass(frozen=True, slots=True)
class DailyPrompts:
    """What ships."""

    dated: dict[str, str]
    """By month and day, as 12-31."""
    pool: tuple[str, ...]
    """For all other days; just enough for a leap year."""


@cache
def daily_prompts() -> DailyPrompts:
    """The whole list, in the order of its file."""
    lists = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return DailyPrompts(lists["dated"], tuple(lists["pool"]["prompts"]))


def prompts_for(day: date, whose: str) -> list[str]:
    """The prompt of a day, and then those to fall back on, each once.

    First comes what is bound to the date. Then comes the pool from the day's own place on, in an order that
    hangs on the year and on `whose` list it is: so no prompt is two days' first choice within a year, and
    different places have different ones on the same day.
    """
    lists = daily_prompts()
    dated = lists.dated.get(_key(day))
    order = _shuffled(f"{whose} {day.year}")
    place = _undated_days(day.year).get(day, 0)
    return [*([dated] if dated else []), *order[place:], *order[:place]]


@lru_cache(maxsize=64)
def _shuffled(salt: str) -> tuple[str, ...]:
    """The pool in an order that stays the same on every machine."""
    return tuple(
        sorted(daily_prompts().pool, key=lambda text: hashlib.sha256(f"{salt} {text}".encode()).digest())
    )


@lru_cache(maxsize=4)
def _undated_days(year: int) -> dict[date, int]:
    """The days of a year that no prompt is bound to, numbered from 0."""
    days = (
        date(year, month, day)
        for month in range(1, 13)
        for day in range(1, calendar.monthrange(year, month)[1] + 1)
    )
    undated = (day for day in days if _key(day) not in daily_prompts().dated)
    return {day: number for number, day in enumerate(undated)}


def _key(day: date) -> str:
    return f"{day:%m-%d}"

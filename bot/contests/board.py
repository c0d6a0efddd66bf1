"""The leaderboard of a server, and what one person has earned there."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.contests.badges import Badge, badges
from bot.contests.streaks import CONGRATULATED, Streak, streak
from db import standings
from db.contests import Contest
from db.standings import Person, Standing

ROW = 400
"""How many contests are looked through for streaks: more than a year of daily ones."""
LEADERS = 10
_CONGRATULATED = 5
"""Most people who are congratulated at once."""


@dataclass(frozen=True, slots=True)
class Line:
    """Someone on the leaderboard."""

    standing: Standing
    streak: Streak
    badges: tuple[Badge, ...]


@dataclass(frozen=True, slots=True)
class Congratulation:
    """A streak that has just reached a length that is worth a word."""

    person: Person
    length: int


async def leaderboard(session: AsyncSession, front: str, server: str, since: datetime | None) -> list[Line]:
    """Who has won most since then. Badges are for all time, as are streaks."""
    leaders = await standings.leaders(session, front, server, since=since, limit=LEADERS)
    ever = {
        leader.person: await standings.standing_of(session, front, server, leader.person)
        for leader in leaders
    }
    streaks = await _streaks(session, front, server, [leader.person for leader in leaders])
    return [
        Line(leader, streaks[leader.person], tuple(badges(ever[leader.person], streaks[leader.person])))
        for leader in leaders
    ]


async def line_of(session: AsyncSession, front: str, server: str, person: Person) -> Line:
    """What one person has earned on a server, named on its leaderboard or not."""
    standing = await standings.standing_of(session, front, server, person)
    streaks = await _streaks(session, front, server, [person])
    return Line(standing, streaks[person], tuple(badges(standing, streaks[person])))


async def congratulated(session: AsyncSession, contest: Contest) -> list[Congratulation]:
    """Whose streak has reached such a length with a contest, the longest first; only who may be named."""
    front, server = contest.front, contest.server
    row = [contest_id for contest_id, _ in await standings.daily_row(session, front, server, ROW)]
    row = row[row.index(contest.id) :] if contest.id in row else []
    found: list[Congratulation] = []
    for length in reversed(CONGRATULATED):
        if len(row) >= length:
            found += [Congratulation(person, length) for person in await _exactly(session, row, length)]
    some = found[: 4 * _CONGRATULATED]
    hidden = await standings.unranked(session, [one.person for one in some])
    return [one for one in some if one.person not in hidden][:_CONGRATULATED]


async def _exactly(session: AsyncSession, row: list[str], length: int) -> list[Person]:
    """Who took part in the newest `length` contests of a row, but not in the one before them."""
    faithful = await standings.in_all(session, row[:length])
    before = await standings.taken_part(session, row[length : length + 1])
    return sorted(person for person in faithful if person not in before)


async def _streaks(
    session: AsyncSession, front: str, server: str, people: list[Person]
) -> Mapping[Person, Streak]:
    row = await standings.daily_row(session, front, server, ROW)
    taken = await standings.taken_part(session, [contest_id for contest_id, _ in row], people)
    return {person: streak(row, taken.get(person, frozenset())) for person in people}

"""What came of contests: places in their results, and what they add up to on a server."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, case, delete, exists, func, insert, select, tuple_, union
from sqlalchemy.ext.asyncio import AsyncSession

from db.contests import Contest
from db.jobs import Job, job_of
from db.models import (
    BallotRow,
    ContestKind,
    ContestRow,
    ContestState,
    EntryRow,
    JobRow,
    PersonRow,
    RankRow,
)
from db.rows import record_of

PODIUM = 3
"""Ranks that count as a place on the podium."""

Person = tuple[str, str]
"""A platform and an id on it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rank:
    """A place in the results. `sample` 0 is an entry as a whole; Nonet's own samples have no person."""

    job_id: str
    sample: int
    rank: int
    votes: int
    platform: str | None = None
    person_id: str | None = None

    @property
    def person(self) -> Person | None:
        """Whose it is."""
        return (self.platform, self.person_id) if self.platform and self.person_id else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What someone has won on a server."""

    platform: str
    person_id: str
    wins: int
    podiums: int
    """Places 1 to 3, wins among them."""

    @property
    def person(self) -> Person:
        """Who it is."""
        return self.platform, self.person_id


async def record(session: AsyncSession, contest_id: str, ranks: Iterable[Rank]) -> None:
    """Write the results of a contest down, in place of any before."""
    await session.execute(delete(RankRow).where(RankRow.contest_id == contest_id))
    rows = [asdict(rank) | {"contest_id": contest_id} for rank in ranks]
    if rows:
        await session.execute(insert(RankRow), rows)


async def results(session: AsyncSession, contest_id: str) -> list[tuple[Rank, Job]]:
    """The places in a contest with their jobs, the best first; none of jobs that were deleted since."""
    statement = (
        select(RankRow, JobRow)
        .join(JobRow, JobRow.id == RankRow.job_id)
        .where(RankRow.contest_id == contest_id, JobRow.deleted_at.is_(None))
        .order_by(RankRow.rank, RankRow.sample == 0, RankRow.sample, JobRow.created_at, RankRow.job_id)
    )
    return [(record_of(row, Rank), job_of(job)) for row, job in await session.execute(statement)]


async def leaders(
    session: AsyncSession, front: str, server: str, *, since: datetime | None, limit: int
) -> list[Standing]:
    """Who has won most on a server since then, the best first; nobody who wants to be on no leaderboard."""
    hidden = exists().where(
        PersonRow.platform == RankRow.platform, PersonRow.id == RankRow.person_id, _is_nameless()
    )
    return await _standings(session, _of_server(front, server, since) & ~hidden, limit)


async def standing_of(session: AsyncSession, front: str, server: str, person: Person) -> Standing:
    """What one person has won on a server."""
    mine = (RankRow.platform == person[0]) & (RankRow.person_id == person[1])
    found = await _standings(session, _of_server(front, server, None) & mine, 1)
    nothing = Standing(platform=person[0], person_id=person[1], wins=0, podiums=0)
    return found[0] if found else nothing


async def won(session: AsyncSession, front: str, server: str, people: Collection[Person]) -> set[Person]:
    """Which of these people have ever won on this server."""
    whose = tuple_(RankRow.platform, RankRow.person_id).in_(list(people))
    statement = select(RankRow.platform, RankRow.person_id).join(
        ContestRow, ContestRow.id == RankRow.contest_id
    )
    rows = await session.execute(statement.where(_of_server(front, server, None), whose, RankRow.rank == 1))
    return {(platform, person_id) for platform, person_id in rows if platform and person_id}


async def last_held(session: AsyncSession, contest: Contest) -> str | None:
    """The id of the contest before this one whose winner has the role that this one gives."""
    statement = (
        select(ContestRow.id)
        .where(
            ContestRow.front == contest.front,
            ContestRow.server == contest.server,
            ContestRow.winner_role == contest.winner_role,
            ContestRow.state == ContestState.CLOSED,
            ContestRow.closes_at < contest.closes_at,
            exists().where(RankRow.contest_id == ContestRow.id, RankRow.person_id.is_not(None)),
        )
        .order_by(ContestRow.closes_at.desc())
        .limit(1)
    )
    return await session.scalar(statement)


async def daily_row(session: AsyncSession, front: str, server: str, limit: int) -> list[tuple[str, bool]]:
    """The last daily contests of a server with a vote, newest first: their ids, and whether they are open."""
    statement = (
        select(ContestRow.id, ContestRow.state)
        .where(
            ContestRow.front == front,
            ContestRow.server == server,
            ContestRow.kind == ContestKind.DAILY,
            ContestRow.state.in_([ContestState.OPEN, ContestState.CLOSED]),
            ContestRow.closes_at > ContestRow.opens_at,
        )
        .order_by(ContestRow.opens_at.desc())
        .limit(limit)
    )
    rows = await session.execute(statement)
    return [(contest_id, state is ContestState.OPEN) for contest_id, state in rows]


async def taken_part(
    session: AsyncSession, contest_ids: Collection[str], people: Collection[Person] | None = None
) -> dict[Person, set[str]]:
    """In which of these contests people have voted or entered; `people`: only of these."""
    taken = union(*_taken_part(contest_ids)).subquery()
    statement = select(taken.c.platform, taken.c.person_id, taken.c.contest_id)
    if people is not None:
        statement = statement.where(tuple_(taken.c.platform, taken.c.person_id).in_(list(people)))
    found: dict[Person, set[str]] = defaultdict(set)
    for platform, person_id, contest_id in await session.execute(statement):
        found[platform, person_id].add(contest_id)
    return dict(found)


async def in_all(session: AsyncSession, contest_ids: Collection[str]) -> set[Person]:
    """Who took part in each of these contests."""
    taken = union(*_taken_part(contest_ids)).subquery()
    everywhere = func.count(taken.c.contest_id.distinct()) == len(contest_ids)
    statement = select(taken.c.platform, taken.c.person_id).group_by(taken.c.platform, taken.c.person_id)
    return {
        (platform, person_id) for platform, person_id in await session.execute(statement.having(everywhere))
    }


async def unranked(session: AsyncSession, people: Collection[Person]) -> set[Person]:
    """Which of these people want to be named on no leaderboard and in no results."""
    statement = select(PersonRow.platform, PersonRow.id).where(
        tuple_(PersonRow.platform, PersonRow.id).in_(list(people)), _is_nameless()
    )
    return {(platform, person_id) for platform, person_id in await session.execute(statement)}


def _is_nameless() -> ColumnElement[bool]:
    """Of people who want to be named nowhere, as also those who want nothing to do with us."""
    return PersonRow.unranked_at.is_not(None) | PersonRow.opted_out_at.is_not(None)


def _taken_part(contest_ids: Collection[str]) -> list[Select[str, str, str]]:
    """Who voted, and who entered, in which of these contests."""
    return [
        select(table.platform, table.person_id, table.contest_id).where(table.contest_id.in_(contest_ids))
        for table in (BallotRow, EntryRow)
    ]


async def _standings(session: AsyncSession, which: ColumnElement[bool], limit: int) -> list[Standing]:
    wins = func.sum(case((RankRow.rank == 1, 1), else_=0))
    podiums = func.sum(case((RankRow.rank <= PODIUM, 1), else_=0))
    statement = (
        select(RankRow.platform, RankRow.person_id, wins, podiums)
        .join(ContestRow, ContestRow.id == RankRow.contest_id)
        .where(which, RankRow.person_id.is_not(None))
        .group_by(RankRow.platform, RankRow.person_id)
        .having(podiums > 0)
        .order_by(wins.desc(), podiums.desc(), func.min(ContestRow.closes_at), func.min(RankRow.rank))
        .limit(limit)
    )
    return [
        Standing(platform=platform, person_id=person_id, wins=wins, podiums=podiums)
        for platform, person_id, wins, podiums in await session.execute(statement)
    ]


def _of_server(front: str, server: str, since: datetime | None) -> ColumnElement[bool]:
    here = (ContestRow.front == front) & (ContestRow.server == server)
    return here if since is None else here & (ContestRow.closes_at >= since)

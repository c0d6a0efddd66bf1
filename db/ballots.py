"""Who has entered a contest, and who votes for what. One person has one vote in each."""

from dataclasses import asdict, dataclass
from datetime import datetime
from enum import Enum, auto
from typing import TypeVar

from sqlalchemy import (
    ColumnElement,
    Function,
    ScalarSelect,
    SQLColumnExpression,
    delete,
    exists,
    func,
    literal,
    not_,
    or_,
    select,
)
from sqlalchemy.ext.asyncio import AsyncSession

from db import contests, jobs
from db.jobs import Job, job_of
from db.models import BallotRow, ContestRow, ContestState, EntryRow, JobRow, PersonRow, ServerBanRow
from db.rows import record_of
from db.upsert import insert_new, upsert


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A job that a member has entered."""

    contest_id: str
    job_id: str
    platform: str
    person_id: str
    entered_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Ballot:
    """Someone's vote. `sample` 0 stands for the entry as a whole."""

    platform: str
    person_id: str
    job_id: str
    sample: int


T = TypeVar("T")

_SAMPLES = range(1, 10)


class Outcome(Enum):
    """What became of someone's wish to vote or to enter."""

    DONE = auto()
    SAME = auto()
    """It was so before."""
    LATE = auto()
    """The contest is over, or was never open."""
    FULL = auto()
    """This person has as many entries as one may have."""
    OWN = auto()
    """Nobody votes for their own entry."""
    GONE = auto()
    """There is no such thing to vote for any more."""
    KEPT_OUT = auto()
    """This person is banned, or wants nothing to do with us."""


async def enter(session: AsyncSession, entry: Entry) -> Outcome:
    """Enter a job; which jobs may enter, the caller knows.

    Raises:
        IntegrityError: there is no such job.
    """
    contest = await contests.lock(session, entry.contest_id)
    if contest is None or not contest.takes_votes(entry.entered_at):
        return Outcome.LATE
    mine = (EntryRow.platform == entry.platform) & (EntryRow.person_id == entry.person_id)
    known = set(await session.scalars(select(EntryRow.job_id).where(EntryRow.contest_id == contest.id, mine)))
    if entry.job_id in known:
        return Outcome.SAME
    if len(known) >= contest.entries_each:
        return Outcome.FULL
    return Outcome.DONE if await insert_new(session, EntryRow, asdict(entry)) else Outcome.SAME


async def take_out(session: AsyncSession, contest_id: str, job_id: str, now: datetime) -> Outcome:
    """Take an entry out, with the votes for it: who gave them may vote again."""
    contest = await contests.lock(session, contest_id)
    if contest is None or not contest.takes_votes(now):
        return Outcome.LATE
    for table in (EntryRow, BallotRow):
        await session.execute(delete(table).where(table.contest_id == contest_id, table.job_id == job_id))
    return Outcome.DONE


async def vote(session: AsyncSession, contest_id: str, ballot: Ballot, now: datetime) -> Outcome:
    """Write someone's vote down, in place of an earlier one. What is `DONE` will be counted."""
    contest = await contests.lock(session, contest_id, alone=False)
    if contest is None or not contest.takes_votes(now):
        return Outcome.LATE
    kept_out = _is_kept_out(literal(ballot.platform), literal(ballot.person_id), contest, now)
    if await session.scalar(select(kept_out)):
        return Outcome.KEPT_OUT
    refusal = await _refusal(session, contest, ballot)
    if refusal:
        return refusal
    if await of_person(session, contest_id, ballot.platform, ballot.person_id) == ballot:
        return Outcome.SAME
    values = asdict(ballot) | {"created_at": now}
    key = {"contest_id": contest_id} | {name: values.pop(name) for name in ("platform", "person_id")}
    await upsert(session, BallotRow, key, values)
    return Outcome.DONE


async def of_person(session: AsyncSession, contest_id: str, platform: str, person_id: str) -> Ballot | None:
    """What this person votes for."""
    row = await session.get(BallotRow, (contest_id, platform, person_id))
    return record_of(row, Ballot) if row else None


async def counted(session: AsyncSession, contest: contests.Contest, now: datetime) -> list[Ballot]:
    """The votes that count: none of people who are banned, or who want nothing to do with us."""
    kept_out = _is_kept_out(BallotRow.platform, BallotRow.person_id, contest, now)
    statement = select(BallotRow).where(BallotRow.contest_id == contest.id, not_(kept_out))
    return [record_of(row, Ballot) for row in await session.scalars(statement)]


async def turnout(session: AsyncSession, contest_id: str) -> int:
    """How many have voted."""
    statement = select(func.count()).select_from(BallotRow).where(BallotRow.contest_id == contest_id)
    return await session.scalar(statement) or 0


async def entries(session: AsyncSession, contest_id: str) -> list[tuple[Entry, Job]]:
    """The entries with their jobs, oldest first."""
    statement = (
        select(EntryRow, JobRow)
        .join(JobRow, JobRow.id == EntryRow.job_id)
        .where(EntryRow.contest_id == contest_id, JobRow.deleted_at.is_(None))
        .order_by(EntryRow.entered_at, EntryRow.job_id)
    )
    return [(record_of(row, Entry), job_of(job)) for row, job in await session.execute(statement)]


async def contenders(session: AsyncSession, contest: contests.Contest, now: datetime) -> list[Entry]:
    """The entries that can win, oldest first: none of people whose votes would not count."""
    kept_out = _is_kept_out(EntryRow.platform, EntryRow.person_id, contest, now)
    out = set(
        await session.scalars(select(EntryRow.job_id).where(EntryRow.contest_id == contest.id, kept_out))
    )
    return [entry for entry, _ in await entries(session, contest.id) if entry.job_id not in out]


async def entered(session: AsyncSession, job_id: str) -> str | None:
    """The id of the open contest that a job is in."""
    statement = (
        select(EntryRow.contest_id)
        .join(ContestRow, ContestRow.id == EntryRow.contest_id)
        .where(EntryRow.job_id == job_id, ContestRow.state == ContestState.OPEN)
    )
    return await session.scalar(statement.limit(1))


@dataclass(frozen=True, slots=True)
class Turnout:
    """How an open contest gets on."""

    votes: int
    entries: int
    last_entered_at: datetime | None


async def turnouts(session: AsyncSession, front: str) -> dict[str, Turnout]:
    """How each open contest of a front gets on, by id."""
    rows = await session.execute(
        select(
            ContestRow.id,
            _of(BallotRow, func.count()),
            _of(EntryRow, func.count()),
            _of(EntryRow, func.max(EntryRow.entered_at)),
        ).where(ContestRow.front == front, ContestRow.state == ContestState.OPEN)
    )
    return {contest_id: Turnout(votes, entries, last) for contest_id, votes, entries, last in rows}


async def forget(session: AsyncSession, before: datetime, limit: int) -> int:
    """Forget votes and entries of some contests that ended before then; their results stay. How many."""
    old = (
        select(ContestRow.id)
        .where(ContestRow.closes_at < before)
        .where(or_(*(exists().where(table.contest_id == ContestRow.id) for table in (BallotRow, EntryRow))))
        .limit(limit)
    )
    contest_ids = (await session.scalars(old)).all()
    for table in (BallotRow, EntryRow):
        await session.execute(delete(table).where(table.contest_id.in_(contest_ids)))
    return len(contest_ids)


async def _refusal(session: AsyncSession, contest: contests.Contest, ballot: Ballot) -> Outcome | None:
    """Why this can't be voted for, if so."""
    if ballot.job_id == contest.job_id:
        return None if ballot.sample in _SAMPLES and await jobs.get(session, ballot.job_id) else Outcome.GONE
    entry = await session.get(EntryRow, (contest.id, ballot.job_id))
    if entry is None or ballot.sample != 0:
        return Outcome.GONE
    own = (entry.platform, entry.person_id) == (ballot.platform, ballot.person_id)
    return Outcome.OWN if own else None


def _of(table: type[BallotRow | EntryRow], measure: Function[T]) -> ScalarSelect[T]:
    """The measure of a contest's rows of a table."""
    rows = select(measure).select_from(table).where(table.contest_id == ContestRow.id)
    return rows.correlate(ContestRow).scalar_subquery()


def _is_kept_out(
    platform: SQLColumnExpression[str],
    person_id: SQLColumnExpression[str],
    contest: contests.Contest,
    now: datetime,
) -> ColumnElement[bool]:
    """Whether a person is banned, from everywhere or from the contest's server, or has opted out."""
    known = (PersonRow.platform == platform) & (PersonRow.id == person_id)
    out = PersonRow.opted_out_at.is_not(None) | (PersonRow.banned_until > now)
    here = (ServerBanRow.front == contest.front) & (ServerBanRow.server == contest.server)
    banned = (ServerBanRow.platform == platform) & (ServerBanRow.person_id == person_id)
    return or_(exists().where(known, out), exists().where(here, banned, ServerBanRow.until > now))

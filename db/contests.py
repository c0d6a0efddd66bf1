"""Contests: which are to be opened or closed, by whom, and what became of them.

A contest goes from OPENING (its thread and message are still to be made) over OPEN to CLOSED (its votes
are counted). Opening it and posting its results are owed until somebody has done so: `due` names the
contests that wait for it, and a claim lets one process at a time try.
"""

import secrets
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.errors import LeaseLostError
from db.models import ContestKind, ContestRow, ContestState, JobRow, JobState
from db.rows import record_of

__all__ = ["Contest", "ContestKind", "ContestState", "NewContest"]

GIVE_UP_AFTER = timedelta(days=3)
"""What could not be opened or closed by then never will be."""

_AT_ONCE = 50
_UNDER_WAY = ContestRow.state.in_([ContestState.OPENING, ContestState.OPEN])
_RESULTS_OWED = and_(
    ContestRow.state == ContestState.CLOSED,
    ContestRow.results_id.is_(None),
    ContestRow.closes_at > ContestRow.opens_at,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewContest:
    """What a contest is made from. The columns of `db.models.ContestRow` say what each means."""

    kind: ContestKind
    front: str
    server: str
    channel: str
    message_id: str | None = None
    schedule_id: int | None = None
    job_id: str | None = None
    theme: str
    required_words: str = ""
    awards: str = ""
    entries_each: int
    winner_role: str | None = None
    host_id: str = ""
    host_name: str = ""
    opens_at: datetime
    closes_at: datetime

    @property
    def has_vote(self) -> bool:
        """Whether there is anything to vote for, or just a thread."""
        return self.closes_at > self.opens_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Contest(NewContest):
    """A contest as it was when it was read."""

    id: str
    state: ContestState
    thread: str | None
    results_id: str | None
    spoilt_at: datetime | None
    attempts: int
    lease_token: str | None

    def takes_votes(self, now: datetime) -> bool:
        """Whether one can vote and enter."""
        return self.state is ContestState.OPEN and now < self.closes_at


async def insert_contest(session: AsyncSession, new: NewContest) -> Contest:
    """Write a contest down; somebody will open it, and close it that much later."""
    values = asdict(new) | {"id": secrets.token_urlsafe(12), "state": ContestState.OPENING, "attempts": 0}
    row = (await session.scalars(insert(ContestRow).values(values).returning(ContestRow))).one()
    return record_of(row, Contest)


async def get(session: AsyncSession, contest_id: str) -> Contest | None:
    """The contest of this id."""
    return await _first(session, ContestRow.id == contest_id)


async def lock(session: AsyncSession, contest_id: str, *, alone: bool = True) -> Contest | None:
    """The contest as it is and stays until this transaction ends; `alone`: no other can lock it meanwhile."""
    statement = (
        select(ContestRow)
        .where(ContestRow.id == contest_id)
        .with_for_update(read=not alone)
        .execution_options(populate_existing=True)
    )
    row = await session.scalar(statement)
    return record_of(row, Contest) if row else None


async def in_thread(session: AsyncSession, front: str, thread: str) -> Contest | None:
    """The contest that is open in this thread."""
    here = (ContestRow.front == front) & (ContestRow.thread == thread)
    return await _first(session, here & (ContestRow.state == ContestState.OPEN))


async def about_job(session: AsyncSession, job_id: str) -> Contest | None:
    """The contest whose job of the day this is."""
    return await _first(session, ContestRow.job_id == job_id)


async def newest_of_server(
    session: AsyncSession, front: str, server: str, kind: ContestKind, *, since: datetime
) -> list[Contest]:
    """The contests of a server that were not cancelled and began since then, newest first."""
    statement = (
        select(ContestRow)
        .where(_of_server(front, server), ContestRow.kind == kind, ContestRow.opens_at >= since)
        .where(ContestRow.state != ContestState.CANCELLED)
        .order_by(ContestRow.opens_at.desc())
        .limit(_AT_ONCE)
    )
    return [record_of(row, Contest) for row in await session.scalars(statement)]


async def parties_of_server(session: AsyncSession, front: str, server: str) -> list[Contest]:
    """The parties that are going on, those that end soonest first."""
    statement = (
        select(ContestRow)
        .where(_of_server(front, server), ContestRow.kind == ContestKind.PARTY, _UNDER_WAY)
        .order_by(ContestRow.closes_at)
        .limit(_AT_ONCE)
    )
    return [record_of(row, Contest) for row in await session.scalars(statement)]


async def due(session: AsyncSession, front: str, now: datetime) -> list[Contest]:
    """The contests that somebody should open or close, or end since their job of the day was deleted."""
    over = JobRow.state.in_([JobState.DELIVERED, JobState.FAILED, JobState.CANCELLED])
    to_open = (ContestRow.state == ContestState.OPENING) & (
        ContestRow.job_id.is_(None) | over | JobRow.deleted_at.is_not(None)
    )
    statement = (
        select(ContestRow)
        .join(JobRow, JobRow.id == ContestRow.job_id, isouter=True)
        .where(ContestRow.front == front, or_(to_open, _to_end(now), _RESULTS_OWED), _is_free(now))
        .where(ContestRow.closes_at > now - GIVE_UP_AFTER)
        .order_by(ContestRow.closes_at)
        .limit(_AT_ONCE)
    )
    return [record_of(row, Contest) for row in await session.scalars(statement)]


async def claim(session: AsyncSession, contest_id: str, now: datetime, lease_s: float) -> Contest | None:
    """Take on to open or close a contest; None: somebody else does, or has done it."""
    owed = or_(ContestRow.state == ContestState.OPENING, _to_end(now), _RESULTS_OWED)
    statement = (
        update(ContestRow)
        .where(ContestRow.id == contest_id, owed, _is_free(now))
        .values(
            attempts=ContestRow.attempts + 1,
            lease_token=secrets.token_urlsafe(12),
            lease_until=now + timedelta(seconds=lease_s),
        )
        .returning(ContestRow)
    )
    row = await session.scalar(statement)
    return record_of(row, Contest) if row else None


async def heartbeat(session: AsyncSession, contest: Contest, now: datetime, lease_s: float) -> None:
    """Say that the process that opens or closes it is alive. Raises `LeaseLostError`."""
    await _write(session, contest, lease_until=now + timedelta(seconds=lease_s))


async def opened(
    session: AsyncSession, contest: Contest, *, thread: str | None, message_id: str | None, now: datetime
) -> None:
    """It is open, for as long as was planned, whenever that was to begin. Raises `LeaseLostError`.

    One without a vote is closed at once: its thread goes on, but there is nothing to count.
    """
    await _write(
        session,
        contest,
        state=ContestState.OPEN if contest.has_vote else ContestState.CLOSED,
        thread=thread,
        message_id=message_id,
        opens_at=now,
        closes_at=now + (contest.closes_at - contest.opens_at),
        **_DONE,
    )


async def freeze(session: AsyncSession, contest: Contest) -> None:
    """Take no votes any more. Raises `LeaseLostError`.

    It waits for those who vote just now, who have locked the contest; whoever comes later is told so.
    """
    await _write(session, contest, state=ContestState.CLOSED)


async def closed(session: AsyncSession, contest: Contest, results_id: str) -> None:
    """Its results are posted. Raises `LeaseLostError`."""
    await _write(session, contest, results_id=results_id, **_DONE)


async def failed(session: AsyncSession, contest: Contest, failure: str, not_before: datetime) -> None:
    """It could not be opened or closed, and is due again later. Raises `LeaseLostError`."""
    await _write(session, contest, failure=failure, not_before=not_before, **_ENDED)


async def given_up(session: AsyncSession, contest: Contest, failure: str) -> None:
    """It can't go on: what it was held in is gone. If its votes are counted, they stay so.

    Raises `LeaseLostError`.
    """
    known = await get(session, contest.id)
    is_counted = known is not None and known.state is ContestState.CLOSED
    ended = _ENDED | ({"results_id": ""} if is_counted else {"state": ContestState.CANCELLED})
    await _write(session, contest, **ended, failure=failure)


async def end_early(session: AsyncSession, contest_id: str, now: datetime) -> bool:
    """Let an open contest close now; whether it was open."""
    contest = await lock(session, contest_id)
    if contest is None or not contest.takes_votes(now):
        return False
    await session.execute(
        update(ContestRow).where(ContestRow.id == contest_id).values(closes_at=now, not_before=None)
    )
    return True


async def cancel_in_server(session: AsyncSession, front: str, server: str) -> None:
    """The server is out of reach."""
    await _cancel(session, _of_server(front, server))


async def cancel_in_channel(session: AsyncSession, front: str, channel: str) -> int:
    """A channel or thread is gone; how many contests were held there."""
    here = (ContestRow.channel == channel) | (ContestRow.thread == channel)
    return await _cancel(session, (ContestRow.front == front) & here)


async def at_messages(session: AsyncSession, front: str, message_ids: set[str]) -> bool:
    """Whether a contest under way is held by one of these messages."""
    held = (ContestRow.front == front) & ContestRow.message_id.in_(message_ids) & _UNDER_WAY
    return await _first(session, held) is not None


async def cancel_at_message(session: AsyncSession, front: str, message_ids: set[str]) -> int:
    """Messages are gone; how many contests were held by them."""
    return await _cancel(session, (ContestRow.front == front) & ContestRow.message_id.in_(message_ids))


async def spoilt(session: AsyncSession, front: str) -> list[Contest]:
    """The contests whose posted results show jobs that were deleted since."""
    statement = select(ContestRow).where(
        ContestRow.front == front, ContestRow.spoilt_at.is_not(None), ContestRow.results_id.is_not(None)
    )
    return [record_of(row, Contest) for row in await session.scalars(statement.limit(_AT_ONCE))]


async def mended(session: AsyncSession, contest_id: str, before: datetime) -> None:
    """Nothing is shown any more of what had been deleted before that moment."""
    shown = (ContestRow.id == contest_id) & (ContestRow.spoilt_at <= before)
    await session.execute(update(ContestRow).where(shown).values(spoilt_at=None))


async def sweep(session: AsyncSession, now: datetime) -> int:
    """Cancel what nobody could open or close for `GIVE_UP_AFTER`; how many that were."""
    return await _cancel(session, ContestRow.closes_at <= now - GIVE_UP_AFTER)


_ENDED: dict[str, Any] = {"lease_token": None, "lease_until": None}
_DONE: dict[str, Any] = {"attempts": 0, "not_before": None, "failure": None, **_ENDED}


async def _cancel(session: AsyncSession, which: ColumnElement[bool]) -> int:
    cancelled = {"state": ContestState.CANCELLED, **_ENDED}
    statement = update(ContestRow).where(which, _UNDER_WAY).values(cancelled).returning(ContestRow.id)
    return len((await session.scalars(statement)).all())


def _to_end(now: datetime) -> ColumnElement[bool]:
    """Of those that are open: their time is over, or their job of the day was deleted."""
    theirs = select(JobRow.id).where(JobRow.id == ContestRow.job_id, JobRow.deleted_at.is_not(None))
    deleted = theirs.correlate(ContestRow).exists()
    return (ContestRow.state == ContestState.OPEN) & ((ContestRow.closes_at <= now) | deleted)


def _of_server(front: str, server: str) -> ColumnElement[bool]:
    return (ContestRow.front == front) & (ContestRow.server == server)


def _is_free(now: datetime) -> ColumnElement[bool]:
    rested = ContestRow.not_before.is_(None) | (ContestRow.not_before <= now)
    return rested & (ContestRow.lease_until.is_(None) | (ContestRow.lease_until < now))


async def _first(session: AsyncSession, which: ColumnElement[bool]) -> Contest | None:
    row = await session.scalar(select(ContestRow).where(which).order_by(ContestRow.opens_at.desc()).limit(1))
    return record_of(row, Contest) if row else None


async def _write(session: AsyncSession, contest: Contest, **values: Any) -> None:
    statement = (
        update(ContestRow)
        .where(ContestRow.id == contest.id, ContestRow.lease_token == contest.lease_token)
        .values(**values)
        .returning(ContestRow.id)
    )
    if await session.scalar(statement) is None:
        raise LeaseLostError(f"The contest {contest.id} is no longer this process's.")

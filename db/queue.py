"""The jobs table as a queue: claims with leases, and writes that only the newest claim may make.

Every function takes `now`, so that all of a decision sees one moment.
"""

import asyncio
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, Select, and_, case, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute, aliased

from db import deliveries
from db.errors import LeaseLostError
from db.jobs import ON_THEIR_WAY, WAITING, Job, job_of, lock
from db.models import JobRow, JobState
from db.turns import WaitingJob, in_turn

_MEASURED_JOBS = 20
_AT_ONCE = 500  # rows that are read before other work gets its turn


async def claim(session: AsyncSession, now: datetime, lease_s: float, only: str | None = None) -> Job | None:
    """Take the job whose turn it is, or `only` that one, counting an attempt.

    Its `lease_token` allows the writes below. Claims go one after another, so that the order holds however
    many workers there are.
    """
    if only is not None:
        return await _take(session, only, now, lease_s)
    await lock(session, "claims")
    while (job_id := await _next(session, _ready(now))) is not None:
        job = await _take(session, job_id, now, lease_s)
        if job is not None:  # or it was cancelled just now
            return job
    return None


async def heartbeat(session: AsyncSession, job: Job, now: datetime, lease_s: float) -> None:
    """Say that the job's worker is alive. Raises `LeaseLostError`.

    In the instant in which the worker itself finishes the job, this is allowed and means nothing.
    """
    await _write(session, job, lease_until=now + timedelta(seconds=lease_s))


async def finish(session: AsyncSession, job: Job, collage_key: str, now: datetime) -> None:
    """The job is rendered, and its delivery is owed. Raises `LeaseLostError`."""
    await _move(session, job, JobState.RENDERED, collage_key=collage_key, finished_at=now)
    await deliveries.owe(session, job.id, now)


async def fail(session: AsyncSession, job: Job, failure: str, now: datetime) -> None:
    """The job ends with a sentence instead of pictures, which is owed too. Raises `LeaseLostError`."""
    await _move(session, job, JobState.FAILED, failure=failure, finished_at=now)
    await deliveries.owe(session, job.id, now)


async def put_back(session: AsyncSession, job: Job, not_before: datetime, *, counts: bool) -> None:
    """Give the job up to whoever takes it next, not before that moment. Raises `LeaseLostError`.

    Args:
        counts: whether this was an attempt; it was none if the painting had not even begun.
    """
    attempts = job.attempts if counts else job.attempts - 1
    await _move(session, job, JobState.QUEUED, attempts=attempts, not_before=not_before, lease_token=None)


async def take_back_expired(session: AsyncSession, now: datetime, attempts: int, failure: str) -> list[Job]:
    """Put jobs of dead workers back into the queue; those with no attempt left fail, and are returned."""
    expired = await session.scalars(
        select(JobRow)
        .where(JobRow.state == JobState.RENDERING, JobRow.lease_until < now)
        .with_for_update(skip_locked=True)
    )
    given_up = []
    for job in [job_of(row) for row in expired]:
        if job.attempts < attempts:
            await put_back(session, job, now, counts=True)
        else:
            await fail(session, job, failure, now)
            given_up.append(job)
    return given_up


@dataclass(frozen=True, slots=True)
class QueueState:
    """How long the queue is, and how fast."""

    places: dict[str, int]
    """The place of every waiting job by its id, from 1 (next to be taken)."""
    rendering: int
    """Jobs that are being rendered now, by all processes."""
    seconds_per_job: float | None
    """Mean time of the last renderings; None if there was none yet."""


async def state(session: AsyncSession) -> QueueState:
    """Look at the whole queue, which takes a while if it is long. Jobs that rest keep their turn in it."""
    rendering = select(func.count()).where(ON_THEIR_WAY, JobRow.state == JobState.RENDERING)
    return QueueState(
        places=await _places(session),
        rendering=await session.scalar(rendering) or 0,
        seconds_per_job=await _seconds_per_job(session),
    )


async def _move(session: AsyncSession, job: Job, to: JobState, **values: object) -> None:
    await _write(session, job, JobRow.state == JobState.RENDERING, state=to, **values)


async def _write(session: AsyncSession, job: Job, *conditions: ColumnElement[bool], **values: object) -> None:
    """Write to a job only as the worker that holds it: a late one's token is no longer the row's."""
    statement = (
        update(JobRow)
        .where(JobRow.id == job.id, JobRow.lease_token == job.lease_token, *conditions)
        .values(**values)
        .returning(JobRow.id)
    )
    if await session.scalar(statement) is None:
        raise LeaseLostError(f"Job {job.id} is no longer this worker's.")


def _ready(now: datetime) -> ColumnElement[bool]:
    return WAITING & or_(JobRow.not_before.is_(None), JobRow.not_before <= now)


async def _take(session: AsyncSession, job_id: str, now: datetime, lease_s: float) -> Job | None:
    statement = (
        update(JobRow)
        .where(JobRow.id == job_id, _ready(now))
        .values(
            state=JobState.RENDERING,
            attempts=JobRow.attempts + 1,
            not_before=None,
            lease_token=secrets.token_urlsafe(12),
            lease_until=now + timedelta(seconds=lease_s),
            claimed_at=now,
        )
        .returning(JobRow)
    )
    row = (await session.scalars(statement)).one_or_none()
    return job_of(row) if row else None


async def _next(session: AsyncSession, ready: ColumnElement[bool]) -> str | None:
    """The job that `db.turns.in_turn` would name first, found without reading all that wait."""
    priority = await session.scalar(select(func.min(JobRow.priority)).where(ready))
    in_class = ready & (JobRow.priority == priority)
    for row in (_LINE, _REQUESTER):
        first = await _first(session, in_class, row)
        if first is None:
            return None
        in_class &= and_(*(column == value for column, value in zip(row.names, first, strict=True)))
    own = select(JobRow.id).where(in_class).order_by(JobRow.created_at, JobRow.id)
    return await session.scalar(own.limit(1))


@dataclass(frozen=True)
class _Row:
    """A row in which to stand, as `db.turns` says: columns that name who stands there."""

    names: tuple[InstrumentedAttribute[str], ...]
    served_at: ScalarSelect[datetime | None]
    """When a job of theirs was last taken, asked for each group of jobs."""


def _row(*names: InstrumentedAttribute[str]) -> _Row:
    earlier = aliased(JobRow)
    theirs = [getattr(earlier, name.key) == name for name in names]
    return _Row(names, select(func.max(earlier.claimed_at)).where(*theirs).scalar_subquery())


_LINE, _REQUESTER = _row(JobRow.line), _row(JobRow.platform, JobRow.requester_id)


async def _first(session: AsyncSession, which: ColumnElement[bool], row: _Row) -> Sequence[str] | None:
    """Of those whom these jobs belong to: who has waited longest since he came or was last served."""
    came_at = func.min(JobRow.created_at).label("came_at")
    there = (
        select(*row.names, came_at, row.served_at.label("served_at"))
        .where(which)
        .group_by(*row.names)
        .subquery()
    )
    names = [there.c[name.key] for name in row.names]
    since = case((there.c.served_at > there.c.came_at, there.c.served_at), else_=there.c.came_at)
    # By code points, as Python compares, whatever the database's language.
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    by_name = names if is_sqlite else [name.collate("C") for name in names]
    return (await session.execute(select(*names).order_by(since, *by_name).limit(1))).one_or_none()


async def _places(session: AsyncSession) -> dict[str, int]:
    """Read all that wait, and put them in order in a thread: other work goes on meanwhile."""
    waiting = await _rows(
        session,
        select(
            JobRow.id, JobRow.priority, JobRow.line, JobRow.platform, JobRow.requester_id, JobRow.created_at
        ).where(WAITING),
    )
    # When they were served is asked once for each line and requester, not for each job.
    lines, requesters = [
        await _rows(session, select(*row.names, row.served_at).where(WAITING).group_by(*row.names))
        for row in (_LINE, _REQUESTER)
    ]
    return await asyncio.to_thread(_in_places, waiting, lines, requesters)


async def _rows(session: AsyncSession, statement: Select[*tuple[Any, ...]]) -> list[Any]:
    rows: list[Any] = []
    async for some in (await session.stream(statement)).partitions(_AT_ONCE):
        rows += some
    return rows


def _in_places(waiting: list[Any], lines: list[Any], requesters: list[Any]) -> dict[str, int]:
    line_served_at = dict(lines)
    served_at = {(platform, requester_id): served_at for platform, requester_id, served_at in requesters}
    jobs = [
        WaitingJob(
            job_id,
            priority,
            line,
            f"{platform}:{requester_id}",
            created_at,
            line_served_at[line],
            served_at[platform, requester_id],
        )
        for job_id, priority, line, platform, requester_id, created_at in waiting
    ]
    return {job.id: place for place, job in enumerate(in_turn(jobs), start=1)}


async def _seconds_per_job(session: AsyncSession) -> float | None:
    last: list[tuple[datetime, datetime]] = []
    for ended in (JobState.RENDERED, JobState.DELIVERED):  # one by one, so that an index gives the newest
        rows = await session.execute(
            select(JobRow.finished_at, JobRow.claimed_at)
            .where(JobRow.state == ended)
            .order_by(JobRow.finished_at.desc())
            .limit(_MEASURED_JOBS)
        )
        last += [(finished, claimed) for finished, claimed in rows if finished and claimed]
    newest = sorted(last, reverse=True)[:_MEASURED_JOBS]
    seconds = [(finished - claimed).total_seconds() for finished, claimed in newest]
    return sum(seconds) / len(seconds) if seconds else None

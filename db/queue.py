"""The jobs table as a queue: claims with leases, and writes that only the newest claim may make.

Every function takes `now`, so that all of a decision sees one moment.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

from sqlalchemy import ColumnElement, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from db import deliveries
from db.errors import LeaseLostError
from db.jobs import Job, job_of
from db.models import JobRow, JobState
from db.turns import WaitingJob, in_turn

_CANDIDATES = 32
"""How many of the next jobs a claim looks at: more than that many claims at the same instant find nothing."""
_MEASURED_JOBS = 20


async def claim(session: AsyncSession, now: datetime, lease_s: float, only: str | None = None) -> Job | None:
    """Take the job whose turn it is, or `only` that one, counting an attempt.

    Its `lease_token` allows the writes below. Workers may claim at once: on SQLite one waits for the other,
    on PostgreSQL it skips what the other is taking.
    """
    ready = (JobRow.state == JobState.QUEUED) & or_(JobRow.not_before.is_(None), JobRow.not_before <= now)
    if only:
        candidates = [only]
    else:
        candidates = [job.id for job in islice(in_turn(await _waiting(session, ready)), _CANDIDATES)]
    locked = await session.scalars(
        select(JobRow.id).where(JobRow.id.in_(candidates), ready).with_for_update(skip_locked=True)
    )
    free = set(locked)
    job_id = next((job_id for job_id in candidates if job_id in free), None)
    if job_id is None:
        return None
    statement = (
        update(JobRow)
        .where(JobRow.id == job_id)
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
    return job_of((await session.scalars(statement)).one())


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
    """Look at the whole queue. Jobs that rest after a failure keep their turn in it."""
    waiting = await _waiting(session, JobRow.state == JobState.QUEUED)
    rendering = select(func.count()).where(JobRow.state == JobState.RENDERING)
    return QueueState(
        places={job.id: place for place, job in enumerate(in_turn(waiting), start=1)},
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


async def _waiting(session: AsyncSession, which: ColumnElement[bool]) -> list[WaitingJob]:
    earlier = aliased(JobRow)
    line_served_at = select(func.max(earlier.claimed_at)).where(earlier.line == JobRow.line)
    requester_served_at = select(func.max(earlier.claimed_at)).where(
        earlier.platform == JobRow.platform, earlier.requester_id == JobRow.requester_id
    )
    rows = await session.execute(
        select(
            JobRow.id,
            JobRow.priority,
            JobRow.line,
            JobRow.platform + ":" + JobRow.requester_id,
            JobRow.created_at,
            line_served_at.scalar_subquery(),
            requester_served_at.scalar_subquery(),
        ).where(which)
    )
    return [WaitingJob(*row) for row in rows]


async def _seconds_per_job(session: AsyncSession) -> float | None:
    last = await session.execute(
        select(JobRow.claimed_at, JobRow.finished_at)
        .where(JobRow.state.in_([JobState.RENDERED, JobState.DELIVERED]))
        .order_by(JobRow.finished_at.desc())
        .limit(_MEASURED_JOBS)
    )
    seconds = [(finished - claimed).total_seconds() for claimed, finished in last if claimed and finished]
    return sum(seconds) / len(seconds) if seconds else None

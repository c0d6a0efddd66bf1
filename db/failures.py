"""What went wrong lately, for whoever looks after this Nonet."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import ChoreRunRow, JobRow, JobState, ScheduleRow, SlotRow, SlotState


@dataclass(frozen=True, slots=True)
class Failure:
    """Something that was given up."""

    at: datetime
    kind: str
    """What it is: `job`, `slot` or `chore`."""
    name: str
    """Which one: the id of a job, the name of a schedule or chore."""
    reason: str


async def latest(session: AsyncSession, limit: int) -> list[Failure]:
    """The last so many, newest first. What people asked for is not told."""
    found = [*await _jobs(session, limit), *await _slots(session, limit), *await _chores(session, limit)]
    return sorted(found, key=lambda failure: failure.at, reverse=True)[:limit]


async def _jobs(session: AsyncSession, limit: int) -> list[Failure]:
    statement = (
        select(JobRow.finished_at, JobRow.id, JobRow.failure)
        .where(JobRow.state == JobState.FAILED, JobRow.finished_at.is_not(None))
        .order_by(JobRow.finished_at.desc())
        .limit(limit)
    )
    return [
        Failure(at, "job", job_id, reason or "")
        for at, job_id, reason in await session.execute(statement)
        if at
    ]


async def _slots(session: AsyncSession, limit: int) -> list[Failure]:
    statement = (
        select(SlotRow.at, ScheduleRow.name, SlotRow.reason)
        .join(ScheduleRow, ScheduleRow.id == SlotRow.schedule_id)
        .where(SlotRow.state == SlotState.FAILED)
        .order_by(SlotRow.at.desc())
        .limit(limit)
    )
    return [Failure(at, "slot", name, reason) for at, name, reason in await session.execute(statement)]


async def _chores(session: AsyncSession, limit: int) -> list[Failure]:
    statement = (
        select(ChoreRunRow.started_at, ChoreRunRow.chore, ChoreRunRow.failure)
        .where(ChoreRunRow.failure.is_not(None))
        .order_by(ChoreRunRow.started_at.desc())
        .limit(limit)
    )
    return [Failure(at, "chore", name, reason or "") for at, name, reason in await session.execute(statement)]

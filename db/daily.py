"""Prompts of the day as they were: what slots have taken, and the pictures that came of it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, exists, not_, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.jobs import Job, JobState, job_of
from db.models import CaseRow, JobRow, OutgoingRow, ScheduleRow, SlotRow, SlotState
from db.rows import record_of
from db.schedules import Schedule


@dataclass(frozen=True, slots=True)
class Daily:
    """The pictures of one prompt of the day."""

    schedule: Schedule
    at: datetime
    """The moment of its slot."""
    job: Job


async def taken_since(session: AsyncSession, schedule_id: int, since: datetime) -> list[tuple[datetime, str]]:
    """The prompts that a schedule's slots have taken since then, each with its slot, the oldest first."""
    statement = (
        select(SlotRow.at, SlotRow.prompt)
        .where(SlotRow.schedule_id == schedule_id, SlotRow.state == SlotState.ACCEPTED, SlotRow.at >= since)
        .order_by(SlotRow.at)
    )
    return [(at, prompt) for at, prompt in await session.execute(statement)]


async def shown(session: AsyncSession, front: str, start: datetime, end: datetime, limit: int) -> list[Daily]:
    """What a front's own schedules show, from `start` until before `end`, newest first.

    Only pictures that are there and for everyone to see.
    """
    return await _all(session, _shown_on(front).where(SlotRow.at >= start, SlotRow.at < end), limit)


async def newest(session: AsyncSession, front: str, limit: int) -> list[Daily]:
    """The last of those, newest first."""
    return await _all(session, _shown_on(front), limit)


async def neighbours(session: AsyncSession, front: str, at: datetime) -> tuple[Daily | None, Daily | None]:
    """The last one before a moment and the first one after it."""
    before = await _all(session, _shown_on(front).where(SlotRow.at < at), 1)
    upwards = _shown_on(front).where(SlotRow.at > at).order_by(None).order_by(SlotRow.at, SlotRow.schedule_id)
    after = await _all(session, upwards, 1)
    return next(iter(before), None), next(iter(after), None)


async def moments(session: AsyncSession, front: str) -> list[datetime]:
    """The slots of all of those, newest first."""
    statement = _shown_on(front).with_only_columns(SlotRow.at)
    return list(await session.scalars(statement))


async def to_post(session: AsyncSession, since: datetime, limit: int) -> list[Daily]:
    """Those since then that shall be posted on X and neither are, nor have been given up; the oldest first.

    Nothing that is not for everyone to see, and nothing that moderators still have to look at.
    """
    known = exists().where(
        OutgoingRow.key == "job:" + JobRow.id,
        OutgoingRow.message_id.is_not(None) | OutgoingRow.failure.is_not(None),
    )
    disputed = exists().where(CaseRow.job_id == JobRow.id, CaseRow.decided_at.is_(None))
    statement = _with_pictures().where(
        ScheduleRow.on_twitter, SlotRow.at >= since, not_(known), not_(disputed)
    )
    return await _all(session, statement.order_by(SlotRow.at, SlotRow.schedule_id), limit)


def _shown_on(front: str) -> Select[SlotRow, ScheduleRow, JobRow]:
    own = (ScheduleRow.front == front) & ScheduleRow.server.is_(None)
    return _with_pictures().where(own).order_by(SlotRow.at.desc(), SlotRow.schedule_id.desc())


def _with_pictures() -> Select[SlotRow, ScheduleRow, JobRow]:
    return (
        select(SlotRow, ScheduleRow, JobRow)
        .join(ScheduleRow, ScheduleRow.id == SlotRow.schedule_id)
        .join(JobRow, JobRow.id == SlotRow.job_id)
        .where(_for_everyone())
    )


def _for_everyone() -> ColumnElement[bool]:
    return (
        JobRow.state.in_([JobState.RENDERED, JobState.DELIVERED])
        & JobRow.collage_key.is_not(None)
        & JobRow.deleted_at.is_(None)
        & JobRow.private.is_(False)
        & JobRow.spoiler.is_(False)
    )


async def _all(
    session: AsyncSession, statement: Select[SlotRow, ScheduleRow, JobRow], limit: int
) -> list[Daily]:
    rows = await session.execute(statement.limit(limit))
    return [Daily(record_of(schedule, Schedule), slot.at, job_of(job)) for slot, schedule, job in rows]

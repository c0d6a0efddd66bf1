"""Schedules: prompts of the day, and when and where they are posted."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.jobs import Job, job_of
from db.models import JobRow, PromptSource, ScheduleRow, SlotRow
from db.rows import record_of

__all__ = ["NewSchedule", "PromptSource", "Schedule"]

_WHEN = frozenset({"clock", "zone", "weekdays"})
"""Columns whose change makes earlier slots others than those that were owed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSchedule:
    """What a schedule is made from. The columns of `db.models.ScheduleRow` say what each means."""

    config_name: str | None = None
    name: str
    front: str
    server: str | None = None
    channel: str | None = None
    clock: str
    zone: str
    weekdays: str = "1234567"
    sources: str
    repeat_days: int
    style: str = ""
    thread: bool = False
    vote_hours: float | None = None
    winner_role: str | None = None
    on_twitter: bool = False
    created_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule(NewSchedule):
    """A schedule as it was when it was read."""

    id: int
    paused_at: datetime | None
    anchored_at: datetime
    created_at: datetime

    @property
    def prompt_sources(self) -> tuple[PromptSource, ...]:
        """Where its prompts come from, the preferred source first."""
        return tuple(PromptSource(name) for name in self.sources.split(","))


async def add(session: AsyncSession, new: NewSchedule, now: datetime) -> Schedule:
    """Make a schedule, which owes the slots after now.

    Raises:
        IntegrityError: there is one of this config name; the transaction is lost.
    """
    statement = insert(ScheduleRow).values(**asdict(new), anchored_at=now, created_at=now)
    return record_of((await session.scalars(statement.returning(ScheduleRow))).one(), Schedule)


async def change(session: AsyncSession, schedule_id: int, now: datetime, **columns: Any) -> Schedule | None:
    """Set columns of a schedule, if there is one. If this moves its slots, earlier ones are not owed."""
    row = await session.get(ScheduleRow, schedule_id, with_for_update=True)
    if row is None:
        return None
    if any(getattr(row, name) != columns[name] for name in _WHEN & columns.keys()):
        columns["anchored_at"] = now
    for name, value in columns.items():
        setattr(row, name, value)
    await session.flush()
    return record_of(row, Schedule)


async def pause(session: AsyncSession, schedule_id: int, now: datetime) -> None:
    """Let a schedule rest; one that rests does so since it began to."""
    statement = update(ScheduleRow).where(ScheduleRow.id == schedule_id, ScheduleRow.paused_at.is_(None))
    await session.execute(statement.values(paused_at=now))


async def resume(session: AsyncSession, schedule_id: int, now: datetime) -> None:
    """Let a schedule that rests go on; it does not owe the slots in between."""
    statement = update(ScheduleRow).where(ScheduleRow.id == schedule_id, ScheduleRow.paused_at.is_not(None))
    await session.execute(statement.values(paused_at=None, anchored_at=now))


async def remove(session: AsyncSession, schedule_id: int) -> None:
    """Forget a schedule with its slots and suggestions. Jobs that it has made stay."""
    await session.execute(delete(ScheduleRow).where(ScheduleRow.id == schedule_id))


async def get(session: AsyncSession, schedule_id: int) -> Schedule | None:
    """The schedule of this id."""
    row = await session.get(ScheduleRow, schedule_id, populate_existing=True)
    return record_of(row, Schedule) if row else None


async def of_server(session: AsyncSession, front: str, server: str | None) -> list[Schedule]:
    """All schedules of a server, or those of a front that belong to none; oldest first."""
    return await _all(session, ScheduleRow.front == front, ScheduleRow.server.is_not_distinct_from(server))


async def all_active(session: AsyncSession) -> list[Schedule]:
    """All schedules that do not rest, oldest first."""
    return await _all(session, ScheduleRow.paused_at.is_(None))


async def all_of_house(session: AsyncSession) -> list[Schedule]:
    """All schedules there are, oldest first."""
    return await _all(session)


async def last_slot_job(session: AsyncSession, front: str, server: str | None = None) -> Job | None:
    """The newest job of any slot of a front, or of a server there; deleted ones don't count."""
    theirs = ScheduleRow.front == front
    if server is not None:
        theirs &= ScheduleRow.server == server
    statement = (
        select(JobRow)
        .join(SlotRow, SlotRow.job_id == JobRow.id)
        .join(ScheduleRow, ScheduleRow.id == SlotRow.schedule_id)
        .where(theirs, JobRow.deleted_at.is_(None))
        .order_by(SlotRow.at.desc())
        .limit(1)
    )
    row = (await session.scalars(statement)).one_or_none()
    return job_of(row) if row else None


async def _all(session: AsyncSession, *which: ColumnElement[bool]) -> list[Schedule]:
    rows = await session.scalars(select(ScheduleRow).where(*which).order_by(ScheduleRow.id))
    return [record_of(row, Schedule) for row in rows]

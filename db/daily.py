"""Prompts of the day as they were: what slots have taken, and the pictures that came of it.

A front's own prompts of the day are those of its schedules that belong to no server. Only pictures that are
there and for everyone to see are ever among them.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select, exists, not_, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.images import StoredImage
from db.jobs import Job, JobState, job_of
from db.models import (
    CaseDecision,
    CaseRow,
    ImageRow,
    JobRow,
    OutgoingRow,
    SampleRow,
    ScheduleRow,
    SlotRow,
    SlotState,
)
from db.rows import record_of

FOR_ADULTS = "relaxed"
"""Pictures are judged at this level of the filter in age-restricted places only."""
_FARTHEST = timedelta(hours=15)
"""No zone's clocks are farther from UTC."""
_DAY = timedelta(days=1)
_Rows = Select[datetime, str, JobRow]


@dataclass(frozen=True, slots=True)
class Daily:
    """The pictures of one prompt of the day."""

    at: datetime
    """The moment of its slot."""
    zone: str
    """The zone of its schedule."""
    job: Job

    @property
    def day(self) -> date:
        """The day that it is of, by the clocks of its zone."""
        return _day(self.at, self.zone)


@dataclass(frozen=True, slots=True)
class Cover:
    """What a list shows of a prompt of the day."""

    day: date
    prompt: str
    image_key: str | None
    """The first sample, if it is there."""


async def taken_since(session: AsyncSession, schedule_id: int, since: datetime) -> list[tuple[datetime, str]]:
    """The prompts that a schedule's slots have taken since then, each with its slot, the oldest first."""
    statement = (
        select(SlotRow.at, SlotRow.prompt)
        .where(SlotRow.schedule_id == schedule_id, SlotRow.state == SlotState.ACCEPTED, SlotRow.at >= since)
        .order_by(SlotRow.at)
    )
    return [(at, prompt) for at, prompt in await session.execute(statement)]


async def of_day(session: AsyncSession, front: str, day: date) -> list[Daily]:
    """A front's own prompts of this day, newest first."""
    found = await _all(session, _own(front).where(*_around(day, day + _DAY)))
    return [daily for daily in found if daily.day == day]


async def newest(session: AsyncSession, front: str, limit: int) -> list[tuple[Daily, StoredImage]]:
    """A front's last own prompts of the day, newest first, each with its collage."""
    statement = _own(front).join(ImageRow, ImageRow.key == JobRow.collage_key).add_columns(ImageRow)
    rows = await session.execute(statement.limit(limit))
    return [(Daily(at, zone, job_of(job)), record_of(image, StoredImage)) for at, zone, job, image in rows]


async def days(session: AsyncSession, front: str) -> list[date]:
    """All days that have an own prompt of the front, the last first."""
    rows = await session.execute(_own(front).with_only_columns(SlotRow.at, ScheduleRow.zone))
    return sorted({_day(at, zone) for at, zone in rows}, reverse=True)


async def covers(session: AsyncSession, front: str, start: date, end: date) -> list[Cover]:
    """What a list shows of days from `start` until before `end`: the newest of each, the last day first."""
    first_sample = (SampleRow.job_id == JobRow.id) & (SampleRow.number == 1)
    statement = (
        _own(front)
        .where(*_around(start, end))
        .outerjoin(SampleRow, first_sample)
        .with_only_columns(SlotRow.at, ScheduleRow.zone, JobRow.prompt, SampleRow.image_key)
    )
    found: dict[date, Cover] = {}
    for at, zone, prompt, key in await session.execute(statement):
        day = _day(at, zone)
        if start <= day < end:
            found.setdefault(day, Cover(day, prompt, key))
    return [found[day] for day in sorted(found, reverse=True)]


async def to_post(session: AsyncSession, since: datetime, limit: int) -> list[Daily]:
    """Those since then that shall be on X and neither are nor were given up there, the oldest first.

    Nothing of age-restricted places, and nothing that was reported, unless moderators find it in order.
    """
    settled = OutgoingRow.message_id.is_not(None) | OutgoingRow.failure.is_not(None)
    known = exists().where(OutgoingRow.key == "job:" + JobRow.id, settled)
    in_order = CaseRow.decision.is_not_distinct_from(CaseDecision.DISMISSED)
    disputed = exists().where(CaseRow.job_id == JobRow.id, not_(in_order))
    owed = ScheduleRow.on_twitter & (SlotRow.at >= since) & not_(known) & not_(disputed)
    owed &= JobRow.picture_level != FOR_ADULTS
    return await _all(session, _with_pictures().where(owed).order_by(SlotRow.at).limit(limit))


def _own(front: str) -> _Rows:
    """A front's own prompts of the day, newest first."""
    own = (ScheduleRow.front == front) & ScheduleRow.server.is_(None)
    return _with_pictures().where(own).order_by(SlotRow.at.desc(), SlotRow.schedule_id.desc())


def _with_pictures() -> _Rows:
    return (
        select(SlotRow.at, ScheduleRow.zone, JobRow)
        .join(ScheduleRow, ScheduleRow.id == SlotRow.schedule_id)
        .join(JobRow, JobRow.id == SlotRow.job_id)
        .where(
            JobRow.state.in_([JobState.RENDERED, JobState.DELIVERED]),
            JobRow.collage_key.is_not(None),
            JobRow.deleted_at.is_(None),
            JobRow.private.is_(False),
            JobRow.spoiler.is_(False),
        )
    )


def _around(start: date, end: date) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """Of slots that may be on these days in any zone."""
    first, last = (datetime.combine(day, time(), UTC) for day in (start, end))
    return SlotRow.at >= first - _FARTHEST, SlotRow.at < last + _FARTHEST


async def _all(session: AsyncSession, statement: _Rows) -> list[Daily]:
    return [Daily(at, zone, job_of(job)) for at, zone, job in await session.execute(statement)]


def _day(at: datetime, zone: str) -> date:
    return at.astimezone(ZoneInfo(zone)).date()

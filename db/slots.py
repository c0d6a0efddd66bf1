"""Slots: the moments of schedules. A row of the table decides who does one, and that it is done once.

Begun, a slot belongs to a process until its lease runs out. One that has to be tried again is begun and
nobody's, and its lease says from when on.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.errors import LeaseLostError
from db.models import ScheduleRow, SlotRow, SlotState, SuggestionRow
from db.rows import record_of
from db.upsert import insert_new

__all__ = ["Slot", "SlotState"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """The columns of `db.models.SlotRow` say what each field means."""

    schedule_id: int
    at: datetime
    state: SlotState
    by_hand: bool
    reason: str
    source: str
    prompt: str
    suggestion_id: int | None
    job_id: str | None
    attempts: int
    lease_token: str | None
    lease_until: datetime | None
    finished_at: datetime | None


async def begin(
    session: AsyncSession, schedule_id: int, at: datetime, now: datetime, lease_s: float
) -> Slot | None:
    """Be the first to begin this slot; None if it is begun or done. Its `lease_token` allows the writes."""
    new = _row(schedule_id, at, SlotState.BEGUN, attempts=1, **_lease(now, lease_s))
    if not await insert_new(session, SlotRow, new):
        return None
    return await get(session, schedule_id, at)


async def take_over(session: AsyncSession, schedule_id: int, now: datetime, lease_s: float) -> list[Slot]:
    """Begin again what is begun of a schedule and nobody's: its process has died, or it had to rest."""
    statement = (
        update(SlotRow)
        .where(SlotRow.schedule_id == schedule_id, _free(now))
        .values(attempts=SlotRow.attempts + 1, **_lease(now, lease_s))
        .returning(SlotRow)
    )
    return sorted(
        (record_of(row, Slot) for row in await session.scalars(statement)), key=lambda slot: slot.at
    )


async def ask_for(session: AsyncSession, schedule_id: int, now: datetime) -> None:
    """Begin a slot out of turn, at now, for whichever process takes it over first."""
    await insert_new(session, SlotRow, _row(schedule_id, now, SlotState.BEGUN, by_hand=True, lease_until=now))


async def skip(session: AsyncSession, schedule_id: int, at: datetime, reason: str, now: datetime) -> bool:
    """Write down that a slot is not done, and why; False, and nothing changes, if it is begun or done."""
    skipped = _row(schedule_id, at, SlotState.SKIPPED, reason=reason, finished_at=now)
    return await insert_new(session, SlotRow, skipped)


async def heartbeat(session: AsyncSession, slot: Slot, now: datetime, lease_s: float) -> None:
    """Say that the slot's process is alive. Raises `LeaseLostError`."""
    await _write(session, slot, lease_until=now + timedelta(seconds=lease_s))


async def rest(session: AsyncSession, slot: Slot, until: datetime, reason: str) -> None:
    """Give the slot up to whoever takes it next, not before that moment. Raises `LeaseLostError`."""
    await _write(session, slot, reason=reason, lease_token=None, lease_until=until)


async def accepted(
    session: AsyncSession,
    slot: Slot,
    job_id: str,
    *,
    prompt: str,
    source: str,
    suggestion_id: int | None,
    now: datetime,
) -> None:
    """The slot has become a job. Raises `LeaseLostError`."""
    await _finish(
        session,
        slot,
        SlotState.ACCEPTED,
        now,
        reason="",
        job_id=job_id,
        prompt=prompt,
        source=source,
        suggestion_id=suggestion_id,
    )


async def end(session: AsyncSession, slot: Slot, state: SlotState, reason: str, now: datetime) -> None:
    """The slot is given up, as skipped or failed. Raises `LeaseLostError`."""
    await _finish(session, slot, state, now, reason=reason)


async def get(session: AsyncSession, schedule_id: int, at: datetime) -> Slot | None:
    """The slot of this moment, if anyone has found it due or skipped it."""
    row = await session.get(SlotRow, (schedule_id, at), populate_existing=True)
    return record_of(row, Slot) if row else None


async def of_schedule(session: AsyncSession, schedule_id: int, limit: int) -> list[Slot]:
    """The last slots of a schedule, newest first; skipped ones that are still to come are among them."""
    statement = select(SlotRow).where(SlotRow.schedule_id == schedule_id).order_by(SlotRow.at.desc())
    return [record_of(row, Slot) for row in await session.scalars(statement.limit(limit))]


async def skipped_after(session: AsyncSession, schedule_id: int, now: datetime) -> set[datetime]:
    """The slots to come that will be left out."""
    statement = select(SlotRow.at).where(SlotRow.schedule_id == schedule_id, SlotRow.at > now)
    return set(await session.scalars(statement))


async def newest(session: AsyncSession, now: datetime) -> dict[int, datetime]:
    """For each schedule that has had any: the last slot until now, apart from those by hand."""
    statement = select(SlotRow.schedule_id, func.max(SlotRow.at).label("at")).where(
        SlotRow.at <= now, SlotRow.by_hand.is_(False)
    )
    rows = await session.execute(statement.group_by(SlotRow.schedule_id))
    return {row.schedule_id: row.at for row in rows}


async def newest_of(session: AsyncSession, schedule_id: int, now: datetime) -> datetime | None:
    """The same for one schedule."""
    statement = select(func.max(SlotRow.at)).where(
        SlotRow.schedule_id == schedule_id, SlotRow.at <= now, SlotRow.by_hand.is_(False)
    )
    return await session.scalar(statement)


async def free(session: AsyncSession, now: datetime) -> set[int]:
    """The schedules of which something is begun and nobody's."""
    return set(await session.scalars(select(SlotRow.schedule_id).where(_free(now)).distinct()))


async def forget(session: AsyncSession, now: datetime, kept_for: timedelta, limit: int) -> int:
    """Remove some slots that were finished longer ago than that; how many.

    The last slot of each schedule stays, for it tells what is owed, and so do those whose prompts must not be
    repeated yet. With a slot goes the member's suggestion that it took: it would be taken again.
    """
    gone = 0
    for schedule_id, repeat_days in (await session.execute(_REPEATS)).all():
        before = now - max(kept_for, timedelta(days=repeat_days + 1))
        mine = SlotRow.schedule_id == schedule_id
        last = await newest_of(session, schedule_id, now)
        old = mine & (SlotRow.finished_at < before) & (SlotRow.at < (last or now))
        taken = select(SlotRow.at, SlotRow.suggestion_id).where(old).limit(limit - gone)
        for at, suggestion_id in (await session.execute(taken)).all():
            member = (SuggestionRow.id == suggestion_id) & SuggestionRow.by_member
            await session.execute(delete(SlotRow).where(mine, SlotRow.at == at))
            await session.execute(delete(SuggestionRow).where(member))
            gone += 1
    return gone


_REPEATS = select(ScheduleRow.id, ScheduleRow.repeat_days).order_by(ScheduleRow.id)


def _row(schedule_id: int, at: datetime, state: SlotState, **values: object) -> dict[str, object]:
    empty = {"by_hand": False, "reason": "", "source": "", "prompt": "", "attempts": 0}
    return {"schedule_id": schedule_id, "at": at, "state": state, **empty, **values}


def _lease(now: datetime, lease_s: float) -> dict[str, object]:
    return {"lease_token": secrets.token_urlsafe(12), "lease_until": now + timedelta(seconds=lease_s)}


def _free(now: datetime) -> ColumnElement[bool]:
    return (SlotRow.state == SlotState.BEGUN) & (SlotRow.lease_until <= now)


async def _finish(
    session: AsyncSession, slot: Slot, state: SlotState, now: datetime, **values: object
) -> None:
    await _write(session, slot, state=state, finished_at=now, lease_token=None, lease_until=None, **values)


async def _write(session: AsyncSession, slot: Slot, **values: object) -> None:
    """Write to a slot only as the process that holds it: a late one's token is no longer the row's."""
    statement = (
        update(SlotRow)
        .where(
            SlotRow.schedule_id == slot.schedule_id,
            SlotRow.at == slot.at,
            SlotRow.state == SlotState.BEGUN,
            SlotRow.lease_token == slot.lease_token,
        )
        .values(**values)
        .returning(SlotRow.at)
    )
    if await session.scalar(statement) is None:
        raise LeaseLostError(
            f"The slot {slot.at} of schedule {slot.schedule_id} is no longer this process's."
        )

"""What becomes of a slot that is due: one job, or a reason why there is none.

Whoever inserts the row of a slot does it. If that process dies, another takes the slot over when its lease
has run out; one that could not be posted is tried again, by anyone, until it is too late.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import takewhile

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import BadRequestError, NonetError
from bot.pipeline.backoff import backoff_s
from bot.pipeline.lease import under_lease
from bot.schedule import calendar
from bot.schedule.calendar import Rule
from bot.schedule.poster import Poster, utc_now
from bot.schedule_settings import ScheduleSettings
from db import schedules, slots
from db.errors import DatabaseError, LeaseLostError
from db.schedules import Schedule
from db.session import Database
from db.slots import Slot, SlotState

LONGEST_REST_S = 900.0
"""Between two tries of a slot."""
MISSED = "Nonet was not running."
PAUSED = "The schedule was paused."
NEXT_IS_DUE = "The next one was due."
UNEXPECTED = "Something went wrong; the log says what."
_WRITTEN_DOWN = 10
"""Of slots that were missed one after another, the last so many have a row each."""

log: structlog.stdlib.BoundLogger = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Slots:
    """Does what is due. `now` is the clock that tells what is."""

    settings: ScheduleSettings
    database: Database
    poster: Poster
    now: Callable[[], datetime] = utc_now

    async def active(self) -> list[Schedule]:
        """The schedules that do not rest, of the fronts that this process serves. Raises DatabaseError."""
        async with self.database.reading() as session:
            found = await schedules.all_active(session)
        return [schedule for schedule in found if schedule.front in self.poster.stages]

    async def due(self, active: list[Schedule]) -> set[int]:
        """Which of these owe a slot, and all of which one was left half done. Raises DatabaseError."""
        now = self.now()
        async with self.database.reading() as session:
            found = await slots.free(session, now)
            newest = await slots.newest(session, now)
        return found | {one.id for one in active if _owed(one, newest.get(one.id), now)}

    async def look(self, schedule_id: int) -> None:
        """Do what is due of one schedule; what goes wrong with a slot is written down in its row.

        Raises:
            DatabaseError: it can't be told what is due.
        """
        async with self.database.session() as session:
            schedule = await schedules.get(session, schedule_id)
            if schedule is None or schedule.front not in self.poster.stages:
                return
            begun = await self._begin(session, schedule)
        for slot in begun:
            await self._do(schedule, slot)

    async def _begin(self, session: AsyncSession, schedule: Schedule) -> list[Slot]:
        """Take over what others have left, and begin the last slot that is owed, if it is not too late."""
        now, lease_s = self.now(), self.settings.lease_s
        begun = await slots.take_over(session, schedule.id, now, lease_s)
        owed = _owed(schedule, await slots.newest_of(session, schedule.id, now), now)
        in_time = bool(owed) and now <= self._give_up_at(owed[-1])
        await self._skip(session, schedule, owed[:-1] if in_time else owed)
        slot = await slots.begin(session, schedule.id, owed[-1], now, lease_s) if in_time else None
        return [*begun, slot] if slot else begun

    async def _skip(self, session: AsyncSession, schedule: Schedule, missed: list[datetime]) -> None:
        for at in missed[-_WRITTEN_DOWN:]:
            await slots.skip(session, schedule.id, at, MISSED, self.now())
        if missed:
            last = missed[-1].isoformat()
            log.warning("slots missed", schedule=schedule.id, number=len(missed), last=last)

    async def _do(self, schedule: Schedule, slot: Slot) -> None:
        try:
            if await self._is_over(schedule, slot):
                return
            job = await under_lease(
                self.poster.post(schedule, slot), lambda: self._renew(slot), self.settings.lease_s / 3
            )
            log.info("slot posted", schedule=schedule.id, at=slot.at.isoformat(), job=job.id)
        except LeaseLostError:
            log.info("slot left to others", schedule=schedule.id, at=slot.at.isoformat())
        except asyncio.CancelledError:
            await self._put_back(slot, 0.0, slot.reason)
            raise
        except (NonetError, DatabaseError) as error:
            await self._try_again(schedule, slot, str(error))
        except Exception:  # a mistake of ours must not keep other schedules waiting
            log.exception("slot failed unexpectedly", schedule=schedule.id, at=slot.at.isoformat())
            await self._try_again(schedule, slot, UNEXPECTED)

    async def _is_over(self, schedule: Schedule, slot: Slot) -> bool:
        """Whether a slot that was begun some time ago should no longer be posted; then it ends."""
        if self.now() > self._give_up_at(slot.at) and slot.reason:
            await self._give_up(schedule, slot, slot.reason)
            return True
        unwanted = self._why_unwanted(schedule, slot)
        return bool(unwanted) and await self._end(slot, SlotState.SKIPPED, unwanted)

    def _why_unwanted(self, schedule: Schedule, slot: Slot) -> str:
        if self.now() > self._give_up_at(slot.at):
            return MISSED
        if slot.by_hand:
            return ""
        if schedule.paused_at:
            return PAUSED
        return NEXT_IS_DUE if calendar.next_slot(Rule.of(schedule), slot.at) <= self.now() else ""

    async def _try_again(self, schedule: Schedule, slot: Slot, reason: str) -> None:
        """Leave the slot for later, or give it up if that would be too late."""
        delay_s = backoff_s(self.settings.retry_s, slot.attempts, LONGEST_REST_S)
        if self.now() + timedelta(seconds=delay_s) > self._give_up_at(slot.at):
            await self._give_up(schedule, slot, reason)
            return
        log.warning("slot not posted", schedule=schedule.id, reason=reason, delay_s=delay_s)
        await self._put_back(slot, delay_s, reason)

    async def _give_up(self, schedule: Schedule, slot: Slot, reason: str) -> None:
        if await self._end(slot, SlotState.FAILED, reason):
            log.error("slot given up", schedule=schedule.id, at=slot.at.isoformat(), reason=reason)
            await self.poster.alert(schedule, reason)

    async def _put_back(self, slot: Slot, delay_s: float, reason: str) -> None:
        until = self.now() + timedelta(seconds=delay_s)
        await self._write(slot, lambda session: slots.rest(session, slot, until, reason))

    async def _end(self, slot: Slot, state: SlotState, reason: str) -> bool:
        return await self._write(slot, lambda session: slots.end(session, slot, state, reason, self.now()))

    async def _renew(self, slot: Slot) -> None:
        async with self.database.session() as session:
            await slots.heartbeat(session, slot, self.now(), self.settings.lease_s)

    async def _write(self, slot: Slot, change: Callable[[AsyncSession], Awaitable[None]]) -> bool:
        """Change the slot's row, if it is still ours; if the database fails, its lease runs out by itself."""
        try:
            async with self.database.session() as session:
                await change(session)
        except (LeaseLostError, DatabaseError) as error:
            log.warning(
                "slot not written", schedule=slot.schedule_id, at=slot.at.isoformat(), error=str(error)
            )
            return False
        return True

    def _give_up_at(self, at: datetime) -> datetime:
        return at + timedelta(minutes=self.settings.grace_minutes)


def rule_of(schedule: Schedule) -> Rule | None:
    """A schedule's rule; None if this machine does not know its zone."""
    try:
        return Rule.of(schedule)
    except BadRequestError as error:
        log.warning("schedule has no slots here", schedule=schedule.id, error=str(error))
        return None


def _owed(schedule: Schedule, newest: datetime | None, now: datetime) -> list[datetime]:
    """The slots until now that nobody has begun or skipped, oldest first."""
    rule = None if schedule.paused_at else rule_of(schedule)
    if rule is None:
        return []
    since = max(schedule.anchored_at, newest or schedule.anchored_at)
    return list(takewhile(lambda at: at <= now, calendar.slots(rule, since)))

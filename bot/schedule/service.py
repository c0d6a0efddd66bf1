"""What people do with schedules, whichever way they ask: make, change, rest, skip, preview, run now."""

from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from typing import Any

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import BadRequestError
from bot.schedule import calendar
from bot.schedule.calendar import Rule
from bot.schedule.poster import utc_now
from db import jobs, schedules, slots
from db.schedules import NewSchedule, PromptSource, Schedule
from db.session import Database
from db.slots import Slot

NAME_CHARS = 60
PER_SERVER = 10
"""Schedules that a server may have."""
LONGEST_VOTE_HOURS = 168.0
_LONGEST_REPEAT_DAYS = 3_660
_PREVIEW = 50

log: structlog.stdlib.BoundLogger = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Schedules:
    """The schedules in the database. Running processes find out by themselves what was changed.

    Each function raises BadRequestError if there is no such schedule, and DatabaseError.
    """

    database: Database

    async def of_server(self, front: str, server: str | None) -> list[Schedule]:
        """The schedules of a server, or those of a front that belong to none."""
        async with self.database.reading() as session:
            return await schedules.of_server(session, front, server)

    async def get(self, schedule_id: int, server: str | None = None) -> Schedule:
        """A schedule; of this server, if one is named."""
        async with self.database.reading() as session:
            return _found(await schedules.get(session, schedule_id), server)

    async def set_up(self, new: NewSchedule) -> Schedule:
        """Make a schedule. Raises BadRequestError if it can't be taken as it is, or there are too many."""
        now = utc_now()
        async with self.database.session() as session:
            await jobs.lock(session, f"schedules:{new.front}:{new.server}")
            others = await schedules.of_server(session, new.front, new.server)
            if len(others) >= PER_SERVER:
                raise BadRequestError(
                    f"There are {PER_SERVER} schedules already; remove one first.",
                    key="error-schedule-many",
                    limit=PER_SERVER,
                )
            made = await schedules.add(session, checked(new), now)
        log.info("schedule made", schedule=made.id, front=made.front, server=made.server)
        return made

    async def change(self, schedule_id: int, **columns: Any) -> Schedule:
        """Set columns of a schedule. Raises BadRequestError for a value that can't be taken."""
        async with self.database.session() as session:
            current = await _own(session, schedule_id)
            new = checked(_new(current, columns))
            values = {name: getattr(new, name) for name in columns}
            changed = await schedules.change(session, schedule_id, utc_now(), **values)
        log.info("schedule changed", schedule=schedule_id, columns=sorted(columns))
        return _found(changed)

    async def remove(self, schedule_id: int) -> None:
        """Forget a schedule with its list, suggestions and history; what it has posted stays."""
        async with self.database.session() as session:
            await _own(session, schedule_id)
            await schedules.remove(session, schedule_id)
        log.info("schedule removed", schedule=schedule_id)

    async def pause(self, schedule_id: int) -> None:
        """Let it rest until `resume`; slots until then are not owed."""
        async with self.database.session() as session:
            _found(await schedules.get(session, schedule_id))
            await schedules.pause(session, schedule_id, utc_now())

    async def resume(self, schedule_id: int) -> None:
        """Let it go on with the next slot."""
        async with self.database.session() as session:
            _found(await schedules.get(session, schedule_id))
            await schedules.resume(session, schedule_id, utc_now())

    async def skip_next(self, schedule_id: int, by: str) -> datetime:
        """Leave out the next slot that was not skipped yet, and say which it is. `by` says who wants it."""
        now = utc_now()
        async with self.database.session() as session:
            schedule = _found(await schedules.get(session, schedule_id))
            (at,) = await _to_come(session, schedule, 1, now)
            await slots.skip(session, schedule_id, at, f"Skipped by {by}.", now)
        return at

    async def run_now(self, schedule_id: int) -> None:
        """Ask for a prompt out of turn, also of one that rests. A running process posts it soon."""
        async with self.database.session() as session:
            _found(await schedules.get(session, schedule_id))
            await slots.ask_for(session, schedule_id, utc_now())

    async def preview(self, schedule: Schedule, number: int) -> list[datetime]:
        """The next so many slots, without those that will be skipped; as if it did not rest."""
        async with self.database.reading() as session:
            return await _to_come(session, schedule, min(number, _PREVIEW), utc_now())

    async def history(self, schedule_id: int, number: int) -> list[Slot]:
        """The last slots, newest first, with those to come that will be skipped."""
        async with self.database.reading() as session:
            return await slots.of_schedule(session, schedule_id, number)


def checked(new: NewSchedule) -> NewSchedule:
    """The same with names as they are written properly. Raises BadRequestError for what can't be taken."""
    rule = Rule.read(new.clock, new.zone, new.weekdays)
    name = " ".join(new.name.split())
    if not 1 <= len(name) <= NAME_CHARS:
        raise BadRequestError(
            f"A name has 1 to {NAME_CHARS} characters.", key="error-schedule-name", limit=NAME_CHARS
        )
    if not 0 < (new.vote_hours or 1) <= LONGEST_VOTE_HOURS:
        raise BadRequestError(
            f"A vote may last up to {LONGEST_VOTE_HOURS:g} hours.",
            key="error-schedule-vote",
            limit=LONGEST_VOTE_HOURS,
        )
    if new.winner_role is not None and not new.winner_role.isdecimal():
        raise BadRequestError("A role is named by its id, which is a number.")
    if not 1 <= new.repeat_days <= _LONGEST_REPEAT_DAYS:
        raise BadRequestError(f"repeat_days should be from 1 to {_LONGEST_REPEAT_DAYS:,}.")
    return replace(
        new,
        name=name,
        clock=f"{rule.clock:%H:%M}",
        zone=rule.zone.key,
        weekdays="".join(str(day) for day in sorted(rule.weekdays)),
        sources=_sources(new.sources),
        vote_hours=new.vote_hours or None,
    )


def _sources(text: str) -> str:
    names = [name.strip() for name in text.split(",")]
    known = [source.value for source in PromptSource]
    unknown = [name for name in names if name not in known]
    if unknown or len(set(names)) != len(names):
        raise BadRequestError(f"Sources are {', '.join(known)}, each once at most.")
    return ",".join(names)


async def _to_come(session: AsyncSession, schedule: Schedule, number: int, now: datetime) -> list[datetime]:
    skipped = await slots.skipped_after(session, schedule.id, now)
    coming = (at for at in calendar.slots(Rule.of(schedule), now) if at not in skipped)
    return list(islice(coming, number))


async def _own(session: AsyncSession, schedule_id: int) -> Schedule:
    """A schedule that was not written into the settings, where alone others are changed."""
    schedule = _found(await schedules.get(session, schedule_id))
    if schedule.config_name is not None:
        raise BadRequestError(
            f"This schedule is schedule.prompts.{schedule.config_name} of the settings; change it there.",
            key="error-schedule-config",
        )
    return schedule


def _found(schedule: Schedule | None, server: str | None = None) -> Schedule:
    if schedule is None or (server is not None and schedule.server != server):
        raise BadRequestError("There is no such schedule any more.", key="error-schedule-gone")
    return schedule


def _new(current: Schedule, columns: dict[str, Any]) -> NewSchedule:
    names = NewSchedule.__dataclass_fields__
    return NewSchedule(**{name: columns.get(name, getattr(current, name)) for name in names})

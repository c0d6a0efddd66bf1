"""When: APScheduler wakes us at each slot and chore. Whether it has been done yet, the database decides.

APScheduler keeps nothing: its jobs are made anew from the database every `schedule.check_every_s`. Then we
also look for what has come due without it, as after a machine has slept or a process has died. Its jobs only
say what is due; the work is done by tasks that end with `run`.
"""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from functools import partial
from typing import Generic, TypeVar

import structlog
from apscheduler.executors.debug import DebugExecutor
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.base import BaseTrigger

from bot.schedule import calendar
from bot.schedule.calendar import Rule
from bot.schedule.chores import Chores
from bot.schedule.slots import Slots, rule_of
from db.errors import DatabaseError

AT_ONCE = 4
"""Schedules that are seen to at the same time."""

Key = TypeVar("Key", int, str)

log: structlog.stdlib.BoundLogger = structlog.get_logger()


class Trigger(BaseTrigger):  # type: ignore[misc]  # APScheduler has no types
    """Fires at moments that a function tells: the next one after a moment."""

    def __init__(self, next_after: Callable[[datetime], datetime]) -> None:
        self._next_after = next_after

    def get_next_fire_time(self, previous_fire_time: datetime | None, now: datetime) -> datetime:
        """The next moment, never one that has passed: what was missed is found by looking."""
        return self._next_after(max(previous_fire_time or now, now).astimezone(UTC))


class Due(Generic[Key]):
    """What is due, each once, however often it was said."""

    def __init__(self) -> None:
        self._keys: asyncio.Queue[Key] = asyncio.Queue()
        self._waiting: set[Key] = set()

    def add(self, key: Key) -> None:
        """Say that something is due."""
        if key not in self._waiting:
            self._waiting.add(key)
            self._keys.put_nowait(key)

    async def next(self) -> Key:
        """Wait for what is due for longest, and take it."""
        key = await self._keys.get()
        self._waiting.discard(key)
        return key


class Timetable:
    """Sees to schedules and chores at their times."""

    def __init__(self, slots: Slots, chores: Chores, check_every_s: float) -> None:
        self._slots = slots
        self._chores = chores
        self._check_every_s = check_every_s
        self._due_schedules: Due[int] = Due()
        self._due_chores: Due[str] = Due()
        self._rules: dict[int, Rule | None] = {}
        self._scheduler = AsyncIOScheduler(
            timezone=UTC,
            executors={"default": DebugExecutor()},  # calls our `add` at once, without a task of its own
            job_defaults={"misfire_grace_time": None, "coalesce": True},
        )

    async def run(self) -> None:
        """Go on until cancelled. What is under way then is left to others, or to the next start."""
        for chore in self._chores.registry.values():
            self._wake(f"chore {chore.name}", chore.next_at, self._due_chores, chore.name)
        self._scheduler.start()
        try:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(self._keep_checking())
                tasks.create_task(self._see_to(self._due_chores, self._chores.look))
                for _ in range(AT_ONCE):
                    tasks.create_task(self._see_to(self._due_schedules, self._slots.look))
        finally:
            self._scheduler.shutdown(wait=False)
            await asyncio.sleep(0)  # it stops its timer in the loop's next round

    async def check(self) -> None:
        """Take over what has changed in the database, and find what is due. Raises DatabaseError."""
        active = await self._slots.active()
        rules = {schedule.id: rule_of(schedule) for schedule in active}
        for schedule_id in self._rules.keys() - rules.keys():
            self._set(schedule_id, None)
        for schedule_id, rule in rules.items():
            if schedule_id not in self._rules or self._rules[schedule_id] != rule:
                self._set(schedule_id, rule)
        self._rules = rules
        for due in await self._slots.due(active):
            self._due_schedules.add(due)
        for name in await self._chores.due():
            self._due_chores.add(name)

    async def _keep_checking(self) -> None:
        while True:
            try:
                await self.check()
            except DatabaseError as error:
                log.warning("schedules not read", error=str(error))
            await asyncio.sleep(self._check_every_s)

    async def _see_to(self, due: Due[Key], look: Callable[[Key], Awaitable[None]]) -> None:
        while True:
            key = await due.next()
            try:
                await look(key)
            except DatabaseError as error:  # the next check finds it due again
                log.warning("nothing done that is due", key=key, error=str(error))

    def _set(self, schedule_id: int, rule: Rule | None) -> None:
        name = f"schedule {schedule_id}"
        if rule:
            self._wake(name, partial(calendar.next_slot, rule), self._due_schedules, schedule_id)
        elif self._scheduler.get_job(name):
            self._scheduler.remove_job(name)

    def _wake(self, name: str, next_after: Callable[[datetime], datetime], due: Due[Key], key: Key) -> None:
        self._scheduler.add_job(due.add, Trigger(next_after), args=[key], id=name, replace_existing=True)

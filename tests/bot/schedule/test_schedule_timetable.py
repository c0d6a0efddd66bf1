"""The timetable wakes up at each slot, notices what has changed elsewhere, and leaves nothing behind."""

import asyncio
import time
from datetime import UTC, datetime, timedelta

import pytest

from bot.at_work import at_work
from bot.schedule import calendar
from bot.schedule.calendar import Rule
from bot.schedule.chores import Chore, Chores
from bot.schedule.poster import Poster
from bot.schedule.slots import Slots
from bot.schedule.timetable import Timetable, Trigger
from db import schedules
from db.errors import DatabaseError
from db.schedules import Schedule
from tests.bot.pipeline.conftest import eventually
from tests.bot.schedule.conftest import DAY, HOUR, NOON, AddSchedule, House

RARELY_S, OFTEN_S = 3_600.0, 0.02


def timetable_of(house: House, *chores: Chore, check_every_s: float = RARELY_S) -> Timetable:
    registry = Chores(list(chores), house.database, lease_s=60.0, now=house.clock)
    return Timetable(house.slots, registry, check_every_s)


async def wait_for(house: House, schedule: Schedule, *states: str) -> None:
    async def is_so() -> bool:
        return await house.states(schedule) == list(states)

    await eventually(is_so)


class Alarm:
    """In place of `calendar.next_slot`: goes off a moment after it was set, as often as it is told."""

    def __init__(self, times: int) -> None:
        self.left = times
        self.rules: list[Rule] = []

    def __call__(self, rule: Rule, after: datetime) -> datetime:
        self.rules.append(rule)
        self.left -= 1
        return after + (timedelta(seconds=0.2) if self.left >= 0 else DAY)


async def was_set(alarm: Alarm) -> None:
    async def is_so() -> bool:
        return bool(alarm.rules)

    await eventually(is_so)


async def test_a_slot_is_done_when_the_alarm_goes_off(
    house: House, add_schedule: AddSchedule, monkeypatch: pytest.MonkeyPatch
) -> None:
    alarm = Alarm(100)
    monkeypatch.setattr(calendar, "next_slot", alarm)
    schedule = await add_schedule()
    async with at_work(timetable_of(house).run()):
        await was_set(alarm)
        assert await house.states(schedule) == []
        house.clock.now = NOON
        await wait_for(house, schedule, "23 12:00 accepted")


async def test_an_alarm_that_a_busy_process_hears_late_still_counts(
    house: House, add_schedule: AddSchedule, monkeypatch: pytest.MonkeyPatch
) -> None:
    alarm = Alarm(1)
    monkeypatch.setattr(calendar, "next_slot", alarm)
    schedule = await add_schedule()
    async with at_work(timetable_of(house).run()):
        await was_set(alarm)
        house.clock.now = NOON
        time.sleep(1.5)  # noqa: ASYNC251 - nothing else runs meanwhile, which is what APScheduler minds
        await wait_for(house, schedule, "23 12:00 accepted")


async def test_what_is_made_changed_and_paused_elsewhere_is_noticed(
    house: House, add_schedule: AddSchedule, monkeypatch: pytest.MonkeyPatch
) -> None:
    alarm = Alarm(0)
    monkeypatch.setattr(calendar, "next_slot", alarm)
    async with at_work(timetable_of(house, check_every_s=OFTEN_S).run()):
        schedule, other = await add_schedule(), await add_schedule(clock="11:00")
        await was_set(alarm)
        async with house.database.session() as session:
            await schedules.change(session, schedule.id, house.clock.now, clock="13:00")
            await schedules.pause(session, other.id, house.clock.now)

        async def is_set_anew() -> bool:
            return f"{alarm.rules[-1].clock:%H:%M}" == "13:00"

        await eventually(is_set_anew)
        house.clock.now = NOON + DAY + HOUR
        await wait_for(house, schedule, "23 13:00 skipped", "24 13:00 accepted")
    assert await house.states(other) == []


async def test_a_clock_that_jumps_is_noticed_at_the_next_check(
    house: House, add_schedule: AddSchedule
) -> None:
    schedule = await add_schedule()
    async with at_work(timetable_of(house, check_every_s=OFTEN_S).run()):
        house.clock.now = NOON + HOUR
        await wait_for(house, schedule, "23 12:00 accepted")
        for jump in (-DAY, -HOUR, DAY + HOUR):
            house.clock.now = NOON + jump
            await asyncio.sleep(0.1)
        await wait_for(house, schedule, "23 12:00 accepted", "24 12:00 accepted")


async def test_a_database_that_fails_for_a_while_is_waited_for(
    house: House, add_schedule: AddSchedule, monkeypatch: pytest.MonkeyPatch
) -> None:
    schedule = await add_schedule()
    house.clock.now = NOON
    healthy, failures = Slots.look, iter([True, True, False])

    async def look(slots: Slots, schedule_id: int) -> None:
        if next(failures, False):
            raise DatabaseError("The database is locked.")
        await healthy(slots, schedule_id)

    monkeypatch.setattr(Slots, "look", look)
    async with at_work(timetable_of(house, check_every_s=OFTEN_S).run()):
        await wait_for(house, schedule, "23 12:00 accepted")


async def test_nothing_is_left_behind_when_it_stops(
    house: House, add_schedule: AddSchedule, monkeypatch: pytest.MonkeyPatch
) -> None:
    posting = asyncio.Event()

    async def post(*_: object) -> None:
        posting.set()
        await asyncio.sleep(60)

    monkeypatch.setattr(Poster, "post", post)
    schedule = await add_schedule()
    house.clock.now = NOON
    others = asyncio.all_tasks()
    async with at_work(timetable_of(house).run()):
        await posting.wait()
    assert asyncio.all_tasks() == others
    (slot,) = await house.of(schedule)
    assert slot.lease_token is None, "anyone may go on with it"
    monkeypatch.undo()
    await house.look()
    assert await house.states(schedule) == ["23 12:00 accepted"]


def test_a_trigger_never_looks_back() -> None:
    trigger = Trigger(lambda after: after + HOUR)
    assert trigger.get_next_fire_time(None, NOON) == NOON + HOUR
    assert trigger.get_next_fire_time(NOON - DAY, NOON) == NOON + HOUR
    assert trigger.get_next_fire_time(NOON + HOUR, NOON) == NOON + 2 * HOUR
    assert trigger.get_next_fire_time(None, NOON.astimezone()).tzinfo is UTC

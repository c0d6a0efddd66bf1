"""Chores are done at their times, once over all processes, and each run is remembered."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.at_work import at_work
from bot.errors import StorageError
from bot.schedule.chores import BUSY, UNEXPECTED, Chore, ChoreFailedError, Chores
from bot.schedule.slots import Slots
from bot.schedule.timetable import Timetable
from db import chores
from db.chores import KEPT, ChoreRun
from db.session import Database
from tests.bot.pipeline.conftest import eventually
from tests.bot.schedule.conftest import DAY, HOUR, MINUTE, NOON, Clock, House

LEASE_S = 60.0


class Broom:
    """A chore that counts how often it was done."""

    def __init__(self, name: str = "sweep", every: timedelta = HOUR, offset: timedelta = timedelta()) -> None:
        self.done = 0
        self.fault: Exception | None = None
        self.chore = Chore(name, "sweeps", every, self, offset)

    async def __call__(self) -> str:
        await asyncio.sleep(0)
        if self.fault:
            raise self.fault
        self.done += 1
        return f"{self.done} swept"


@pytest.fixture
def broom() -> Broom:
    return Broom()


def chores_of(database: Database, clock: Clock, *brooms: Broom) -> Chores:
    return Chores([broom.chore for broom in brooms], database, lease_s=LEASE_S, now=clock)


async def look(chores_: Chores) -> None:
    for name in await chores_.due():
        await chores_.look(name)


async def runs(database: Database, name: str = "sweep") -> list[ChoreRun]:
    async with database.reading() as session:
        return await chores.of_chore(session, name, KEPT + 10)


@given(
    every=st.timedeltas(MINUTE, 30 * DAY),
    offset=st.timedeltas(timedelta(), DAY),
    ago=st.timedeltas(-DAY, DAY),
)
def test_moments_are_the_same_for_all_and_follow_one_another(
    every: timedelta, offset: timedelta, ago: timedelta
) -> None:
    chore = Broom("sweep", every, offset).chore
    now = NOON - ago
    due = chore.due_at(now)
    assert due <= now < chore.next_at(now) == due + every
    assert chore.due_at(due) == due
    assert chore.due_at(due - timedelta(microseconds=1)) == due - every


def test_a_daily_chore_is_due_at_its_hour() -> None:
    assert Broom("sweep", DAY, 4 * HOUR).chore.due_at(NOON) == NOON - 8 * HOUR


async def test_a_chore_is_done_once_each_time(database: Database, clock: Clock, broom: Broom) -> None:
    one, other = chores_of(database, clock, broom), chores_of(database, clock, broom)
    for minutes in (0, 1, 61, 62, 125):
        clock.now = NOON + minutes * MINUTE
        await asyncio.gather(look(one), look(other))
    assert broom.done == 3
    assert [run.summary for run in await runs(database)] == ["3 swept", "2 swept", "1 swept"]
    assert [run.at for run in await runs(database)] == [NOON + 2 * HOUR, NOON + HOUR, NOON]


async def test_a_failure_is_remembered_and_the_next_time_is_another_try(
    database: Database, clock: Clock, broom: Broom
) -> None:
    house = chores_of(database, clock, broom)
    for minutes, fault in ((0, StorageError("The disk is full.")), (60, ZeroDivisionError()), (120, None)):
        broom.fault = fault
        clock.now = NOON + minutes * MINUTE
        await look(house)
        await look(house)
    assert [run.failure for run in await runs(database)] == [None, UNEXPECTED, "The disk is full."]


async def test_one_that_was_missed_for_days_is_done_once(
    database: Database, clock: Clock, broom: Broom
) -> None:
    house = chores_of(database, clock, broom)
    await look(house)
    clock.now = NOON + 5 * DAY
    await look(house)
    assert broom.done == 2


async def test_a_dead_process_is_succeeded_when_its_lease_has_run_out(
    database: Database, clock: Clock, broom: Broom
) -> None:
    house = chores_of(database, clock, broom)
    clock.now = NOON
    async with database.session() as session:
        dead = await chores.begin(session, "sweep", NOON, NOON, LEASE_S)
    assert dead is not None
    await look(house)
    assert broom.done == 0
    clock.now = NOON + timedelta(seconds=LEASE_S)
    await look(house)
    (run,) = await runs(database)
    assert (broom.done, run.summary) == (1, "1 swept")
    async with database.session() as session:
        with pytest.raises(chores.LeaseLostError):
            await chores.finish(session, dead, clock.now, summary="late")


async def test_one_can_be_done_by_hand(database: Database, clock: Clock, broom: Broom) -> None:
    house = chores_of(database, clock, broom)
    await look(house)
    clock.now = NOON + 7 * MINUTE
    assert (await house.run("sweep")).summary == "2 swept"
    broom.fault = StorageError("The disk is full.")
    clock.now = NOON + 8 * MINUTE
    with pytest.raises(ChoreFailedError, match="The disk is full"):
        await house.run("sweep")
    async with database.session() as session:
        await chores.begin(session, "sweep", NOON + HOUR, clock.now, LEASE_S)
    with pytest.raises(ChoreFailedError, match=BUSY):
        await house.run("sweep")


async def test_the_history_is_bounded(database: Database, clock: Clock, broom: Broom) -> None:
    house = chores_of(database, clock, broom)
    for number in range(KEPT + 5):
        clock.now = NOON + number * HOUR
        await look(house)
    kept = await runs(database)
    assert len(kept) == KEPT
    assert kept[0].at == clock.now


async def test_one_that_stops_leaves_its_chore_to_others_at_once(
    database: Database, clock: Clock, broom: Broom
) -> None:
    started = asyncio.Event()

    async def forever() -> str:
        started.set()
        await asyncio.sleep(60)
        return ""

    endless = Chores([Chore("sweep", "", HOUR, forever)], database, lease_s=LEASE_S, now=clock)
    task = asyncio.create_task(look(endless))
    await started.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await look(chores_of(database, clock, broom))
    assert broom.done == 1


async def test_a_slow_chore_keeps_no_slot_waiting(
    house: House, add_schedule: Callable[..., Awaitable[object]]
) -> None:
    async def forever() -> str:
        await asyncio.sleep(60)
        return ""

    await add_schedule()
    house.clock.now = NOON
    registry = Chores([Chore("sweep", "", HOUR, forever)], house.database, lease_s=LEASE_S, now=house.clock)
    slots: Slots = house.slots

    async def is_posted() -> bool:
        return len(await house.jobs()) == 1

    async with at_work(Timetable(slots, registry, 0.05).run()):
        await eventually(is_posted)

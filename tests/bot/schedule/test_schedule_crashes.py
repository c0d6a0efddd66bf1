"""Processes that share a database and are killed at random moments do each slot and chore exactly once."""

import asyncio
import os
import random
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from db import chores
from db.slots import SlotState
from tests.bot.pipeline.conftest import eventually
from tests.bot.schedule.conftest import DAY, NOON, AddSchedule, House
from tests.bot.schedule.slot_worker import LEASE_S, put_clock

pytestmark = pytest.mark.timeout(300)

ROOT = Path(__file__).parents[3]
DAYS, KILLED_EACH_DAY = 5, 4
CLOCKS = [f"{hour:02}:30" for hour in range(0, 24, 3)]


class Workers:
    """Processes of which now and then one is killed, and another started in its place."""

    def __init__(self, parent: Process) -> None:
        self._parent = parent
        self._running: list[int] = []

    async def start(self) -> None:
        assert self._parent.stdin is not None
        assert self._parent.stdout is not None
        self._parent.stdin.write(b"another\n")
        self._running.append(int(await self._parent.stdout.readline()))

    def kill(self, choose: Callable[[list[int]], int] = min) -> None:
        unlucky = choose(self._running)
        self._running.remove(unlucky)
        os.kill(unlucky, signal.SIGKILL)

    def kill_all(self) -> None:
        while self._running:
            self.kill()


@asynccontextmanager
async def working(number: int, url: str, folder: Path) -> AsyncIterator[Workers]:
    """So many processes, all dead at the end."""
    parent = await asyncio.create_subprocess_exec(
        sys.executable,
        str(Path(__file__).with_name("slot_worker.py")),
        url,
        str(folder),
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdin=PIPE,
        stdout=PIPE,
    )
    workers = Workers(parent)
    try:
        for _ in range(number):
            await workers.start()
        yield workers
    finally:
        workers.kill_all()
        await parent.communicate(b"")  # which closes its input


async def see_through(house: House, add_schedule: AddSchedule, url: str, folder: Path, number: int) -> None:
    """Let some days pass with so many processes, and look whether all was done once."""
    made = [await add_schedule(clock=clock, zone=zone) for clock in CLOCKS for zone in ("UTC", "Asia/Kabul")]
    chance = random.Random(number)

    async def all_is_done() -> bool:
        found = [slot for schedule in made for slot in await house.of(schedule)]
        async with house.database.reading() as session:
            newest = (await chores.newest(session)).get("sweep")
        swept = newest is not None and newest.at == midnight and newest.finished_at is not None
        done = [slot for slot in found if slot.state is not SlotState.BEGUN]
        return swept and len(done) == day * len(made)

    put_clock(folder, NOON)
    async with working(number, url, folder) as workers:
        for day in range(1, DAYS + 1):
            put_clock(folder, NOON + day * DAY)
            midnight = NOON + (day - 0.5) * DAY
            for _ in range(KILLED_EACH_DAY):
                await asyncio.sleep(chance.uniform(0, LEASE_S))
                workers.kill(chance.choice)
                await workers.start()
            await eventually(all_is_done)
    found = [slot for schedule in made for slot in await house.of(schedule)]
    assert {slot.state for slot in found} == {SlotState.ACCEPTED}
    assert sorted(str(slot.job_id) for slot in found) == sorted(job.id for job in await house.jobs())


@pytest.mark.parametrize("number", [2, 5])
async def test_processes_that_share_postgresql_do_each_slot_once(
    house: House, add_schedule: AddSchedule, database_url: str, tmp_path: Path, number: int
) -> None:
    if database_url.startswith("sqlite"):
        pytest.skip("one process at a time has a file")
    await see_through(house, add_schedule, database_url, tmp_path, number)


async def test_one_process_with_a_file_does_each_slot_once(
    house: House, add_schedule: AddSchedule, database_url: str, tmp_path: Path
) -> None:
    if not database_url.startswith("sqlite"):
        pytest.skip("for PostgreSQL there is the test above")
    await see_through(house, add_schedule, database_url, tmp_path, 1)

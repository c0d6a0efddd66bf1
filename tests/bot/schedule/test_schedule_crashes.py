"""Processes that share a database and are killed at random moments do each slot and chore exactly once."""

import asyncio
import multiprocessing
import random
import signal
import time
from collections import Counter
from datetime import datetime
from itertools import takewhile
from multiprocessing.context import ForkServerProcess
from pathlib import Path

import pytest

from bot.schedule.calendar import Rule, slots
from db import chores
from db.schedules import Schedule
from db.slots import Slot, SlotState
from tests.bot.pipeline.conftest import eventually
from tests.bot.schedule import slot_worker
from tests.bot.schedule.conftest import DAY, NOON, AddSchedule, House

ROOT = Path(__file__).parents[3]
DAY_REAL_S = 6.0
SPEED = 86_400 / DAY_REAL_S
DAYS = 2.5
ZONES = ("UTC", "Europe/Berlin", "Asia/Kathmandu", "Pacific/Auckland", "America/St_Johns")


class Workers:
    """Processes of which now and then one is killed, and another started in its place."""

    def __init__(self, number: int, url: str, folder: Path) -> None:
        self._forks = multiprocessing.get_context("forkserver")  # a fresh one takes seconds to start
        self._forks.set_forkserver_preload([slot_worker.__name__])
        self._what = (url, folder, time.time() + 5.0)
        self._running = [self._start() for _ in range(number)]
        self._random = random.Random(number)

    def now(self) -> datetime:
        return slot_worker.fast_clock(self._what[2], SPEED)

    async def kill_some(self, until: datetime, rest_s: float) -> None:
        while self.now() < until:
            await asyncio.sleep(self._random.uniform(0, 2 * rest_s))
            place = self._random.randrange(len(self._running))
            self._end(self._running[place])
            self._running[place] = self._start()

    def end_all(self) -> None:
        for worker in self._running:
            self._end(worker)

    def _start(self) -> ForkServerProcess:
        worker = self._forks.Process(target=slot_worker.run, args=(*self._what, SPEED))
        worker.start()
        return worker

    def _end(self, worker: ForkServerProcess) -> None:
        worker.kill()
        worker.join()
        assert worker.exitcode == -signal.SIGKILL, "none ends by itself"
        worker.close()


def is_done(schedule: Schedule, found: list[Slot], until: datetime) -> bool:
    """Whether each slot that the calendar has until then has a row, and has come to an end."""
    owed = takewhile(lambda at: at <= until, slots(Rule.of(schedule), schedule.anchored_at))
    return set(owed) <= {slot.at for slot in found if slot.state is not SlotState.BEGUN}


async def see_through(house: House, add_schedule: AddSchedule, url: str, folder: Path, number: int) -> None:
    """Let some days pass with so many processes, and look whether all was done once."""
    made = [
        await add_schedule(clock=f"{hour:02}:30", zone=zone) for zone in ZONES for hour in range(0, 24, 3)
    ]
    workers = Workers(number, url, folder)
    await workers.kill_some(NOON + DAYS * DAY, rest_s=2.0 / number)
    until = workers.now()

    async def all_is_done() -> bool:
        return all([is_done(schedule, await house.of(schedule), until) for schedule in made])

    await eventually(all_is_done)
    workers.end_all()
    found = [slot for schedule in made for slot in await house.of(schedule)]
    states = Counter(slot.state for slot in found if slot.at <= until)
    assert set(states) <= {SlotState.ACCEPTED, SlotState.SKIPPED}
    assert states[SlotState.ACCEPTED] >= len(made)
    assert sorted(slot.job_id for slot in found if slot.job_id) == sorted(
        job.id for job in await house.jobs()
    )
    async with house.database.reading() as session:
        runs = await chores.of_chore(session, "sweep", 9)
    assert [run.summary for run in runs] == ["swept"]


@pytest.fixture(autouse=True)
def modules_are_found_by_forks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))


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

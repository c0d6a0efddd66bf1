"""Processes that share a database and are killed at random moments do each slot and chore exactly once."""

import asyncio
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from datetime import datetime
from itertools import takewhile
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
STARTING_REAL_S, LIFE_REAL_S = 5.0, 2.0
ZONES = ("UTC", "Europe/Berlin", "Asia/Kathmandu", "Pacific/Auckland", "America/St_Johns")


class Workers:
    """Processes of which now and then one is killed, and another started in its place."""

    def __init__(self, url: str, folder: Path, start_s: float) -> None:
        program = Path(__file__).with_name("slot_worker.py")
        self._parent = subprocess.Popen(
            [sys.executable, str(program), url, str(folder), str(start_s), str(SPEED)],
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._running: list[int] = []

    async def start(self) -> None:
        assert self._parent.stdin is not None
        assert self._parent.stdout is not None
        print("another", file=self._parent.stdin, flush=True)
        self._running.append(int(await asyncio.to_thread(self._parent.stdout.readline)))

    def kill(self, place: int) -> None:
        os.kill(self._running.pop(place), signal.SIGKILL)

    def end_all(self) -> None:
        while self._running:
            self.kill(0)
        self._parent.communicate()


def is_done(schedule: Schedule, found: list[Slot], until: datetime) -> bool:
    """Whether each slot that the calendar has until then has a row, and has come to an end."""
    owed = takewhile(lambda at: at <= until, slots(Rule.of(schedule), schedule.anchored_at))
    return set(owed) <= {slot.at for slot in found if slot.state is not SlotState.BEGUN}


async def see_through(house: House, add_schedule: AddSchedule, url: str, folder: Path, number: int) -> None:
    """Let some days pass with so many processes, and look whether all was done once."""
    made = [
        await add_schedule(clock=f"{hour:02}:30", zone=zone) for zone in ZONES for hour in range(0, 24, 3)
    ]
    start_s, chance = time.time() + STARTING_REAL_S, random.Random(number)
    workers = Workers(url, folder, start_s)
    for _ in range(number):
        await workers.start()
    while slot_worker.fast_clock(start_s, SPEED) < NOON + DAYS * DAY:
        await asyncio.sleep(chance.uniform(0, 2 * LIFE_REAL_S / number))
        workers.kill(chance.randrange(number))
        await workers.start()
    until = slot_worker.fast_clock(start_s, SPEED)

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

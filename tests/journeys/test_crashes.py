"""Whatever is killed, every accepted job ends with its pictures, once."""

import os
import signal
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.conftest import Nonet, RunningNonet

JOBS = 3


@pytest.fixture(autouse=True)
def _short_leases(nonet: Nonet) -> None:
    """Leases of dead workers run out soon, so that the tests need not wait long."""
    nonet.environment |= {"NONET_QUEUE__LEASE_S": "4", "NONET_QUEUE__HEARTBEAT_S": "1"}


def service_of(running: RunningNonet) -> int:
    """The process id of the generation service, a child of `nonet run`."""
    pid = running.process.pid
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return int(next(c for c in children if b"generation.service" in Path(f"/proc/{c}/cmdline").read_bytes()))


def is_painting(job: dict) -> bool:
    return job["state"] == "painting"


def is_done(job: dict) -> bool:
    return job["state"] == "done"


def ask_for_jobs(running: RunningNonet) -> list[str]:
    return [running.ask(f"{number} frogs on a beach") for number in range(2, 2 + JOBS)]


def assert_each_is_delivered_once(nonet: Nonet, job_ids: list[str]) -> None:
    """Wait until every job is delivered, and see that there is nothing more than that."""
    wait_until(lambda: set(query(nonet, "SELECT state FROM jobs")) == {("delivered",)})
    jobs = dict(query(nonet, "SELECT id, collage_key FROM jobs"))
    assert sorted(jobs) == sorted(job_ids)
    assert all((nonet.folder / "data" / "images" / key).is_file() for key in jobs.values())
    assert query(nonet, "SELECT count(*) FROM samples") == [(9 * JOBS,)]
    assert query(nonet, "SELECT count(*) FROM deliveries WHERE state = 'done'") == [(JOBS,)]


def is_gone(pid: int) -> bool:
    try:
        return "\nState:\tZ" in Path(f"/proc/{pid}/status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return True


def wait_until(reached: Callable[[], bool]) -> None:
    until = time.monotonic() + 30
    while not reached():
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.05)


def query(nonet: Nonet, sql: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(nonet.folder / "data" / "nonet.db")) as database:
        return database.execute(sql).fetchall()


def test_a_killed_generation_service_is_replaced_and_the_job_finishes(nonet: Nonet) -> None:
    running = nonet.start()
    jobs = ask_for_jobs(running)
    running.wait_for(jobs[0], is_painting)
    first_service = service_of(running)

    os.kill(first_service, signal.SIGKILL)

    for job in jobs:
        running.wait_for(job, is_done)
    assert service_of(running) != first_service
    assert_each_is_delivered_once(nonet, jobs)
    assert running.stop() == 0


def test_a_killed_nonet_finishes_its_jobs_after_a_restart(nonet: Nonet) -> None:
    running = nonet.start()
    jobs = ask_for_jobs(running)
    running.wait_for(jobs[0], is_painting)
    service = service_of(running)

    running.kill()
    running = nonet.start()

    for job in jobs:
        running.wait_for(job, is_done)
    assert_each_is_delivered_once(nonet, jobs)
    assert running.stop() == 0
    wait_until(lambda: is_gone(service))  # it has seen its input close


def test_a_stopped_nonet_leaves_its_jobs_to_the_next(nonet: Nonet) -> None:
    running = nonet.start()
    jobs = ask_for_jobs(running)
    assert running.stop() == 0

    running = nonet.start()

    for job in jobs:
        running.wait_for(job, is_done)
    assert_each_is_delivered_once(nonet, jobs)
    assert running.stop() == 0


def test_a_killed_draw_still_gets_its_file_from_the_next_nonet(nonet: Nonet) -> None:
    assert nonet("db", "upgrade").returncode == 0
    drawing = nonet.begin("draw", "two frogs on a beach", "--out", "frogs.png")
    wait_until(lambda: query(nonet, "SELECT state FROM jobs") == [("rendering",)])

    drawing.kill()
    running = nonet.start()

    wait_until((nonet.folder / "frogs.png").is_file)
    assert running.stop() == 0
    assert [path.name for path in nonet.folder.iterdir() if "frogs" in path.name] == ["frogs.png"]


@pytest.mark.parametrize("asked", [signal.SIGINT, signal.SIGTERM])
def test_a_draw_that_is_asked_to_end_takes_its_job_along(nonet: Nonet, asked: signal.Signals) -> None:
    assert nonet("db", "upgrade").returncode == 0
    drawing = nonet.begin("draw", "two frogs on a beach", "--out", "frogs.png")
    wait_until(lambda: query(nonet, "SELECT state FROM jobs") == [("rendering",)])

    drawing.send_signal(asked)

    assert drawing.wait(30) == 130
    assert query(nonet, "SELECT state FROM jobs") == [("cancelled",)]
    assert "Traceback" not in (nonet.folder / "run.log").read_text()
    assert not (nonet.folder / "frogs.png").exists()

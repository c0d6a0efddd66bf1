"""Processes that look after schedules by a fast clock, until they are killed.

This program forks itself for each line on its standard input, as a fresh one takes seconds to start, and
prints the number of the new process. Arguments: database URL, data folder, the real moment at which the
clock starts, and its speed.
"""

import asyncio
import os
import signal
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path

import structlog

from bot.schedule.chores import Chore, Chores
from bot.schedule.poster import Poster
from bot.schedule.slots import Slots
from bot.schedule.timetable import Timetable
from db.session import Database
from moderation.text import TextFilter
from tests.bot.schedule.conftest import NOON, Boards, Prompts, acceptor_of, settings_in

LEASE_REAL_S = 1.0
CHECK_REAL_S = 0.05
_FILTER = TextFilter()  # read once, by the process of which the others are forks


def fast_clock(start_s: float, speed: float) -> datetime:
    """The simulated time, `speed` times as fast as the real one since `start_s`."""
    return NOON + timedelta(seconds=(time.time() - start_s) * speed)


async def work(url: str, folder: Path, start_s: float, speed: float) -> None:
    settings = settings_in(folder)
    chosen = settings.schedule.model_copy(
        update={"lease_s": LEASE_REAL_S * speed, "grace_minutes": 100_000.0, "retry_s": speed / 100}
    )
    database = Database(url)
    acceptor = acceptor_of(settings, database, _FILTER)

    def now() -> datetime:
        return fast_clock(start_s, speed)

    async def sweep() -> str:
        await asyncio.sleep(0.2)
        return "swept"

    poster = Poster(database, acceptor, {"web": Boards()}, Prompts(), now)
    slots = Slots(chosen, database, poster, now)
    chores = Chores(
        [Chore("sweep", "for this test", timedelta(days=70), sweep)],
        database,
        lease_s=chosen.lease_s,
        now=now,
    )
    await Timetable(slots, chores, CHECK_REAL_S).run()


if __name__ == "__main__":
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the dead
    for _ in sys.stdin:
        pid = os.fork()
        if pid == 0:
            asyncio.run(work(sys.argv[1], Path(sys.argv[2]), float(sys.argv[3]), float(sys.argv[4])))
        print(pid, flush=True)

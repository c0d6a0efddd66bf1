"""Processes that look after schedules by a clock that a test puts forward, until they are killed.

This program forks itself for each line on its standard input, as a fresh one takes seconds to start, and
prints the number of the new process. Arguments: database URL, and a folder with the clock.
"""

import asyncio
import os
import signal
import sys
import time
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import structlog
from numpy.typing import NDArray

from bot.schedule.chores import Chore, Chores
from bot.schedule.poster import Poster
from bot.schedule.slots import Slots
from bot.schedule.timetable import Timetable
from db.session import Database
from moderation.text import TextFilter
from moderation.verdict import GRADED
from tests.bot.schedule.conftest import Boards, Prompts, acceptor_of, settings_in

LEASE_S, CHECK_S, RETRY_S = 2.0, 0.05, 0.1


class Trusting:
    """In place of the filter's learned part, which takes a second to load."""

    def scores(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.zeros((len(texts), len(GRADED)), np.float32)


_FILTER = TextFilter(Trusting())  # made once, by the process of which the others are forks


def put_clock(folder: Path, moment: datetime) -> None:
    """Let it be this moment now, for all processes; from then on their clocks go on as usual."""
    (folder / "new clock").write_text(f"{moment.isoformat()} {time.time()}")
    (folder / "new clock").replace(folder / "clock")


def clock_of(folder: Path) -> datetime:
    """What the clock shows."""
    moment, put_at_s = (folder / "clock").read_text().split()
    return datetime.fromisoformat(moment) + timedelta(seconds=time.time() - float(put_at_s))


async def work(url: str, folder: Path) -> None:
    settings = settings_in(folder)
    chosen = settings.schedule.model_copy(
        update={"lease_s": LEASE_S, "grace_minutes": 1_440.0, "retry_s": RETRY_S}
    )
    database = Database(url)

    def now() -> datetime:
        return clock_of(folder)

    async def sweep() -> str:
        await asyncio.sleep(0.2)
        return "swept"

    poster = Poster(
        chosen, database, acceptor_of(settings, database, _FILTER), {"web": Boards()}, Prompts(), now
    )
    daily = Chore("sweep", "for this test", timedelta(days=1), sweep)
    chores = Chores([daily], database, lease_s=LEASE_S, now=now)
    await Timetable(Slots(chosen, database, poster, now), chores, CHECK_S).run()


if __name__ == "__main__":
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the dead
    for _ in sys.stdin:
        pid = os.fork()
        if pid == 0:
            asyncio.run(work(sys.argv[1], Path(sys.argv[2])))
        print(pid, flush=True)

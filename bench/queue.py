"""How long the database takes for what a long queue asks of it: claims, places, quotas.

    python -m bench queue [--url postgresql://...] [--waiting 10000] [--finished 50000]

Without a URL it makes an SQLite database in a temporary folder. One that is named must be empty, and is full
of jobs afterwards.
"""

import argparse
import asyncio
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncSession

from db import jobs, queue
from db.models import JobRow, JobState
from db.session import Database

_SERVERS, _PEOPLE = 200, 5_000
_ROUNDS = 20
_AT_ONCE = 500


def main(arguments: Sequence[str]) -> int:
    """Fill a database and print the median and longest time of each kind of question, in milliseconds."""
    parser = argparse.ArgumentParser(prog="python -m bench queue")
    parser.add_argument("--url", default="")
    parser.add_argument("--waiting", type=int, default=10_000)
    parser.add_argument("--finished", type=int, default=50_000)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        url = options.url or f"sqlite:///{Path(folder) / 'queue.db'}"
        asyncio.run(_measure(url, options.waiting, options.finished))
    return 0


async def _measure(url: str, waiting: int, finished: int) -> None:
    database = Database(url)
    await database.migrate()
    now = datetime.now(UTC)
    rows = _rows(now, waiting, finished)
    while some := [row for _, row in zip(range(_AT_ONCE), rows, strict=False)]:
        async with database.session() as session:
            await session.execute(insert(JobRow), some)
    print(f"{waiting:,} jobs waiting, {finished:,} finished; milliseconds, median and longest:")
    await _time(database, "claim", lambda session: queue.claim(session, datetime.now(UTC), 30.0))
    await _time(database, "places of all", queue.state)
    await _time(database, "jobs waiting", jobs.count_waiting)
    await database.close()


def _rows(now: datetime, waiting: int, finished: int) -> Iterator[dict[str, Any]]:
    for number in range(finished + waiting):
        ended = number < finished
        person, server = number * 7 % _PEOPLE, number * 7 % _PEOPLE % _SERVERS
        created = now - timedelta(seconds=finished + waiting - number)
        yield {
            "id": f"job {number}",
            "state": JobState.DELIVERED if ended else JobState.QUEUED,
            "priority": 1,
            "front": "discord",
            "source_id": str(number),
            "address": "{}",
            "server": str(server),
            "channel": str(server),
            "platform": "discord",
            "requester_id": str(person),
            "requester_name": "Ann",
            "line": f"server:discord:{server}",
            "prompt": "a red fox in the snow",
            "style": "",
            "style_words": "",
            "model": "nonet-small",
            "seed": number,
            "caption_top": "",
            "caption_bottom": "",
            "private": False,
            "spoiler": False,
            "created_at": created,
            "attempts": 0,
            "claimed_at": created + timedelta(seconds=1) if ended else None,
            "finished_at": created + timedelta(seconds=5) if ended else None,
        }


async def _time(database: Database, name: str, ask: Callable[[AsyncSession], Awaitable[object]]) -> None:
    """Time a question, and the longest that the event loop stood still meanwhile."""
    times = []
    ticking = asyncio.create_task(_longest_silence())
    await asyncio.sleep(0.05)
    for _ in range(_ROUNDS):
        start = time.perf_counter()
        async with database.session() as session:
            await ask(session)
        times.append(time.perf_counter() - start)
    ticking.cancel()
    silence = await ticking
    print(
        f"  {name:14} {statistics.median(times) * 1e3:8.1f} {max(times) * 1e3:8.1f}"
        f"   event loop silent for {silence * 1e3:6.1f}"
    )


async def _longest_silence() -> float:
    longest, last = 0.0, time.perf_counter()
    try:
        while True:
            await asyncio.sleep(0.001)
            now = time.perf_counter()
            longest, last = max(longest, now - last), now
    except asyncio.CancelledError:
        return longest

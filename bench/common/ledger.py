"""What a bot process has written down of its jobs, read from its database."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from sqlalchemy import func, select

from db.models import DeliveryRow, DeliveryState, JobRow, JobState
from db.session import Database

LOOK_EVERY_S = 0.1
_ON_ITS_WAY = (JobState.QUEUED, JobState.RENDERING)


@asynccontextmanager
async def opened(path: Path) -> AsyncIterator[Database]:
    """A bot process's SQLite file."""
    database = Database(f"sqlite:///{path}")
    try:
        yield database
    finally:
        await database.close()


async def accepted_jobs(database: Database) -> list[str]:
    """The ids of all jobs."""
    async with database.reading() as session:
        return list(await session.scalars(select(JobRow.id)))


async def when_settled(
    database: Database, seconds: float, *, at_least: int = 0, quiet_s: float = 1.0
) -> None:
    """Return when so many jobs were accepted, and none has been on its way and no delivery owed for a while.

    Raises:
        TimeoutError: that takes longer than `seconds`.
    """
    began = settled_at = time.monotonic()
    while time.monotonic() - settled_at < quiet_s:
        open_things = await _open(database)
        if open_things or len(await accepted_jobs(database)) < at_least:
            settled_at = time.monotonic()
        if time.monotonic() - began > seconds:
            raise TimeoutError(f"{open_things} jobs or deliveries are still open after {seconds:g} s")
        await asyncio.sleep(LOOK_EVERY_S)


async def _open(database: Database) -> int:
    on_its_way = select(func.count()).select_from(JobRow).where(JobRow.state.in_(_ON_ITS_WAY))
    owed = select(func.count()).select_from(DeliveryRow).where(DeliveryRow.state == DeliveryState.PENDING)
    async with database.reading() as session:
        return (await session.scalar(on_its_way) or 0) + (await session.scalar(owed) or 0)

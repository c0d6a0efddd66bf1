"""What the house does for itself at set times, once over all processes; a row says how it went."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import NonetError
from bot.pipeline.lease import under_lease
from bot.schedule.poster import utc_now
from db import chores
from db.chores import ChoreRun
from db.errors import DatabaseError, LeaseLostError
from db.session import Database

BUSY = "It is running just now."
UNEXPECTED = "Something went wrong; the log says what."
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

log: structlog.stdlib.BoundLogger = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Chore:
    """Something that is done again and again."""

    name: str
    meaning: str
    """What it does, in a few words."""
    every: timedelta
    run: Callable[[], Coroutine[Any, Any, str]]
    """Does it, and says what was done, in a few words. May raise NonetError or DatabaseError."""
    offset: timedelta = timedelta(0)
    """After midnight (UTC), or after the hour, at which it is due."""

    def due_at(self, now: datetime) -> datetime:
        """When it was due last. All processes agree on these moments."""
        return now - (now - _EPOCH - self.offset) % self.every

    def next_at(self, after: datetime) -> datetime:
        """When it is due next."""
        return self.due_at(after) + self.every


class ChoreFailedError(NonetError):
    """A chore could not be done; the message says why."""


class Chores:
    """Does chores. `now` is the clock that tells when they are due."""

    def __init__(
        self,
        registry: list[Chore],
        database: Database,
        *,
        lease_s: float,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        self.registry = {chore.name: chore for chore in registry}
        self._database = database
        self._lease_s = lease_s
        self._now = now

    async def due(self) -> list[str]:
        """The names of chores that have not been done since they were due. Raises DatabaseError."""
        now = self._now()
        async with self._database.reading() as session:
            newest = await chores.newest(session)
        return [
            name for name, chore in self.registry.items() if _is_due(newest.get(name), chore.due_at(now), now)
        ]

    async def look(self, name: str) -> None:
        """Do a chore if it is due and nobody else does it. Failures are written down in its row.

        Raises:
            DatabaseError: it can't be told whether it is due.
        """
        now = self._now()
        run = await self._begin(name, self.registry[name].due_at(now), now)
        if run:
            await self._do(run)

    async def run(self, name: str) -> ChoreRun:
        """Do a chore now, due or not.

        Raises:
            ChoreFailedError: it is running elsewhere, or it failed.
            DatabaseError: the database can't be used.
        """
        now = self._now()
        run = await self._begin(name, now, now)
        if run is None:
            raise ChoreFailedError(BUSY)
        await self._do(run)
        async with self._database.reading() as session:
            (done, *_) = await chores.of_chore(session, name, 1)
        if done.failure is not None or done.finished_at is None:
            raise ChoreFailedError(done.failure or UNEXPECTED)
        return done

    async def _begin(self, name: str, at: datetime, now: datetime) -> ChoreRun | None:
        async with self._database.session() as session:
            return await chores.begin(session, name, at, now, self._lease_s)

    async def _do(self, run: ChoreRun) -> None:
        chore = self.registry[run.chore]
        try:
            summary = await under_lease(chore.run(), lambda: self._renew(run), self._lease_s / 3)
        except LeaseLostError:
            log.warning("chore left to others", chore=run.chore)
        except asyncio.CancelledError:
            await self._write(run, lambda session: chores.give_up(session, run, self._now()))
            raise
        except (NonetError, DatabaseError) as error:
            log.warning("chore failed", chore=run.chore, error=str(error))
            await self._finish(run, failure=str(error))
        except Exception:  # a mistake of ours must not keep other chores from being done
            log.exception("chore failed unexpectedly", chore=run.chore)
            await self._finish(run, failure=UNEXPECTED)
        else:
            log.debug("chore done", chore=run.chore, summary=summary)
            await self._finish(run, summary=summary)

    async def _renew(self, run: ChoreRun) -> None:
        async with self._database.session() as session:
            await chores.heartbeat(session, run, self._now(), self._lease_s)

    async def _finish(self, run: ChoreRun, *, summary: str = "", failure: str | None = None) -> None:
        async def write(session: AsyncSession) -> None:
            await chores.finish(session, run, self._now(), summary=summary, failure=failure)
            await chores.forget(session, run.chore)

        await self._write(run, write)

    async def _write(self, run: ChoreRun, change: Callable[[AsyncSession], Awaitable[None]]) -> None:
        """Change the run's row, if it is still ours; if the database fails, its lease runs out by itself."""
        try:
            async with self._database.session() as session:
                await change(session)
        except (LeaseLostError, DatabaseError) as error:
            log.warning("chore not written down", chore=run.chore, error=str(error))


def _is_due(last: ChoreRun | None, at: datetime, now: datetime) -> bool:
    if last is None or last.at < at:
        return True
    return last.finished_at is None and last.lease_until <= now

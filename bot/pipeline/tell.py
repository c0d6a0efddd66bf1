"""Fronts that show progress are told of it, each job on its own, so that a slow one delays no other."""

import asyncio
from collections.abc import Mapping, Set
from contextlib import aclosing

import structlog

from bot.pipeline.bell import Bell, wait_until
from bot.pipeline.front import Front
from bot.pipeline.progress import ProgressBoard
from bot.pipeline.request import place_of
from bot.settings import Settings
from db import jobs
from db.errors import DatabaseError
from db.jobs import Job
from db.session import Database

log: structlog.stdlib.BoundLogger = structlog.get_logger()


class Teller:
    """Follows every unfinished job of the fronts that want to be told, also after a restart."""

    def __init__(
        self,
        settings: Settings,
        database: Database,
        *,
        fronts: Mapping[str, Front],
        board: ProgressBoard,
        bell: Bell,
    ) -> None:
        self._poll_s = settings.queue.poll_s
        self._database = database
        self._fronts = {name: front for name, front in fronts.items() if front.tells_progress}
        self._board = board
        self._bell = bell

    async def run(self) -> None:
        """Follow jobs until cancelled."""
        if not self._fronts:
            return
        followed: set[str] = set()
        async with asyncio.TaskGroup() as group:
            while True:
                rung = self._bell.listen()
                try:
                    unfinished, new = await self._unfinished(followed)
                except DatabaseError as error:
                    log.warning("jobs to tell of not read", error=str(error))
                else:
                    for job in new:
                        group.create_task(self._follow(job))
                    followed = unfinished
                await wait_until(rung, self._poll_s)

    async def _unfinished(self, followed: Set[str]) -> tuple[set[str], list[Job]]:
        """All jobs by id, and in full those that nobody follows yet."""
        async with self._database.reading() as session:
            unfinished = set(await jobs.unfinished(session, list(self._fronts)))
            return unfinished, await jobs.get_all(session, list(unfinished - followed))

    async def _follow(self, job: Job) -> None:
        try:
            async with aclosing(self._board.watch(job.id)) as events:
                async for event in events:
                    await self._fronts[job.front].tell(job.id, place_of(job), event)
        except Exception as error:  # progress that can't be shown must stop nothing
            log.warning("progress not shown", job=job.id, exc_info=error)

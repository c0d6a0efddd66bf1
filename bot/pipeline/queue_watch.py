"""Tells the watchers of waiting jobs how the queue moves, and of ends that happened in other processes."""

import asyncio

import structlog

from bot.pipeline.cancel import CANCELLED
from bot.pipeline.progress import Failed, ProgressBoard, Rendered
from bot.pipeline.queue_view import QueueView, waiting_of
from bot.settings import Settings
from db import jobs
from db.errors import DatabaseError
from db.jobs import JobState
from db.queue import QueueState
from db.session import Database

_AT_ONCE = 200  # so that telling a long queue keeps nothing else waiting

log: structlog.stdlib.BoundLogger = structlog.get_logger()


class QueueWatch:
    """Looks at the queue once for all who watch a job in this process."""

    def __init__(
        self, settings: Settings, database: Database, board: ProgressBoard, queue_view: QueueView
    ) -> None:
        self._settings = settings.queue
        self._database = database
        self._board = board
        self._queue_view = queue_view

    async def run(self) -> None:
        """Look every `queue.poll_s`, while anyone watches, until cancelled."""
        while True:
            try:
                await self.look()
            except DatabaseError as error:
                log.warning("queue not read", error=str(error))
            await asyncio.sleep(self._settings.poll_s)

    async def look(self) -> None:
        """Publish place, expected time or end of every watched job. Raises `DatabaseError`."""
        watched = self._board.watched()
        if not watched:
            return
        async with self._database.reading() as session:
            outcomes = await jobs.outcomes(session, watched)
        any_waits = any(state is JobState.QUEUED for state, _ in outcomes.values())
        queue = await self._queue_view.state() if any_waits else None
        for number, (job_id, (state, failure)) in enumerate(outcomes.items(), start=1):
            self._tell(job_id, state, failure, queue)
            if number % _AT_ONCE == 0:
                await asyncio.sleep(0)

    def _tell(self, job_id: str, state: JobState, failure: str | None, queue: QueueState | None) -> None:
        match state:
            case JobState.QUEUED if queue:
                self._board.publish(job_id, waiting_of(job_id, queue, self._settings.workers))
            case JobState.RENDERED | JobState.DELIVERED:
                self._board.publish(job_id, Rendered())
            case JobState.FAILED | JobState.CANCELLED:
                self._board.publish(job_id, Failed(failure or CANCELLED))

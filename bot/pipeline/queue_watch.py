"""Tells the watchers of waiting jobs how the queue moves, and of ends that happened in other processes."""

import asyncio
import math

import structlog

from bot.pipeline.cancel import CANCELLED
from bot.pipeline.progress import Failed, ProgressBoard, Rendered, Waiting
from bot.settings import Settings
from db import jobs, queue
from db.errors import DatabaseError
from db.jobs import JobState
from db.queue import QueueState
from db.session import Database

UNMEASURED_S = 30.0
"""Expected time of a job before any has been measured."""

log: structlog.stdlib.BoundLogger = structlog.get_logger()


class QueueWatch:
    """Looks at the queue once for all who watch a job in this process."""

    def __init__(self, settings: Settings, database: Database, board: ProgressBoard) -> None:
        self._settings = settings.queue
        self._database = database
        self._board = board

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
            now = await queue.state(session) if any_waits else None
        for job_id, (state, failure) in outcomes.items():
            match state:
                case JobState.QUEUED if now and job_id in now.places:
                    place = now.places[job_id]
                    self._board.publish(
                        job_id, Waiting(place, expected_s(place, now, self._settings.workers))
                    )
                case JobState.RENDERED | JobState.DELIVERED:
                    self._board.publish(job_id, Rendered())
                case JobState.FAILED | JobState.CANCELLED:
                    self._board.publish(job_id, Failed(failure or CANCELLED))


def expected_s(place: int, state: QueueState, workers: int) -> float:
    """Seconds until the job at this place is finished.

    Jobs go through in rounds of as many as are rendered at once; those being rendered now are half done on
    average.
    """
    seconds_per_job = state.seconds_per_job or UNMEASURED_S
    at_once = max(workers, state.rendering)
    rounds_before = math.ceil((state.rendering + place) / at_once) - 1
    return seconds_per_job * (rounds_before + 1 - (0.5 if rounds_before and state.rendering else 0.0))

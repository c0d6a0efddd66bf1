"""The queue as all parts of a process see it: looked at once for everybody who asks."""

import asyncio
import math
import time

from bot.pipeline.progress import Waiting
from bot.setting_sections import QueueSettings
from db import queue
from db.queue import QueueState
from db.session import Database

UNMEASURED_S = 30.0
"""Expected time of a job before any has been measured."""
_LONG = 500
"""A queue with more jobs is not looked at anew for everyone who asks."""
_LOOKING_SHARE = 0.1
"""At most this share of time is spent on looking at a long queue."""


class QueueView:
    """What is known of the queue. Of a long one it may be some seconds old."""

    def __init__(self, settings: QueueSettings, database: Database) -> None:
        self._settings = settings
        self._database = database
        self._newest: QueueState | None = None
        self._good_until = 0.0
        self._looking = asyncio.Lock()

    async def state(self) -> QueueState:
        """The whole queue. Raises `DatabaseError`."""
        async with self._looking:
            if self._newest is None or time.monotonic() >= self._good_until:
                start = time.monotonic()
                async with self._database.reading() as session:
                    self._newest = await queue.state(session)
                end = time.monotonic()
                is_long = len(self._newest.places) > _LONG
                self._good_until = end + (end - start) / _LOOKING_SHARE if is_long else end
            return self._newest

    async def waiting(self, job_id: str) -> Waiting:
        """Place and expected time of a job that waits. Raises `DatabaseError`."""
        return waiting_of(job_id, await self.state(), self._settings.workers)


def waiting_of(job_id: str, state: QueueState, workers: int) -> Waiting:
    """Place and expected time of a job that waits; one that came after the look stands at the end."""
    place = state.places.get(job_id, len(state.places) + 1)
    return Waiting(place, expected_s(place, state, workers))


def expected_s(place: int, state: QueueState, workers: int) -> float:
    """Seconds until the job at this place is finished.

    Jobs go through in rounds of as many as are rendered at once; those being rendered now are half done on
    average.
    """
    seconds_per_job = state.seconds_per_job or UNMEASURED_S
    at_once = max(workers, state.rendering)
    rounds_before = math.ceil((state.rendering + place) / at_once) - 1
    return seconds_per_job * (rounds_before + 1 - (0.5 if rounds_before and state.rendering else 0.0))

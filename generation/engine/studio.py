"""Everything that the engine's thread has before it: who waits, what is in hand, and what is to be told."""

import time
from collections import deque
from dataclasses import dataclass

from generation.engine.drawing import Drawings
from generation.engine.queue import WorkQueue
from generation.engine.shelf import Shelf
from generation.engine.stats import STAGE_BOUNDS_S, Stage, Stopwatch
from generation.engine.ticket import EngineEvent, Ticket
from generation.engine.work import Work
from generation.errors import DeadlineError, GenerationError
from generation.protocol import Finished


@dataclass(frozen=True, slots=True)
class Arrival:
    """Somebody came."""

    at: float
    """In seconds of the monotonic clock."""
    model: str
    n: int


News = tuple[Ticket, EngineEvent | GenerationError]


ARRIVALS = 256
"""So many of those who came last are remembered."""


class Studio:
    """The state of the engine's thread, and the ways into it and out of it."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self.works: dict[Ticket, Work] = {}
        """All that wait or are in hand."""
        self.queue = WorkQueue()
        self.drawings = Drawings()
        self.news: list[News] = []
        """What happened and was not told yet."""
        self.moved = True
        """Whether somebody came, began or went since times were told last."""
        self.unsettled = True
        """Whether somebody came or went since waiting works could last begin."""
        self.stages: dict[Stage, Stopwatch] = {
            stage: Stopwatch(STAGE_BOUNDS_S) for stage in ("waiting", "painting", "drawing")
        }
        self.arrivals: deque[Arrival] = deque(maxlen=ARRIVALS)
        """Who came last, the newest at the end."""

    def enter(self, ticket: Ticket) -> None:
        """A request came."""
        work = self.works[ticket] = Work(ticket)
        self.queue.push(work)
        self.moved = self.unsettled = True
        self.arrivals.append(Arrival(ticket.arrived_at, work.model, work.n))

    def drop(self, ticket: Ticket) -> None:
        """Nobody wants this any more. What has ended is not here, and stays away."""
        if ticket in self.works:
            self.end(self.works[ticket])

    def drop_late(self) -> None:
        """Fail what was not finished by its deadline."""
        now = time.monotonic()
        for work in [work for work in self.works.values() if work.deadline_at <= now]:
            self.end(work, DeadlineError("The pictures could not be finished by their deadline."))

    def end(self, work: Work, news: Finished | GenerationError | None = None) -> None:
        """A work leaves, wherever it is on its way, and its slots are free."""
        del self.works[work.ticket]
        if work.begun:
            self.shelf.put_down(work)
        else:
            self.queue.remove(work)
        self.drawings.drop(work)
        work.close()
        if news is not None:
            self.news.append((work.ticket, news))
        self.moved = self.unsettled = True

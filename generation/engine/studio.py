"""Everything that the engine's thread has before it: who waits, what is in hand, and what is to be told."""

import heapq
import itertools
import time

from generation.engine.drawing import Drawings
from generation.engine.queue import WorkQueue
from generation.engine.shelf import Shelf
from generation.engine.stats import STAGE_BOUNDS_S, Stage, Stopwatch
from generation.engine.ticket import EngineEvent, Ticket
from generation.engine.work import Work
from generation.errors import DeadlineError, GenerationError
from generation.protocol import Finished

News = tuple[Ticket, EngineEvent | GenerationError]


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
        self._deadlines: list[tuple[float, int, Work]] = []
        self._numbers = itertools.count()  # so that works with the same deadline need not be compared

    def enter(self, ticket: Ticket) -> None:
        """A request came."""
        work = self.works[ticket] = Work(ticket)
        self.queue.push(work)
        self.moved = self.unsettled = True
        if ticket.request.deadline_s is not None:
            heapq.heappush(self._deadlines, (work.deadline_at, next(self._numbers), work))

    def drop(self, ticket: Ticket) -> None:
        """Nobody wants this any more. What has ended is not here, and stays away."""
        if ticket in self.works:
            self.end(self.works[ticket])

    def drop_late(self) -> None:
        """Fail what was not finished by its deadline."""
        while self._deadlines and self._deadlines[0][0] <= time.monotonic():
            work = heapq.heappop(self._deadlines)[-1]
            if work.ticket in self.works:
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

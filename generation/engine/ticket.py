"""A request in the engine's hands as the event loop sees it, and how its events come back."""

import asyncio
import time
from collections import deque
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

from generation.errors import GenerationError
from generation.models.base import Pixels
from generation.protocol import Finished, GenerationRequest, Progress, Queued


@dataclass(frozen=True, slots=True)
class Started:
    """Painting begins; how many tokens the model reads and writes."""

    text_tokens: int
    sample_tokens: int
    """Of each sample, without those that are given."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture of one sample, not encoded yet."""

    sample: int
    preview: int | None
    """Which preview of this sample, from 0; None for the finished sample."""
    pixels: Pixels
    tokens: tuple[int, ...] | None = None
    """Of a finished sample, if they were asked for and the model has any."""


EngineEvent = Queued | Started | Progress | Drawn | Finished


class Ticket:
    """One submitted request. It belongs to the event loop's thread; others read what never changes.

    What waits to be read is bounded, however slow the reader: of Queued and Progress only the newest is
    kept, and of each sample only the newest picture.
    """

    def __init__(
        self,
        request: GenerationRequest,
        model: str,
        seed: int,
        on_end: Callable[["Ticket"], None],
        picture: Pixels | None = None,
    ) -> None:
        self.request = request
        self.picture = picture
        """Whose upper part every sample keeps; of the model's size."""
        self.model = model
        self.seed = seed
        self.arrived_at = time.monotonic()
        self.started = False
        self.outcome = ""
        """How it ended: finished, failed or cancelled; empty until then."""
        self.ended = asyncio.Event()
        self._on_end = on_end
        self._news = asyncio.Event()
        self._unread: deque[EngineEvent] = deque()
        self._failure: GenerationError | None = None

    def tell(self, event: EngineEvent) -> None:
        """Hand an event to whoever reads `events`; after the end it is dropped."""
        if self.outcome:
            return
        self._unread = deque(one for one in self._unread if not _replaces(event, one))
        self._unread.append(event)
        self._news.set()
        if isinstance(event, Started):
            self.started = True
        if isinstance(event, Finished):
            self._end("finished")

    def fail(self, failure: GenerationError) -> None:
        """It will not be painted, for this reason, unless it has ended already."""
        if not self.outcome:
            self._failure = failure
            self._end("failed")

    def close(self) -> None:
        """Give the request up, unless it has ended: it leaves the queue or stops at the next step."""
        if not self.outcome:
            self._end("cancelled")

    def _end(self, outcome: str) -> None:
        self.outcome = outcome
        self.ended.set()
        self._news.set()
        self._on_end(self)

    async def events(self) -> AsyncIterator[EngineEvent]:
        """What happens to the request, in order, up to `Finished`. To be read by one reader.

        Raises:
            GenerationError: the request failed; the text says why.
        """
        while True:
            await self._news.wait()
            self._news.clear()
            over = bool(self.outcome)
            while self._unread:
                yield self._unread.popleft()
            if self._failure is not None:
                raise self._failure
            if over:
                return


def _replaces(new: EngineEvent, old: EngineEvent) -> bool:
    """Whether nobody needs the old event once there is the new one."""
    match new, old:
        case (Queued() | Progress(), Queued() | Progress()):
            return True
        case Drawn(), Drawn():
            return new.sample == old.sample
        case _:
            return False

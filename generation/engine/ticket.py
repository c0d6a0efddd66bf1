"""A request in the engine's hands, and how its events come back to the event loop."""

import asyncio
import time
from collections import deque
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

from generation.engine.pace import Kind
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
    """One submitted request. All of it belongs to the event loop's thread, but `cancelled` is read in any.

    What waits to be read is bounded: of Queued and Progress only the newest is kept, and there are at most
    four pictures of each sample.
    """

    def __init__(
        self,
        request: GenerationRequest,
        model: str,
        seed: int,
        release: Callable[["Ticket"], None],
        picture: Pixels | None = None,
    ) -> None:
        self.request = request
        self.picture = picture
        """Whose upper part every sample keeps; of the model's size."""
        self.model = model
        self.seed = seed
        self.cancelled = False
        """Nobody wants the painting any more."""
        self.outcome = ""
        """How it ended: finished, failed or cancelled; empty until then."""
        self.ended = asyncio.Event()
        self.share_done = 0.0
        self._release = release
        self._started_at: float | None = None
        self._news = asyncio.Event()
        self._unread: deque[EngineEvent] = deque()
        self._failure: GenerationError | None = None

    @property
    def kind(self) -> Kind:
        """What the time that it takes depends on."""
        request = self.request
        kept_share = 0.0 if self.picture is None else request.kept_share
        return Kind(
            self.model, request.n, request.partial_images, len(request.prefix_tokens), round(100 * kept_share)
        )

    @property
    def elapsed_s(self) -> float:
        """Seconds since painting began, its model being loaded; 0.0 before."""
        return 0.0 if self._started_at is None else time.monotonic() - self._started_at

    def tell(self, event: EngineEvent) -> None:
        """Hand an event to whoever reads `events`; after the end it is dropped."""
        if self.outcome:
            return
        if isinstance(event, Started):
            self._started_at = time.monotonic()
        if isinstance(event, Queued | Progress):
            self._unread = deque(one for one in self._unread if not isinstance(one, Queued | Progress))
        self._unread.append(event)
        self._news.set()

    def finish(self) -> None:
        """All is painted."""
        self.tell(Finished(self.model, self.seed))
        self._end("finished")

    def fail(self, failure: GenerationError) -> None:
        """It will not be painted, for this reason."""
        self.cancelled = True
        self._failure = self._failure or failure
        self._end("failed")

    def close(self) -> None:
        """Give the request up, unless it has ended: it leaves the queue or stops at the next step."""
        if not self.outcome:
            self.cancelled = True
            self._end("cancelled")
            self._release(self)

    def _end(self, outcome: str) -> None:
        self.outcome = self.outcome or outcome
        self.ended.set()
        self._news.set()

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

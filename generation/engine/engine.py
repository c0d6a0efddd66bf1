"""The engine: paints what is asked, one request at a time, while users take turns."""

import asyncio
import secrets
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import structlog

from generation.engine.fair_queue import FairQueue
from generation.engine.pace import Kind, Pace
from generation.engine.painter import Painter
from generation.engine.ticket import EngineEvent, Ticket
from generation.errors import GenerationError, PaintingError, ServiceUnavailableError
from generation.models.base import Model, Pixels
from generation.protocol import SAMPLES_PER_JOB, SEED_LIMIT, GenerationRequest, Progress, Queued

PROGRESS_INTERVAL_S = 0.1
ANNOUNCE_INTERVAL_S = 1.0
"""How often those who wait hear anew how long it will be, while nothing moves in the queue."""

log = structlog.get_logger()


class Engine:
    """Owns the queue and the one thread in which models work. Keep `run` running, and `submit` requests.

    All methods belong to the event loop's thread.
    """

    def __init__(
        self, load: Callable[[str], Model], *, default_model: str, queue_limit: int, threads: int = 0
    ) -> None:
        self._painter = Painter(load)
        self._default_model = default_model
        self._queue_limit = queue_limit
        self._thread = ThreadPoolExecutor(1, "engine", _use_threads, (threads,))
        self._queue: FairQueue[Ticket] = FairQueue()
        self._current: Ticket | None = None
        self._arrival = asyncio.Event()
        self._pace = Pace()
        self._told_at = 0.0
        self._announced_at = 0.0
        self._stopping = False
        self.ready = False
        """Whether the default model is loaded and warm."""
        self.outcomes: Counter[str] = Counter()
        """Requests so far by how they ended: finished, failed, cancelled, refused."""
        self.steps = 0
        """Steps of the models so far."""
        self.painting_s = 0.0
        """Seconds spent on paintings that have ended."""

    @property
    def waiting(self) -> int:
        """How many requests wait to be painted."""
        return len(self._queue)

    @property
    def busy(self) -> bool:
        """Whether a request is being painted."""
        return self._current is not None

    async def run(self, ready: Callable[[], None] = lambda: None) -> None:
        """Load and warm up the default model, call `ready`, then paint until cancelled; then end the thread.

        Raises:
            GenerationError: the default model can't be loaded.
        """
        loop = asyncio.get_running_loop()
        try:
            seconds = await loop.run_in_executor(self._thread, self._painter.warm_up, self._default_model)
            self._pace.learn(Kind(self._default_model, SAMPLES_PER_JOB, 0), seconds)
            self.ready = True
            ready()
            while True:
                if self._queue:
                    await self._paint(self._queue.pop())
                else:
                    self._arrival.clear()
                    await self._arrival.wait()
        finally:
            self._stopping = True
            self._end_all()
            await asyncio.to_thread(self._thread.shutdown)

    def submit(self, request: GenerationRequest, picture: Pixels | None = None) -> Ticket:
        """Put a request into the queue. Close the ticket when you have done with it.

        Args:
            request: what to paint.
            picture: the request's picture, decoded and of the model's size.

        Raises:
            ServiceUnavailableError: the queue is full, or the engine is stopping.
        """
        if self._stopping:
            raise _stopping()
        if len(self._queue) >= self._queue_limit:
            self.outcomes["refused"] += 1
            raise ServiceUnavailableError("The queue is full.", retry_after_s=max(1.0, self._remaining_s()))
        model = request.model or self._default_model
        seed = secrets.randbelow(SEED_LIMIT) if request.seed is None else request.seed
        ticket = Ticket(request, model, seed, self._release, picture)
        self._queue.push(request.user, ticket)
        self._arrival.set()
        self._announce()
        return ticket

    async def drain(self, grace_s: float) -> None:
        """Refuse new requests, give those here `grace_s` seconds to end, then fail what is left."""
        self._stopping = True
        tickets = [*self._queue, *([self._current] if self._current else [])]
        try:
            async with asyncio.timeout(grace_s):
                for ticket in tickets:
                    await ticket.ended.wait()
        except TimeoutError:
            self._end_all()

    def _end_all(self) -> None:
        while self._queue:
            self._queue.pop().fail(_stopping())
        if self._current:
            self._current.fail(_stopping())

    def _release(self, ticket: Ticket) -> None:
        if ticket is not self._current:
            self._queue.remove(ticket.request.user, ticket)
            self.outcomes["cancelled"] += 1
            self._announce()

    async def _paint(self, ticket: Ticket) -> None:
        self._current = ticket
        self._announce()
        loop = asyncio.get_running_loop()

        def tell(event: EngineEvent) -> None:
            loop.call_soon_threadsafe(ticket.tell, event)

        def stepped(done: int, total: int) -> None:
            loop.call_soon_threadsafe(self._on_step, ticket, done, total)

        try:
            await loop.run_in_executor(self._thread, self._painter.paint, ticket, tell, stepped)
        except asyncio.CancelledError:
            ticket.fail(_stopping())  # so that the thread stops at the next step, too
            raise
        except GenerationError as error:
            ticket.fail(error)
        except Exception as error:  # whatever breaks one painting must not end the engine
            log.exception("painting failed", model=ticket.model, n=ticket.request.n, seed=ticket.seed)
            ticket.fail(PaintingError(f"The painting failed ({type(error).__name__})."))
        else:
            if not ticket.cancelled:
                self._pace.learn(ticket.kind, ticket.elapsed_s)
            ticket.finish()
        finally:
            self._current = None
            self.outcomes[ticket.outcome] += 1
            self.painting_s += ticket.elapsed_s

    def _on_step(self, ticket: Ticket, done: int, total: int) -> None:
        self.steps += 1
        ticket.share_done = done / total
        now = time.monotonic()
        if now - self._told_at >= PROGRESS_INTERVAL_S or done in {1, total}:
            self._told_at = now
            ticket.tell(Progress(done, total, self._remaining_s()))
        if now - self._announced_at >= ANNOUNCE_INTERVAL_S:
            self._announce()

    def _remaining_s(self) -> float:
        """Seconds until what is being painted is finished."""
        ticket = self._current
        return self._pace.remaining_s(ticket.kind, ticket.share_done, ticket.elapsed_s) if ticket else 0.0

    def _announce(self) -> None:
        """Tell everyone who waits their place and how long it will be."""
        self._announced_at = time.monotonic()
        expected_s = self._remaining_s()
        for place, ticket in enumerate(self._queue, start=1):
            expected_s += self._pace.expected_s(ticket.kind)
            ticket.tell(Queued(place, expected_s))


def _use_threads(threads: int) -> None:
    """Let models compute with so many CPU threads; what torch is told holds for the thread that tells it."""
    if threads:
        import torch

        torch.set_num_threads(threads)


def _stopping() -> ServiceUnavailableError:
    return ServiceUnavailableError("The service is stopping.", retry_after_s=5.0)

"""The engine as the event loop sees it: requests go in, and their events come back."""

import asyncio
import secrets
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import get_args

from generation.engine.painter import Painter
from generation.engine.stats import EngineStats
from generation.engine.studio import News
from generation.engine.ticket import Ticket
from generation.errors import GenerationError, ServiceUnavailableError
from generation.models.base import Model, Pixels
from generation.protocol import SEED_LIMIT, GenerationRequest, Priority


class Engine:
    """Paints requests, many at once, in a thread of its own. Keep `run` running, and `submit` requests.

    All methods belong to the event loop's thread.
    """

    def __init__(
        self,
        load: Callable[[str], Model],
        *,
        default_model: str,
        queue_limit: int,
        threads: int = 0,
        memory_bytes: int | None = None,
    ) -> None:
        """Make an engine.

        Args:
            load: loads a model by its name; called in the engine's thread. It may raise what it likes.
            default_model: of requests that name none.
            queue_limit: how many requests may wait.
            threads: CPU threads that models compute with; 0 leaves it to torch.
            memory_bytes: how much all loaded models may take together; None for as much as they like.
        """
        self._painter = Painter(load, memory_bytes)
        self._default_model = default_model
        self._queue_limit = queue_limit
        self._thread = ThreadPoolExecutor(1, "engine", _use_threads, (threads,))
        self._waiting: set[Ticket] = set()
        self._in_hand: set[Ticket] = set()
        self._stopping = False
        self.ready = False
        """Whether the default model is loaded and warm."""
        self.outcomes: Counter[str] = Counter()
        """Requests so far by how they ended: finished, failed, cancelled, refused."""

    @property
    def waiting(self) -> int:
        """How many requests wait to be painted."""
        return len(self._waiting)

    @property
    def busy(self) -> bool:
        """Whether any request is in hand."""
        return bool(self._in_hand)

    @property
    def steps(self) -> int:
        """Steps of the models so far."""
        return sum(model.steps for model in self._painter.studio.shelf.stats())

    def stats(self) -> EngineStats:
        """All that the engine counts, now."""
        studio = self._painter.studio
        waiting = Counter(ticket.request.priority for ticket in self._waiting)
        return EngineStats(
            models=studio.shelf.stats(),
            waiting={priority: waiting[priority] for priority in get_args(Priority)},
            painting=len(self._in_hand),
            outcomes=dict(self.outcomes),
            stages={stage: watch.read() for stage, watch in studio.stages.items()},
        )

    async def run(self, ready: Callable[[], None] = lambda: None) -> None:
        """Load and warm up the default model, call `ready`, then paint until cancelled; then end the thread.

        Raises:
            GenerationError: the default model can't be loaded.
        """
        loop = asyncio.get_running_loop()
        try:
            await loop.run_in_executor(self._thread, self._painter.warm_up, self._default_model)
            self.ready = True
            ready()

            def post(news: list[News]) -> None:
                loop.call_soon_threadsafe(self._deliver, news)

            await loop.run_in_executor(self._thread, self._painter.run, post)
        finally:
            self._stopping = True
            self._fail_all()
            self._painter.stop()
            await asyncio.to_thread(self._thread.shutdown)

    def submit(self, request: GenerationRequest, picture: Pixels | None = None) -> Ticket:
        """Take a request in. Close the ticket when you have done with it.

        Args:
            request: what to paint.
            picture: the request's picture, decoded and of the model's size.

        Raises:
            ServiceUnavailableError: the queue is full, or the engine is stopping.
        """
        if self._stopping:
            raise _stopping()
        if len(self._waiting) >= self._queue_limit:
            self.outcomes["refused"] += 1
            raise ServiceUnavailableError("The queue is full.", max(1.0, self._painter.teller.opening_s))
        seed = secrets.randbelow(SEED_LIMIT) if request.seed is None else request.seed
        ticket = Ticket(request, request.model or self._default_model, seed, self._on_end, picture)
        self._waiting.add(ticket)
        self._painter.submit(ticket)
        return ticket

    async def drain(self, grace_s: float) -> None:
        """Refuse new requests and fail those that wait; give the others `grace_s` seconds to end."""
        self._stopping = True
        for ticket in [*self._waiting]:  # another service may have done them before we come to them
            ticket.fail(_stopping())
        try:
            async with asyncio.timeout(grace_s):
                for ticket in [*self._in_hand]:
                    await ticket.ended.wait()
        except TimeoutError:
            self._fail_all()

    def _deliver(self, news: list[News]) -> None:
        for ticket, event in news:
            if isinstance(event, GenerationError):
                ticket.fail(event)
            else:
                ticket.tell(event)
                if ticket.started and ticket in self._waiting:
                    self._waiting.remove(ticket)
                    self._in_hand.add(ticket)

    def _on_end(self, ticket: Ticket) -> None:
        self._waiting.discard(ticket)
        self._in_hand.discard(ticket)
        self.outcomes[ticket.outcome] += 1
        if ticket.outcome != "finished":
            self._painter.give_up(ticket)

    def _fail_all(self) -> None:
        for ticket in [*self._in_hand, *self._waiting]:
            ticket.fail(_stopping())


def _use_threads(threads: int) -> None:
    """Let models compute with so many CPU threads; what torch is told holds for the thread that tells it."""
    if threads:
        import torch

        torch.set_num_threads(threads)


def _stopping() -> ServiceUnavailableError:
    return ServiceUnavailableError("The service is stopping.", retry_after_s=5.0)

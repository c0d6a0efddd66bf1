"""Who gets in: nobody while the service drains or the queue is full, and no user with too many requests."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from generation.engine.engine import Engine
from generation.engine.ticket import Drawn
from generation.errors import ServiceUnavailableError
from generation.models.base import Pixels
from generation.protocol import GenerationRequest
from generation.service.broadcast import Broadcast
from generation.service.guests import Guest
from generation.service.problems import draining, too_many


class Admission:
    """Hands requests to the engine, and counts those that each user has there.

    Args:
        engine: to be asked.
        requests_per_user: how many one user may have waiting or being painted.
    """

    def __init__(self, engine: Engine, requests_per_user: int) -> None:
        self._engine = engine
        self._requests_per_user = requests_per_user
        self._open: defaultdict[str, set[Broadcast]] = defaultdict(set)
        self.draining = False
        """Whether nobody gets in any more."""

    def begin(
        self,
        guest: Guest,
        request: GenerationRequest,
        picture: Pixels | None,
        encode: Callable[[Drawn], str],
        linger_s: float,
    ) -> Broadcast:
        """Have a request painted.

        Args:
            guest: who asks.
            request: what to paint.
            picture: the request's picture, decoded and of the model's size.
            encode, linger_s: as `Broadcast` takes them.

        Raises:
            ProblemError: not now; it says why, and when to come again.
        """
        if self.draining:
            raise draining()
        self._check_share(guest)
        try:
            ticket = self._engine.submit(replace(request, user=guest.name), picture)
        except ServiceUnavailableError as error:
            raise too_many("queue_full", "The queue is full.", error.retry_after_s) from None
        broadcast = Broadcast(ticket, encode, linger_s)
        own = self._open[guest.name]
        own.add(broadcast)
        broadcast.when_over(lambda: self._release(guest, broadcast))
        return broadcast

    def _check_share(self, guest: Guest) -> None:
        own = self._open.get(guest.name, set())
        if len(own) >= self._requests_per_user:
            wait_s = min((one.expected_s for one in own if one.expected_s is not None), default=None)
            message = f"This user has {len(own)} requests here already; more are not taken."
            raise too_many("user_limit", message, wait_s)

    def _release(self, guest: Guest, broadcast: Broadcast) -> None:
        own = self._open[guest.name]
        own.remove(broadcast)
        if not own:
            del self._open[guest.name]

    @contextmanager
    def saying_why(self) -> Iterator[None]:
        """What the engine gives up because the service drains fails with code "draining"."""
        try:
            yield
        except ServiceUnavailableError:
            if self.draining:
                raise draining() from None
            raise

"""Who gets in: nobody while the service drains or the queue is full, and nobody who has too much here."""

from collections import Counter, defaultdict
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

LISTENERS_LIMIT = 4
"""How often one request may be answered at once: who lost a connection may not know that it is lost."""


class Admission:
    """Hands requests to the engine, and counts those that each user and API key has here.

    A request counts until its painting has ended and its answers have reached their clients.

    Args:
        engine: to be asked.
        requests_per_user: how many one user may have here.
        requests_per_key: how many all users of one API key may have here together.
    """

    def __init__(self, engine: Engine, requests_per_user: int, requests_per_key: int) -> None:
        self._engine = engine
        self._requests_per_user = requests_per_user
        self._requests_per_key = requests_per_key
        self._holds: defaultdict[str, Counter[Broadcast]] = defaultdict(Counter)
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
        self._check_limits(guest)
        try:
            ticket = self._engine.submit(replace(request, user=guest.name), picture)
        except ServiceUnavailableError as error:
            raise too_many("queue_full", "The queue is full.", error.retry_after_s) from None
        broadcast = Broadcast(ticket, encode, linger_s)
        self._hold(guest, broadcast)
        broadcast.when_over(lambda: self._let_go(guest, broadcast))
        return broadcast

    @contextmanager
    def attending(self, guest: Guest, broadcast: Broadcast) -> Iterator[None]:
        """Someone is being answered. Raises ProblemError if too much is answered already."""
        if broadcast.listeners >= LISTENERS_LIMIT:
            raise too_many("user_limit", f"This request is being answered {LISTENERS_LIMIT} times.", None)
        if broadcast not in self._holds.get(guest.name, ()):  # it was painted earlier
            self._check_limits(guest)
        self._hold(guest, broadcast)
        try:
            with broadcast.attended():
                yield
        finally:
            self._let_go(guest, broadcast)

    def _check_limits(self, guest: Guest) -> None:
        self._check_limit(guest.name, self._requests_per_user, "user")
        self._check_limit(guest.key_name, self._requests_per_key, "key")

    def _check_limit(self, name: str, limit: int, whose: str) -> None:
        own = self._holds.get(name, ())
        if len(own) >= limit:
            wait_s = min((one.expected_s for one in own if one.expected_s is not None), default=None)
            message = f"This {whose} has {len(own)} requests here already; more are not taken."
            raise too_many(f"{whose}_limit", message, wait_s)

    def _hold(self, guest: Guest, broadcast: Broadcast) -> None:
        for name in (guest.name, guest.key_name):
            self._holds[name][broadcast] += 1

    def _let_go(self, guest: Guest, broadcast: Broadcast) -> None:
        for name in (guest.name, guest.key_name):
            holds = self._holds[name]
            holds[broadcast] -= 1
            if not holds[broadcast]:
                del holds[broadcast]
            if not holds:
                del self._holds[name]

    @contextmanager
    def saying_why(self) -> Iterator[None]:
        """What the engine gives up because the service drains fails with code "draining"."""
        try:
            yield
        except ServiceUnavailableError:
            if self.draining:
                raise draining() from None
            raise

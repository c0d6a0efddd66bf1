"""The header `Idempotency-Key`: who asks again, because an answer got lost, gets the same pictures."""

import hashlib
import re
import time
from collections import OrderedDict
from dataclasses import dataclass

from generation.errors import BadParameterError
from generation.service.broadcast import Broadcast
from generation.service.guests import Guest
from generation.service.problems import Problem, ProblemError
from generation.service.request_body import ImagesBody

HEADER = "Idempotency-Key"
WELL_FORMED = re.compile(r"[!-~]{1,255}")
LINGER_S = 10.0
"""How long a request with a key is painted on while nobody listens: who lost the connection comes again."""
KEPT_LIMIT = 1_000
"""Most finished answers that are kept, however small."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A request that was asked for with a key."""

    fingerprint: bytes
    """Of what was asked, to tell another request under the same key."""
    broadcast: Broadcast


Name = tuple[int, str]
"""A client's API key by its number, and the idempotency key: clients don't share theirs."""


class KeptAnswers:
    """Remembers requests with keys while they run, and then their answers: for a while, and so many.

    Failures are not remembered: asking again tries again.

    Args:
        limit_bytes: how much the kept pictures may take in all.
        kept_s: how long an answer is kept, in seconds.
    """

    def __init__(self, limit_bytes: int, kept_s: float) -> None:
        self._limit_bytes = limit_bytes
        self._kept_s = kept_s
        self._running: dict[Name, Kept] = {}
        self._finished: OrderedDict[Name, tuple[float, Kept]] = OrderedDict()  # with the time of its end
        self._bytes = 0

    def find(self, name: Name, body: ImagesBody) -> Broadcast | None:
        """The request of this name, running or finished; None if it must be painted.

        Raises:
            ProblemError: the name belongs to another request.
        """
        self._forget_old()
        kept = self._running.get(name) or self._finished.get(name, (0.0, None))[1]
        if kept is None or kept.broadcast.failure is not None:
            return None
        if kept.fingerprint != _fingerprint(body):
            raise ProblemError(
                Problem(
                    422,
                    f"This {HEADER} belongs to another request; use a new one for each.",
                    code="idempotency_key_reused",
                )
            )
        return kept.broadcast

    def keep(self, name: Name, body: ImagesBody, broadcast: Broadcast) -> None:
        """Remember a request that begins now."""
        kept = self._running[name] = Kept(_fingerprint(body), broadcast)
        broadcast.when_over(lambda: self._finish(name, kept))

    def stop_lingering(self) -> None:
        """Paint on only what someone listens to."""
        for kept in self._running.values():
            kept.broadcast.stop_lingering()

    def _finish(self, name: Name, kept: Kept) -> None:
        if self._running.get(name) is kept:  # after a failure, another one may have taken its place
            del self._running[name]
        if kept.broadcast.failure is None:
            kept.broadcast.drop_previews()
            self._finished[name] = time.monotonic(), kept
            self._bytes += kept.broadcast.size_bytes
            self._forget_old()

    def _forget_old(self) -> None:
        oldest_at = time.monotonic() - self._kept_s
        while self._finished:
            ended_at, kept = next(iter(self._finished.values()))
            fits = len(self._finished) <= KEPT_LIMIT and self._bytes <= self._limit_bytes
            if fits and ended_at >= oldest_at:
                return
            self._finished.popitem(last=False)
            self._bytes -= kept.broadcast.size_bytes


def name_of(header: str | None, guest: Guest) -> Name | None:
    """The name under which a request is remembered; None if it has no key. Raises BadParameterError."""
    if header is None:
        return None
    if not WELL_FORMED.fullmatch(header):
        raise BadParameterError(f"{HEADER} must be 1 to 255 visible ASCII characters.", param=HEADER)
    return guest.key, header


def _fingerprint(body: ImagesBody) -> bytes:
    return hashlib.sha256(f"{body.events} {body.model_dump_json()}".encode()).digest()

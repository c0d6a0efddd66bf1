"""X's rate limits for one user: told in headers, enforced by 429.

From docs.x.com/x-api/fundamentals/rate-limits.
"""

import math
import time
from dataclasses import dataclass

from bench.common.answers import Answer
from bench.common.call import Call
from bench.twitter.answers import problem

WINDOW_S = 900.0
PER_WINDOW = {
    "DELETE /2/tweets/{id}": 50,
    "GET /2/media/upload": 1_000,
    "GET /2/tweets/{id}": 900,
    "GET /2/users/me": 75,
    "GET /2/users/{id}/mentions": 300,
    "GET /2/users/{id}/tweets": 900,
    "POST /2/media/metadata": 500,
    "POST /2/media/upload": 500,
    "POST /2/tweets": 100,
}


@dataclass(slots=True)
class _Window:
    ends_at: float
    calls: int = 0


class Limits:
    """Counts calls by route."""

    def __init__(self) -> None:
        self._windows: dict[str, _Window] = {}
        self.times = 1
        """How many times X's own limits these are, for benches that can't take hours."""
        self.refused = 0
        """How many calls were over a limit."""

    def check(self, call: Call) -> tuple[Answer | None, dict[str, str]]:
        """The 429 that a call gets, if it does, and the headers for its answer."""
        now, limit = time.time(), PER_WINDOW[call.route] * self.times
        window = self._windows.get(call.route)
        if window is None or window.ends_at <= now:
            window = self._windows[call.route] = _Window(now + WINDOW_S)
        refusal = None
        if window.calls >= limit:
            self.refused += 1
            refusal = problem(429, "Too Many Requests")
        else:
            window.calls += 1
        return refusal, limit_headers(limit, limit - window.calls, window.ends_at)

    def use_up(self, route: str, for_s: float) -> None:
        """No more calls to a route for a while."""
        self._windows[route] = _Window(time.time() + for_s, PER_WINDOW[route] * self.times)


def limit_headers(limit: int, remaining: int, ends_at: float) -> dict[str, str]:
    """As X tells a limit."""
    return {
        "x-rate-limit-limit": str(limit),
        "x-rate-limit-remaining": str(remaining),
        "x-rate-limit-reset": str(math.ceil(ends_at)),
    }

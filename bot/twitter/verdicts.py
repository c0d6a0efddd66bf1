"""What an answer of X means for us, and what its headers say of its limits."""

import math
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.twitter.errors import NoError, NotNowError, PassingError, UnreadableError, XError
from bot.twitter.wire import Answer
from db.rate_limits import RateLimit

UNTOLD_REST = timedelta(seconds=60)
"""After a 429 that does not say when its window ends."""
LONGEST_WINDOW = timedelta(hours=24)
"""Of X's limits; a header that tells of a longer one is mistaken."""
_OURS = {401: "X refuses our keys", 402: "X's credits are used up"}
"""What the operator must mend."""
_OF_THE_APP = frozenset(
    {"client-forbidden", "oauth1-permissions", "unsupported-authentication", "usage-capped"}
)
"""Likewise: the ends of types of problems that have nothing to do with what was asked for."""
_WINDOWS = ("x-rate-limit", "x-user-limit-24hour", "x-app-limit-24hour")
_SHOWN_CHARS = 300


def error_of(answer: Answer, rest: timedelta, now: datetime) -> XError | None:
    """What is wrong with an answer; None if nothing is. `rest` is for refused keys and used-up credits.

    What is no JSON does not come from X itself but from something before it, and is never final.
    """
    status, said = answer.status, _said(answer)
    if answer.ok:
        return None if isinstance(answer.body, dict) else UnreadableError(f"X answered no JSON ({status}).")
    ours = "X does not let this app in" if _problem(answer) in _OF_THE_APP else _OURS.get(status)
    if ours:
        return NotNowError(f"{ours}: {said}", now + rest)
    if status == 429:
        limit = limit_of(answer.headers, now)
        until = limit.reset_at if limit and limit.remaining == 0 else now + UNTOLD_REST
        return NotNowError("X's rate limit is used up", max(until, now))
    if status >= 500 or status < 400 or status == 408 or not isinstance(answer.body, dict):
        return PassingError(f"X is in trouble: {said}", unclear=True)
    return NoError(f"X says no: {said}", status, duplicate=status == 403 and "duplicate" in said.lower())


def limit_of(headers: Mapping[str, str], now: datetime) -> RateLimit | None:
    """The limit that is nearest to its end, as the headers tell it; None if they don't."""
    found = [limit for window in _WINDOWS if (limit := _window(headers, window, now))]
    alive = [limit for limit in found if limit.reset_at > now]
    used_up = [limit for limit in alive if limit.remaining == 0]
    if used_up:
        return max(used_up, key=lambda limit: limit.reset_at)
    return min(alive, key=lambda limit: limit.remaining, default=None)


def _window(headers: Mapping[str, str], name: str, now: datetime) -> RateLimit | None:
    try:
        remaining, reset = int(headers[f"{name}-remaining"]), float(headers[f"{name}-reset"])
        if not math.isfinite(reset):
            return None
        return RateLimit(max(remaining, 0), min(datetime.fromtimestamp(reset, UTC), now + LONGEST_WINDOW))
    except (KeyError, ValueError, OverflowError, OSError):
        return None


def _problem(answer: Answer) -> str:
    """The end of the type of X's problem, which is a URL."""
    problem = answer.body.get("type") if isinstance(answer.body, dict) else None
    return str(problem).rpartition("/")[2]


def _said(answer: Answer) -> str:
    """X's own words, in any of the shapes that its errors have."""
    body: Any = answer.body if isinstance(answer.body, dict) else {}
    errors = body.get("errors")
    parts = [body.get("title"), body.get("detail"), body.get("message")]
    for error in errors if isinstance(errors, list) else []:
        if isinstance(error, dict):
            parts += [error.get("message"), error.get("detail")]
    words = " ".join(dict.fromkeys(str(part) for part in parts if part))
    return f"{answer.status} {words}"[:_SHOWN_CHARS].strip()

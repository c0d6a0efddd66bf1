"""What goes wrong in ways of Discord's own; see also `bench.common.faults`."""

from dataclasses import replace

from bench.common.answers import Answer
from bench.common.faults import Fault
from bench.discord.answers import ApiError, Problem
from bench.discord.limits import too_many_requests


def rate_limited(retry_after_s: float = 0.05, *, is_global: bool = False) -> Fault:
    """A 429 of Discord's own, with all its headers."""
    return Fault("429", lambda: too_many_requests(retry_after_s, is_global=is_global))


def rate_limited_without_headers(retry_after_s: float = 0.05) -> Fault:
    """A 429 with Discord's body but none of its headers."""
    return Fault("429 without headers", lambda: replace(too_many_requests(retry_after_s), headers={}))


def banned_by_cloudflare() -> Fault:
    """The page that the proxy before Discord shows to an address that made too many invalid calls."""
    page = "<html><title>Error 1015</title>You are being rate limited</html>"
    return Fault("429 by Cloudflare", lambda: Answer(429, text=page, headers={"Retry-After": "60"}))


def refused_as_too_large() -> Fault:
    """A 413 whatever the size, as happens where the limits told and enforced differ."""
    return Fault("413", ApiError(Problem.TOO_LARGE).answer)

"""What goes wrong in ways of X's own; see also `bench.common.faults`."""

import time

from bench.common.answers import Answer
from bench.common.faults import Fault
from bench.twitter.answers import forbidden, problem
from bench.twitter.limits import limit_headers


def rate_limited(reset_after_s: float) -> Fault:
    """A 429 that tells when the window ends. X tells whole seconds."""

    def answer() -> Answer:
        headers = limit_headers(100, 0, time.time() + reset_after_s)
        return problem(429, "Too Many Requests", headers=headers)

    return Fault("429", answer)


def rate_limited_without_reset() -> Fault:
    """A 429 without a word about its end."""
    return Fault("429 without reset", lambda: problem(429, "Too Many Requests"))


def credits_used_up() -> Fault:
    """What has been paid ahead is spent."""
    return Fault("402", lambda: problem(402, "CreditsDepleted", "Your account has no credits left."))


def unauthorized() -> Fault:
    """The keys have been revoked, or X thinks so."""
    return Fault("401", lambda: problem(401, "Unauthorized"))


def duplicate() -> Fault:
    """What X says to a text that is there already."""
    detail = "You are not allowed to create a Tweet with duplicate content."
    return Fault("403 duplicate", forbidden(detail).answer)


def internal_error() -> Fault:
    """X is broken, in JSON."""
    return Fault("500", lambda: problem(500, "Internal Server Error", "Something is broken."))

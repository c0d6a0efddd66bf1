"""What moderation does, as Prometheus reads it: since this process began."""

from prometheus_client import Counter

_judged = Counter("nonet_refusals", "Requests refused, or let through with doubts.", ["category", "decision"])
_decided = Counter("nonet_cases_decided", "Cases that moderators have decided.", ["kind", "decision"])
_done = Counter("nonet_moderator_actions", "What else moderators have done.", ["action"])


def judged(category: str, decision: str) -> None:
    """A request was refused, or let through with doubts."""
    _judged.labels(category, decision).inc()


def decided(kind: str, decision: str) -> None:
    """A case was decided."""
    _decided.labels(kind, decision).inc()


def acted(action: str) -> None:
    """Someone was banned, let in again, or noted about."""
    _done.labels(action).inc()

"""What X does to the bill, as Prometheus reads it: since this process began."""

from prometheus_client import Counter, Gauge

from bot.twitter.prices import MICROS, CallKind
from db.mentions import MentionDecision

_calls = Counter("nonet_twitter_calls", "Calls of X's API by how they ended.", ["call", "outcome"])
_dollars = Counter("nonet_twitter_spent_dollars", "What they cost.", ["call"])
_mentions = Counter("nonet_twitter_mentions", "Mentions by what became of them.", ["decision"])
_left = Gauge("nonet_twitter_budget_left_dollars", "What the caps leave for today.")
_held_up = Gauge("nonet_twitter_held_up", "1 while it has to wait.", ["what"])


def call_ended(kind: CallKind, outcome: str, cost_micros: int) -> None:
    """A call ended: `ok`, the status of an error, or `silence`."""
    _calls.labels(kind, outcome).inc()
    _dollars.labels(kind).inc(cost_micros / MICROS)


def mention_decided(decision: MentionDecision) -> None:
    """A mention was decided."""
    _mentions.labels(decision).inc()


def budget_left(micros: int) -> None:
    """What the caps leave was looked at."""
    _left.set(micros / MICROS)


def held_up(what: str, *, is_so: bool) -> None:
    """Calls of a kind, or accepting mentions, have to wait, or go on."""
    _held_up.labels(what).set(is_so)

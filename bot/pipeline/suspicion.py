"""How much someone is suspected, and what follows from it.

What someone is refused, reports about them that were right, and reports of theirs that were wrong each have a
weight (`moderation.weights` in the settings), which is halved with every half-life. Their sum is the score.
From `slow_at` on there is a time to wait between two jobs, which grows with the score. When the score reaches
`pause_at`, nothing may be asked for until it has fallen to half of that, so for one half-life at least, and
never for longer than `longest_pause_h`.

All of it is computed from what happened and when: nothing has to be brought up to date, and what is taken
back, as after an appeal, is as if it had never been.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil, log2

from bot.setting_sections import ModerationSettings
from db.suspicions import Suspicion

UPHELD, FALSE_REPORT = "upheld", "false-report"
"""Causes besides the categories of the filter."""
_FADED = 10
"""Half-lives after which a weight is less than a thousandth of what it was."""


@dataclass(frozen=True, slots=True)
class Regard:
    """How someone is looked upon at a moment."""

    score: float = 0.0
    wait_s: int = 0
    """Least seconds between two of their jobs; 0: no such limit."""
    paused_until: datetime | None = None
    """Nothing may be asked for until then; None: that is not so."""


def regard(events: Sequence[Suspicion], now: datetime, settings: ModerationSettings) -> Regard:
    """What follows from what happened up to now, oldest first."""
    half_life = timedelta(hours=settings.half_life_h)
    longest = timedelta(hours=settings.longest_pause_h)
    score, last, paused_until = 0.0, now, now
    for event in events:
        score = score * _share_left(event.at - last, half_life) + event.weight
        last = event.at
        if score >= settings.pause_at:
            lasts = half_life * log2(2 * score / settings.pause_at)
            paused_until = max(paused_until, event.at + min(lasts, longest))
    score *= _share_left(now - last, half_life)
    wait_s = ceil(settings.slow_s * score / settings.slow_at) if score >= settings.slow_at else 0
    return Regard(score, wait_s, paused_until if paused_until > now else None)


def counts_since(now: datetime, settings: ModerationSettings) -> datetime:
    """What is older than this weighs nothing any more, and nobody is paused because of it."""
    return now - timedelta(hours=max(_FADED * settings.half_life_h, settings.longest_pause_h))


def weight_of(cause: str, settings: ModerationSettings) -> float:
    """How much a cause counts at first."""
    return settings.weights.get(cause, 0.0)


def _share_left(passed: timedelta, half_life: timedelta) -> float:
    """What is left of a weight; clocks of several processes may differ a little."""
    return float(2.0 ** -max(passed / half_life, 0.0))

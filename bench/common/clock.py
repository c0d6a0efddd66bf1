"""A stand-in's time, which tests may put forward, and the ids that the platform makes of it."""

import itertools
import time


class Clock:
    """Real time, plus what it has been put forward by.

    Args:
        epoch_ms: from when on ids count milliseconds above their lower 22 bits, since 1970.
    """

    def __init__(self, epoch_ms: int) -> None:
        self._epoch_ms = epoch_ms
        self._ahead_s = 0.0
        self._numbers = itertools.count()

    def now(self) -> float:
        """Seconds since 1970."""
        return time.time() + self._ahead_s

    def advance(self, seconds: float) -> None:
        """Let this much time have passed."""
        self._ahead_s += seconds

    def snowflake(self, age_s: float = 0.0) -> int:
        """A new id that holds this moment, or one so long ago."""
        return int((self.now() - age_s) * 1000 - self._epoch_ms) << 22 | next(self._numbers) % (1 << 22)

    def moment(self, snowflake: int) -> float:
        """When an id was made, in seconds since 1970."""
        return ((snowflake >> 22) + self._epoch_ms) / 1000

    def age_s(self, snowflake: int) -> float:
        """How long ago an id was made."""
        return self.now() - self.moment(snowflake)

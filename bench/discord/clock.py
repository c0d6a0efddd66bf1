"""The stand-in's time, which tests may put forward, and the ids that Discord makes of it."""

import itertools
import time

DISCORD_EPOCH_MS = 1_420_070_400_000
"""The first moment of 2015, from which snowflakes count (discord.com/developers/docs/reference)."""
_FIRST_GUILD_MS = 157_000_000_000


class Clock:
    """Real time, plus what it has been put forward by."""

    def __init__(self) -> None:
        self._ahead_s = 0.0
        self._numbers = itertools.count()
        self._guilds = itertools.count(_FIRST_GUILD_MS)

    def now(self) -> float:
        """Seconds since 1970."""
        return time.time() + self._ahead_s

    def advance(self, seconds: float) -> None:
        """Let this much time have passed."""
        self._ahead_s += seconds

    def snowflake(self, age_s: float = 0.0) -> int:
        """A new id that holds this moment, or one so long ago."""
        return int((self.now() - age_s) * 1000 - DISCORD_EPOCH_MS) << 22 | next(self._numbers) % (1 << 22)

    def age_s(self, snowflake: int) -> float:
        """How long ago an id was made."""
        return self.now() - ((snowflake >> 22) + DISCORD_EPOCH_MS) / 1000

    def guild_snowflake(self) -> int:
        """A new id of a guild; `id >> 22` counts up, so that guilds spread evenly over shards."""
        return next(self._guilds) << 22

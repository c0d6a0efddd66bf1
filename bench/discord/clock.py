"""Discord's time and ids."""

import itertools

from bench.common.clock import Clock

DISCORD_EPOCH_MS = 1_420_070_400_000
"""The first moment of 2015, from which snowflakes count (discord.com/developers/docs/reference)."""
_FIRST_GUILD_MS = 157_000_000_000


class DiscordClock(Clock):
    """Makes ids of guilds too."""

    def __init__(self) -> None:
        super().__init__(DISCORD_EPOCH_MS)
        self._guilds = itertools.count(_FIRST_GUILD_MS)

    def guild_snowflake(self) -> int:
        """A new id of a guild; `id >> 22` counts up, so that guilds spread evenly over shards."""
        return next(self._guilds) << 22

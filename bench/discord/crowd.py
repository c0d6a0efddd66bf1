"""A crowd of people in several guilds, who use commands all at once."""

import asyncio
import itertools
import time

from bench.discord.server import StandIn
from bench.discord.world import Channel, Interaction, User

GUILDS, CHANNELS_PER_GUILD = 20, 2


class Crowd:
    """People with a place each, who draw."""

    def __init__(self, server: StandIn) -> None:
        self._server = server
        guilds = [server.world.add_guild(f"guild {number}") for number in range(GUILDS)]
        self._channels: list[Channel] = [
            server.world.add_channel(guild, f"channel {number}")
            for number in range(CHANNELS_PER_GUILD)
            for guild in guilds
        ]
        self._numbers = itertools.count(1)

    async def draw(self, count: int, within_s: float) -> list[Interaction]:
        """So many people use /draw, evenly over so many seconds."""
        began = time.monotonic()
        interactions = []
        for number in range(count):
            await asyncio.sleep(began + within_s * number / count - time.monotonic())
            interactions.append(self._draw(next(self._numbers)))
        return interactions

    def _draw(self, number: int) -> Interaction:
        person: User = self._server.world.add_user(f"person {number}")
        channel = self._channels[number % len(self._channels)]
        prompt = f"a red fox with {number} balloons"
        return self._server.people.slash(person, channel, "draw", prompt=prompt)

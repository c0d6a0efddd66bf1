"""The line under Nonet's name: which model paints, and how long the queue is."""

import asyncio

import discord
import structlog

from bot.discord.connection.client import NonetBot
from db import jobs
from db.errors import DatabaseError

EVERY_S = 30.0
"""Discord allows five changes within 20 seconds for each shard; nobody needs that many."""

log: structlog.stdlib.BoundLogger = structlog.get_logger()


class Presence:
    """Keeps the line up to date, with as few calls as possible."""

    def __init__(self, bot: NonetBot) -> None:
        self._bot = bot
        self._shown = ""

    async def run(self) -> None:
        """Look at the queue from time to time, until cancelled."""
        await self._bot.wait_until_ready()
        while True:
            try:
                await self.update()
            except (DatabaseError, discord.DiscordException, OSError) as error:
                log.warning("presence not shown", error=str(error))
            await asyncio.sleep(EVERY_S)

    async def update(self) -> None:
        """Show the line if it has changed.

        Raises:
            DatabaseError: the queue can't be read.
            discord.DiscordException, OSError: a shard is not connected just now.
        """
        async with self._bot.desk.database.reading() as session:
            waiting = await jobs.count_waiting(session)
        line = _line(self._bot.settings.generation.model, waiting)
        if line == self._shown:
            return
        activity = discord.CustomActivity(line)
        self._bot.activity = activity  # for shards that have to begin a new session
        await self._bot.change_presence(activity=activity)
        self._shown = line


def _line(model: str, waiting: int) -> str:
    """In English: everybody sees the same."""
    return f"/draw · {model} · {waiting} waiting" if waiting else f"/draw · {model}"

"""Nonet itself, in this process, connected to a stand-in and to a painter of plain squares."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bench.discord.painter import Painter
from bench.discord.server import TOKEN, StandIn
from bench.discord.waiting import until
from bot.app import run
from bot.settings import Settings

QUEUE = {"workers": 4, "lease_s": 5.0, "heartbeat_s": 0.5, "poll_s": 0.05, "retry_s": 0.05}
"""Waits that suit a test."""


def settings_for(folder: Path, painter: Painter, **discord: object) -> Settings:
    """As by default, but impatient; `discord` are settings of that front."""
    return Settings.model_validate(
        {
            "data_dir": folder,
            "web": {"enabled": False},
            "generation": {"url": painter.url},
            "discord": {"token": TOKEN, "shard_count": 1} | discord,
            "queue": QUEUE,
        }
    )


@asynccontextmanager
async def nonet(server: StandIn, settings: Settings) -> AsyncIterator[None]:
    """Nonet, at work until the block ends; then it stops as on Ctrl-C."""
    sessions = len(server.gateway.sessions)
    shards = len(settings.discord.shard_ids) or settings.discord.shard_count
    stop = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        group.create_task(run(settings, lambda _: None, stop))
        try:
            await until(lambda: len(server.gateway.sessions) == sessions + shards and server.world.commands)
            yield
        finally:
            stop.set()

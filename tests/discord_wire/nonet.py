"""Nonet itself, in this process, connected to a stand-in and to a painter of noise."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bench.common.ledger import accepted_jobs, opened, when_settled
from bench.common.painter import Painter
from bench.common.waiting import until
from bench.discord.outcomes import outcomes
from bench.discord.server import TOKEN, StandIn
from bench.discord.world import Message
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


async def outcomes_of(server: StandIn, settings: Settings, jobs: int) -> list[int]:
    """How often each accepted job was answered, when there are at least so many and none owes an answer."""
    async with opened(settings.data_dir / "nonet.db") as database:
        await when_settled(database, 90.0, at_least=jobs)
        counts = outcomes(server.world.messages_of_bot(), await accepted_jobs(database))
    return list(counts.values())


def is_result(message: Message | None) -> bool:
    """Whether it shows a collage."""
    return bool(message and message.attachments and "collage" in message.attachments[0].filename)

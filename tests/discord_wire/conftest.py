"""For each test a stand-in, a painter, and plain discord.py clients that know nothing of Nonet."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import discord
import pytest
from discord import app_commands

from bench.common.painter import Painter, painter
from bench.discord.pointing import pointed_at
from bench.discord.server import TOKEN, StandIn, stand_in
from bench.discord.world import Channel
from bot.settings import Settings
from tests.discord_wire.nonet import settings_for


class PlainClient(discord.AutoShardedClient):
    """Writes down what it is told."""

    def __init__(self, **options: Any) -> None:
        super().__init__(intents=discord.Intents.default(), guild_ready_timeout=0.05, **options)
        self.tree = app_commands.CommandTree(self)
        self.seen: list[str] = []
        self.heard: list[str] = []

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """At once; discord.py waits for 5 s between shards."""

    async def on_socket_event_type(self, name: str) -> None:
        self.seen.append(name)

    async def on_message(self, message: discord.Message) -> None:
        if message.author != self.user:
            self.heard.append(message.content)


@asynccontextmanager
async def connected(client: PlainClient) -> AsyncIterator[PlainClient]:
    """The client, ready, until the block ends."""
    async with client:
        await client.login(TOKEN)
        running = asyncio.create_task(client.connect())
        ready = asyncio.create_task(client.wait_until_ready())
        done, _ = await asyncio.wait([running, ready], timeout=20, return_when=asyncio.FIRST_COMPLETED)
        assert ready in done, running
        yield client
    await asyncio.wait([running], timeout=20)


@pytest.fixture
async def server() -> AsyncIterator[StandIn]:
    async with stand_in() as server:
        server.interactions.first_answer_s = 60.0  # tests measure no time, and the machine may be busy
        with pointed_at(server.api_url, server.gateway_url):
            yield server


@pytest.fixture
async def client(server: StandIn) -> AsyncIterator[PlainClient]:
    async with connected(PlainClient()) as client:
        yield client


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """discord.py waits for seconds before it tries again; here it hardly does, whatever limits say."""

    async def short_sleep(seconds: float) -> None:
        await asyncio.sleep(min(seconds, 0.05))

    for module in (discord.http, discord.webhook.async_):
        hasty = SimpleNamespace(**vars(asyncio) | {"sleep": short_sleep})
        monkeypatch.setattr(module, "asyncio", hasty)


@pytest.fixture
async def service() -> AsyncIterator[Painter]:
    async with painter() as service:
        yield service


@pytest.fixture
def settings(tmp_path: Path, service: Painter, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.chdir(tmp_path)  # away from anyone's config.toml
    return settings_for(tmp_path, service)


@pytest.fixture
def channel(server: StandIn) -> Channel:
    return server.world.add_channel(server.world.add_guild())

"""Discord's troubles, on a stand-in for Discord: who must act, who must wait, and what goes on meanwhile."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from bench.common.faults import server_error
from bench.common.waiting import until
from bench.discord.pointing import pointed_at
from bench.discord.server import TOKEN, StandIn, stand_in
from bot.app import run
from bot.discord.connection import runner
from bot.discord.connection.client import Interaction
from bot.discord.connection.runner import Runner
from bot.discord.desk import Desk
from bot.discord.front import DiscordFront
from bot.errors import DeliveryError, SettingsError
from bot.pipeline.progress import Rendered
from bot.pipeline.request import Place
from bot.settings import Settings

Lines = list[dict[str, Any]]
INVALID_TOKEN = 4004


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runner, "FIRST_REST_S", 0.01)


@pytest.fixture
async def server() -> AsyncIterator[StandIn]:
    async with stand_in() as server:
        with pointed_at(server.api_url, server.gateway_url):
            yield server


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return with_token(settings, TOKEN)


def with_token(settings: Settings, token: str) -> Settings:
    discord = settings.discord.model_copy(update={"token": SecretStr(token)})
    return settings.model_copy(update={"discord": discord})


@pytest.fixture
async def discord(
    server: StandIn, settings: Settings, desk: Desk, front: DiscordFront
) -> AsyncIterator[Runner]:
    discord = Runner(settings, desk, front)
    yield discord
    await discord.close()


@pytest.fixture
async def running(discord: Runner, server: StandIn) -> AsyncIterator["asyncio.Task[None]"]:
    """Logged in and connected."""
    await discord.start()
    task = asyncio.create_task(discord.run())
    await until(lambda: server.gateway.sessions and server.world.commands)
    yield task
    await cancel(task)


async def cancel(task: "asyncio.Task[None]") -> None:
    task.cancel()
    await asyncio.wait([task])


async def test_a_wrong_token_stops_the_start_with_a_sentence_that_helps(
    server: StandIn, settings: Settings, desk: Desk, front: DiscordFront
) -> None:
    with pytest.raises(SettingsError, match=r"discord\.token .* Copy it anew"):
        await Runner(with_token(settings, "wrong"), desk, front).start()


async def test_nonet_run_ends_with_that_sentence(server: StandIn, settings: Settings) -> None:
    elsewhere = settings.generation.model_copy(update={"url": "http://127.0.0.1:9"})
    no_page = settings.web.model_copy(update={"enabled": False})
    settings = with_token(settings, "wrong").model_copy(update={"generation": elsewhere, "web": no_page})
    with pytest.raises(SettingsError, match="Copy it anew"):
        await run(settings, print, asyncio.Event())


async def test_without_a_network_all_else_starts_and_discord_follows(
    discord: Runner, server: StandIn, log_lines: Lines
) -> None:
    server.faults.for_calls("GET /users/@me", {1}, server_error(503))

    await discord.start()
    assert [line["event"] for line in log_lines if line["log_level"] == "warning"] == ["Discord not reached"]
    task = asyncio.create_task(discord.run())

    await until(lambda: server.gateway.sessions)
    await cancel(task)


async def test_a_token_that_was_changed_meanwhile_is_tried_again(
    running: "asyncio.Task[None]", server: StandIn, log_lines: Lines
) -> None:
    await server.gateway.disconnect(code=INVALID_TOKEN)

    await until(lambda: len(server.gateway.sessions) == 2)
    assert any(line["event"] == "Discord lost" for line in log_lines)
    assert not running.done()


async def test_commands_that_discord_did_not_take_are_sent_again(discord: Runner, server: StandIn) -> None:
    route = "PUT /applications/{application_id}/commands"
    server.faults.for_calls(route, {1, 2}, server_error(503))

    await discord.start()
    task = asyncio.create_task(discord.run())

    await until(lambda: server.world.commands)
    await cancel(task)
    assert len(server.journal.of(route)) == 3


async def test_an_answer_under_way_is_finished_before_the_end(
    running: "asyncio.Task[None]", discord: Runner, server: StandIn
) -> None:
    begun = asyncio.Event()

    async def slowly(interaction: Interaction) -> None:
        await interaction.response.defer()
        begun.set()
        await asyncio.sleep(0.3)
        await interaction.edit_original_response(content="done")

    bot = discord._bot
    assert bot
    command = bot.tree.get_command("help")
    assert command
    command._callback = slowly  # type: ignore[union-attr]  # a command that takes its time
    command.binding = None  # type: ignore[union-attr]
    guild = server.world.add_guild()
    channel = server.world.add_channel(guild)
    asked = server.people.slash(server.world.add_user("alice"), channel, "help")
    await asyncio.wait_for(begun.wait(), 30.0)

    await cancel(running)

    assert asked.answer.content == "done"


async def test_the_front_delivers_nothing_without_a_connection_and_waits_for_the_next(
    discord: Runner, front: DiscordFront, tmp_path: Path
) -> None:
    place = Place("discord", "")
    for _ in range(2):
        with pytest.raises(DeliveryError) as caught:
            await front.deliver("job", place, tmp_path)
        assert not caught.value.final
        await front.tell("job", place, Rendered())  # nothing to show it with, and no harm
        await discord.start()
        assert front.is_connected
        await discord.close()
    assert not front.is_connected

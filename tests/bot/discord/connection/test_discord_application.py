"""`nonet check` says whether the token works, and how to invite Nonet."""

from collections.abc import AsyncIterator
from urllib.parse import parse_qs, urlsplit

import discord
import pytest
from pydantic import SecretStr

from bench.discord.pointing import pointed_at
from bench.discord.server import TOKEN, StandIn, stand_in
from bot.check import LOOKS, Level
from bot.discord.connection.application import invite_link
from bot.errors import SettingsError
from bot.setting_sections import DiscordSettings
from bot.settings import Settings


@pytest.fixture
async def server() -> AsyncIterator[StandIn]:
    async with stand_in() as server:
        with pointed_at(server.api_url, server.gateway_url):
            yield server


async def look(token: str) -> tuple[Level, str]:
    return await LOOKS["discord"](Settings(discord=DiscordSettings(token=SecretStr(token))))


async def test_without_a_token_discord_is_off() -> None:
    assert await look("") == (Level.OFF, "discord.token is not set")


async def test_a_good_token_comes_with_the_link_that_invites(server: StandIn) -> None:
    level, message = await look(TOKEN)
    assert level is Level.OK
    assert server.world.bot.name in message
    assert f"client_id={server.world.application_id}" in message
    assert TOKEN not in message


async def test_a_wrong_token_is_told_with_what_to_do(server: StandIn) -> None:
    with pytest.raises(SettingsError, match="Copy it anew"):
        await look("wrong")


async def test_no_network_is_told_as_such() -> None:
    with pointed_at("http://127.0.0.1:9", "ws://127.0.0.1:9"), pytest.raises(SettingsError, match="reached"):
        await look(TOKEN)


def test_the_link_asks_for_the_least() -> None:
    asked = parse_qs(urlsplit(invite_link(42)).query)
    assert asked["scope"] == ["bot applications.commands"]
    permissions = discord.Permissions(int(asked["permissions"][0]))
    assert {name for name, given in permissions if given} == {
        "read_messages",  # of the channels that it may see; their content is another matter
        "send_messages",
        "send_messages_in_threads",
        "attach_files",
        "create_public_threads",
        "read_message_history",
    }

"""Discord is told of the commands when they have changed, and only then."""

import discord
import pytest
from simcord import Env

from bot.discord.connection.client import NonetBot
from bot.discord.connection.sync import sync_commands
from bot.discord.desk import Desk
from bot.settings import Settings


def times_sent(env: Env) -> int:
    return sum(entry.method == "PUT" and entry.path.endswith("/commands") for entry in env.http_requests)


async def restarted(env: Env, settings: Settings, desk: Desk, **discord_settings: object) -> NonetBot:
    """The next process, which may have other settings."""
    changed = settings.discord.model_copy(update=discord_settings)
    bot = NonetBot(settings.model_copy(update={"discord": changed}), desk)
    await env.restart_bot(bot)
    return bot


async def test_a_restart_sends_nothing(env: Env, bot: NonetBot, settings: Settings, desk: Desk) -> None:
    assert times_sent(env) == 1
    ids = bot.command_ids
    bot = await restarted(env, settings, desk)
    await sync_commands(bot)
    assert times_sent(env) == 1
    assert bot.command_ids == ids
    assert ids["help"]


async def test_a_changed_command_is_sent(env: Env, settings: Settings, desk: Desk) -> None:
    bot = await restarted(env, settings, desk)
    command = bot.tree.get_command("help")
    assert isinstance(command, discord.app_commands.Command)
    command.description = "See how it works now"
    await sync_commands(bot)
    assert times_sent(env) == 2


async def test_a_changed_translation_is_sent(
    env: Env, settings: Settings, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    bot = await restarted(env, settings, desk)
    monkeypatch.setattr("bot.discord.connection.translator.FluentTranslator.translate", nothing)
    await sync_commands(bot)
    assert times_sent(env) == 2


async def nothing(*_: object) -> None:
    return None


async def test_only_the_process_of_the_first_shard_sends(env: Env, settings: Settings, desk: Desk) -> None:
    bot = await restarted(env, settings, desk)
    command = bot.tree.get_command("help")
    assert isinstance(command, discord.app_commands.Command)
    command.description = "See how it works now"

    bot.shard_ids = [2, 3]
    await sync_commands(bot)
    assert times_sent(env) == 1
    assert bot.command_ids["help"]

    bot.shard_ids = [0, 1]
    await sync_commands(bot)
    assert times_sent(env) == 2

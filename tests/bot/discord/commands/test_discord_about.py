"""/help and /about tell each person, in their language, what can be done and what should be known."""

from collections.abc import Callable

import discord
import pytest
from simcord import ChannelHandle, Env, GuildHandle, MemberActor

from bot.discord.connection.client import NonetBot
from bot.texts.texts import LANGUAGES, texts_for


async def test_help_lists_commands_as_links_that_can_be_clicked(
    alice: MemberActor, channel: ChannelHandle, bot: NonetBot
) -> None:
    result = await alice.slash(channel, "help")
    shown = str(result.response.components)
    assert result.response.ephemeral
    assert f"</draw:{bot.command_ids['draw']}> · Nine pictures of whatever you think of" in shown
    assert f"</privacy export:{bot.command_ids['privacy']}>" in shown
    assert "/status" not in shown
    assert "/settings" not in shown


async def test_help_tells_those_who_manage_the_server_of_its_settings(
    env: Env, guild: GuildHandle, channel: ChannelHandle
) -> None:
    role = guild.create_role("admin", permissions=discord.Permissions(administrator=True))
    admin = guild.add_member(env.create_user("bob"), roles=[role])
    assert "</settings:" in str((await admin.slash(channel, "help")).response.components)


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
async def test_help_and_about_speak_the_persons_language(
    alice: MemberActor, channel: ChannelHandle, speak: Callable[..., None], language: str
) -> None:
    speak("es-ES" if language == "es" else language)
    for command in ("help", "about"):
        shown = str((await alice.slash(channel, command)).response.components)
        assert texts_for(language)(f"about-{'help-' * (command == 'help')}title") in shown


async def test_a_model_that_nobody_knows_is_left_to_its_operator(
    alice: MemberActor, channel: ChannelHandle, bot: NonetBot
) -> None:
    painter = bot.settings.generation.model_copy(update={"model": "my_own_model"})
    bot.settings = bot.settings.model_copy(update={"generation": painter})
    shown = str((await alice.slash(channel, "about")).response.components)
    assert r"my\\_own\\_model" in shown
    assert "whoever runs this Nonet" in shown


async def test_about_names_the_model_with_licence_limits_and_biases(
    alice: MemberActor, channel: ChannelHandle
) -> None:
    result = await alice.slash(channel, "about")
    shown = str(result.response.components)
    for fact in ("nonet-small", "Apache-2.0", "can't write", "yellow figures", "90 days"):
        assert fact in shown

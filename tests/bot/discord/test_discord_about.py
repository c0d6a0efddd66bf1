"""/help and /about tell each person, in their language, what can be done and what should be known."""

import discord
from simcord import ChannelHandle, MemberActor

from bot.discord.client import NonetBot


async def test_help_lists_commands_as_links_that_can_be_clicked(
    alice: MemberActor, channel: ChannelHandle, bot: NonetBot
) -> None:
    result = await alice.slash(channel, "help")
    shown = str(result.response.components)
    assert result.response.ephemeral
    assert f"</draw:{bot.command_ids['draw']}>" in shown
    assert "/status" not in shown
    assert "/settings" not in shown


async def test_about_names_the_model_with_licence_limits_and_biases(
    alice: MemberActor, channel: ChannelHandle
) -> None:
    result = await alice.slash(channel, "about")
    shown = str(result.response.components)
    for fact in ("nonet-small", "Apache-2.0", "can't write", "yellow figures", "90 days"):
        assert fact in shown

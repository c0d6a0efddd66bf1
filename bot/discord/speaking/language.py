"""Which language something is said in: each person's own, or the server's for what all members see."""

from typing import Any

import discord
from sqlalchemy.ext.asyncio import AsyncSession

from bot.discord.desk import DISCORD
from bot.texts.texts import Texts, texts_for
from db import servers


def texts_of(interaction: discord.Interaction[Any]) -> Texts:
    """The sentences for the person alone, in the language of their Discord."""
    return texts_for(interaction.locale.value)


async def public_texts(
    interaction: discord.Interaction[Any], chosen: "AsyncSession | servers.ServerChoices"
) -> Texts:
    """The sentences for everyone who sees the answer: as the server chose, else as Discord says of it.

    Args:
        interaction: that is answered.
        chosen: what the server has chosen, or a session to look it up.
    """
    if interaction.guild_id is None:
        return texts_of(interaction)
    if isinstance(chosen, AsyncSession):
        chosen = await servers.choices(chosen, DISCORD, str(interaction.guild_id))
    return texts_for(chosen.language or (interaction.guild_locale or interaction.locale).value)

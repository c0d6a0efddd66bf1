"""Which language something is said in: each person's own, or the server's for what all members see."""

from typing import Any

import discord

from bot.texts.texts import Texts, texts_for
from db.servers import ServerChoices


def texts_of(interaction: discord.Interaction[Any]) -> Texts:
    """The sentences for the person alone, in the language of their Discord."""
    return texts_for(interaction.locale.value)


def language_of(client: discord.Client, server: str | None, choices: ServerChoices) -> str | None:
    """What is spoken on a server: as it chose, else as Discord says of it; None: nobody knows."""
    guild = client.get_guild(int(server)) if server else None
    return choices.language or (guild.preferred_locale.value if guild else None)


def public_texts(interaction: discord.Interaction[Any], choices: ServerChoices) -> Texts:
    """The sentences for everyone who sees the answer: as the server chose, else as Discord says of it."""
    if interaction.guild_id is None:
        return texts_of(interaction)
    return texts_for(choices.language or (interaction.guild_locale or interaction.locale).value)

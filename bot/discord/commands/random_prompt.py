"""/random: for whom nothing comes to mind."""

import random
from typing import TYPE_CHECKING, Any

from discord import ButtonStyle, app_commands, ui
from discord.app_commands import locale_str

from bot.discord.asking.ask import ask, server_of
from bot.discord.card.escape import escape, units
from bot.discord.card.frame import YELLOW, note_card
from bot.discord.cog import NonetCog
from bot.discord.desk import DISCORD
from bot.discord.items import LastingItem
from bot.discord.speaking.language import texts_of
from bot.pipeline.request import Options
from bot.prompts.random_prompt import LONGEST_CHARS, random_prompt
from bot.texts.texts import Texts
from db import library

if TYPE_CHECKING:
    from bot.discord.connection.client import Interaction

_CHANCE = random.SystemRandom()
_FROM_SERVER = 0.2


class RandomCommands(NonetCog):
    """Prompts by chance."""

    @app_commands.command(
        name=locale_str("random", key="commands-random-name"),
        description=locale_str("Get an idea what to draw", key="commands-random-description"),
    )
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def random(self, interaction: "Interaction") -> None:
        """Suggest a prompt to whoever asked."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        await _suggest(interaction)


class DrawSuggestion(LastingItem, template=r"random-draw:(?P<prompt>.{1,80})"):
    """Draws the prompt, which it carries itself."""

    async def press(self, interaction: "Interaction") -> None:
        """Ask for the job as /draw does."""
        await ask(interaction, self.given["prompt"], Options())


class SuggestAnother(LastingItem, template="random-another"):
    """Suggests another prompt in place of this one."""

    async def press(self, interaction: "Interaction") -> None:
        """Suggest it."""
        await interaction.response.defer()
        await _suggest(interaction)


def suggestion(prompt: str, texts: Texts) -> ui.LayoutView:
    """A prompt, with buttons to draw it or to get another."""
    draw: ui.Button[Any] = ui.Button(
        label=texts("library-random-draw"),
        emoji="🎨",
        style=ButtonStyle.primary,
        custom_id=f"random-draw:{prompt}",
    )
    another: ui.Button[Any] = ui.Button(
        label=texts("library-random-another"), emoji="🎲", custom_id="random-another"
    )
    return note_card(YELLOW, f"{texts('library-random-title')}\n## {escape(prompt)}", draw, another)


async def _suggest(interaction: "Interaction") -> None:
    view = suggestion(await _idea(interaction), texts_of(interaction))
    await interaction.edit_original_response(view=view)


async def _idea(interaction: "Interaction") -> str:
    """Now and then what the server's members have published or like, else a prompt of ours."""
    server = server_of(interaction)
    if server and _CHANCE.random() < _FROM_SERVER:
        async with interaction.client.desk.database.reading() as session:
            theirs = await library.random_prompt(session, DISCORD, server)
        if theirs and theirs.isprintable() and units(theirs) <= LONGEST_CHARS:
            return theirs
    return random_prompt(_CHANCE)


ITEMS = (DrawSuggestion, SuggestAnother)

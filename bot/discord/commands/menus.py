"""What the menu of a message offers: to draw what it says."""

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.app_commands import locale_str
from discord.ext import commands

from bot.discord.asking.ask import ask
from bot.discord.asking.wording import text_of
from bot.discord.card.escape import shorten
from bot.errors import BadRequestError
from bot.pipeline.request import Options

if TYPE_CHECKING:
    from bot.discord.connection.client import Interaction, NonetBot


class Menus(commands.Cog):
    """Apps menu of messages."""

    def __init__(self, bot: "NonetBot") -> None:
        self._bot = bot
        self._draw_this = app_commands.ContextMenu(
            name=locale_str("Draw this", key="commands-draw-this-name"),
            callback=self.draw_this,
            allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
            allowed_contexts=app_commands.AppCommandContext(
                guild=True, dm_channel=True, private_channel=True
            ),
        )

    async def cog_load(self) -> None:
        """Add the menu to the commands."""
        self._bot.tree.add_command(self._draw_this)

    async def cog_unload(self) -> None:
        """Take it away again."""
        self._bot.tree.remove_command(self._draw_this.name, type=self._draw_this.type)

    async def draw_this(self, interaction: "Interaction", message: discord.Message) -> None:
        """Ask for what the message says, judged like any prompt."""
        prompt = text_of(message)
        if not prompt:
            raise BadRequestError("There are no words in this message to draw.", key="asking-no-words")
        await ask(interaction, shorten(prompt, self._bot.settings.limits.prompt_chars), Options())

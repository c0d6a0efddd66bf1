"""What our cogs have in common."""

from typing import TYPE_CHECKING

from discord.ext import commands

if TYPE_CHECKING:
    from bot.discord.connection.client import NonetBot


class NonetCog(commands.Cog):
    """Commands or listeners of the bot, which makes each cog for itself."""

    def __init__(self, bot: "NonetBot") -> None:
        self._bot = bot

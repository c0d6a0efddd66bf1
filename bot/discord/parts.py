"""What the Discord front consists of: every cog, and every button and select that outlives restarts."""

from typing import Any

from discord.ext import commands
from discord.ui import DynamicItem

from bot.discord.commands.draw import DrawCommand
from bot.discord.commands.menus import Menus
from bot.discord.mentions import Mentions

COGS: tuple[type[commands.Cog], ...] = (
    DrawCommand,
    Menus,
    Mentions,
)
"""Each is made with the bot as its only argument."""
ITEMS: tuple[type[DynamicItem[Any]], ...] = ()

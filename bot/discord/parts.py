"""What the Discord front consists of: every cog, and every button and select that outlives restarts."""

from typing import Any

from discord.ext import commands
from discord.ui import DynamicItem

COGS: tuple[type[commands.Cog], ...] = ()
"""Each is made with the bot as its only argument."""
ITEMS: tuple[type[DynamicItem[Any]], ...] = ()

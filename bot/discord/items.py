"""Buttons and menus of which nothing is kept: their ids say all, so they last as long as their messages."""

import re
from abc import abstractmethod
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

import discord
from discord import ui

from bot.discord.speaking.funnel import guarding

if TYPE_CHECKING:
    from bot.discord.connection.client import Interaction


class LastingItem(ui.DynamicItem[ui.Item[Any]], template="(?!)"):
    """What they have in common. A subclass names its ids with `template=`, and says what a press does."""

    def __init__(self, item: ui.Item[Any], given: Mapping[str, str]) -> None:
        super().__init__(item)
        self.given = given
        """The named parts of the id; empty where it has none."""

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """The item that was pressed."""
        return cls(item, match.groupdict(""))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Do it, or say why not."""
        async with guarding(interaction):
            await self.press(interaction)

    @abstractmethod
    async def press(self, interaction: "Interaction") -> None:
        """What it does. Every error is answered for."""


def values_of(interaction: discord.Interaction[Any]) -> list[str]:
    """What was chosen in a menu."""
    data: Any = interaction.data or {}
    return list(data.get("values", []))

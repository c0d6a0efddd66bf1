"""Buttons and menus of lists. What they show depends on who presses them, so nobody sees another's list."""

import re
from typing import Any, Self

import discord
from discord import ui

from bot.discord.album.actions import offer_deletion, open_card, show_page
from bot.discord.album.layout import DELETE, OPEN, TURN
from bot.discord.album.shelves import Edge, Shelf
from bot.discord.pressing.press import values_of
from bot.discord.speaking.funnel import guarding


class Turn(
    ui.DynamicItem[ui.Item[Any]],
    template=rf"{TURN}:(?P<shelf>[a-z]+):(?P<way>older|newer):(?P<job>[\w-]{{0,64}})",
):
    """Turns to another page."""

    def __init__(self, item: ui.Item[Any], shelf: Shelf, edge: Edge) -> None:
        super().__init__(item)
        self._shelf = shelf
        self._edge = edge

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """The button that was pressed."""
        job_id = match["job"] or None
        edge = Edge(before=job_id) if match["way"] == "older" else Edge(after=job_id)
        return cls(item, Shelf(match["shelf"]), edge)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Show the page in place of the one that the button stands on."""
        async with guarding(interaction):
            await interaction.response.defer()
            await show_page(interaction, self._shelf, self._edge)


class _JobMenu(ui.DynamicItem[ui.Item[Any]], template="(?!)"):
    """A menu of jobs."""

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction[Any], item: ui.Item[Any], _match: re.Match[str], /
    ) -> Self:
        """The menu in which a job was chosen."""
        return cls(item)


class OpenMenu(_JobMenu, template=OPEN):
    """Shows a job's card again, to whoever chooses it."""

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Show it."""
        async with guarding(interaction):
            await interaction.response.defer(ephemeral=True, thinking=True)
            await open_card(interaction, values_of(interaction)[0])


class DeleteMenu(_JobMenu, template=DELETE):
    """Deletes a job, after a question."""

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Ask whether it is meant."""
        async with guarding(interaction):
            await interaction.response.defer(ephemeral=True, thinking=True)
            await offer_deletion(interaction, values_of(interaction)[0])


ITEMS = (Turn, OpenMenu, DeleteMenu)

"""Buttons and menus of lists. What they show depends on who presses them, so nobody sees another's list."""

from typing import TYPE_CHECKING

from bot.discord.album.actions import offer_deletion, open_card, show_page
from bot.discord.album.layout import DELETE, OPEN, TURN
from bot.discord.album.shelves import Edge, Shelf
from bot.discord.items import LastingItem, values_of

if TYPE_CHECKING:
    from bot.discord.connection.client import Interaction


class Turn(
    LastingItem,
    template=rf"{TURN}:(?P<shelf>{'|'.join(Shelf)}):(?P<way>older|newer):(?P<job>[\w-]{{0,64}})",
):
    """Turns to another page."""

    async def press(self, interaction: "Interaction") -> None:
        """Show the page in place of the one that the button stands on."""
        await interaction.response.defer()
        job_id = self.given["job"] or None
        edge = Edge(before=job_id) if self.given["way"] == "older" else Edge(after=job_id)
        await show_page(interaction, Shelf(self.given["shelf"]), edge)


class OpenMenu(LastingItem, template=OPEN):
    """Shows a job's card again, to whoever chooses it."""

    async def press(self, interaction: "Interaction") -> None:
        """Show it."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        await open_card(interaction, values_of(interaction)[0])


class DeleteMenu(LastingItem, template=DELETE):
    """Deletes a job, after a question."""

    async def press(self, interaction: "Interaction") -> None:
        """Ask whether it is meant."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        await offer_deletion(interaction, values_of(interaction)[0])


ITEMS = (Turn, OpenMenu, DeleteMenu)

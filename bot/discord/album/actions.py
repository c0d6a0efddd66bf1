"""What happens when someone turns a page, or chooses a job from it. The interaction is deferred already."""

from typing import TYPE_CHECKING

from bot.discord.album.layout import album_page
from bot.discord.album.shelves import Edge, Reader, Shelf, read_page
from bot.discord.album.thumbnails import thumbnails
from bot.discord.asking.ask import server_of
from bot.discord.card.escape import escape
from bot.discord.card.panels import confirm_panel
from bot.discord.delivery.recall import recall
from bot.discord.pressing.press import Who, read_press
from bot.discord.pressing.showing import hidden_channels
from bot.discord.speaking.language import texts_of

if TYPE_CHECKING:
    from bot.discord.connection.client import Interaction

_THUMBNAIL_PX = 256
"""Twice of what Discord shows, for dense screens."""


async def show_page(interaction: "Interaction", shelf: Shelf, edge: Edge) -> None:
    """Show a page of a list."""
    desk, texts = interaction.client.desk, texts_of(interaction)
    reader = Reader(str(interaction.user.id), server_of(interaction), hidden_channels(interaction))
    page = await read_page(desk.database, shelf, reader, edge)
    pictures = await thumbnails(desk.image_store, page.jobs, _THUMBNAIL_PX)
    guild = interaction.guild
    title = texts(f"library-{shelf}-title", server=escape(guild.name if guild else ""))
    view, files = album_page(page, pictures, texts, title)
    await interaction.edit_original_response(view=view, attachments=files)


async def open_card(interaction: "Interaction", job_id: str) -> None:
    """Show the card of a job to whoever chose it, and to nobody else.

    Raises:
        BadRequestError: the job is gone or for someone else alone, or its pictures have expired.
    """
    press = await read_press(interaction, job_id, None, Who.ANYONE)
    card = await recall(press.desk, press.job, press.texts, interaction.filesize_limit)
    await interaction.edit_original_response(view=card.view, attachments=card.files)


async def offer_deletion(interaction: "Interaction", job_id: str) -> None:
    """Ask whether a job is really to be deleted.

    Raises:
        BadRequestError: the job is gone, or not this person's.
    """
    press = await read_press(interaction, job_id, None, Who.OWNERS)
    await interaction.edit_original_response(view=confirm_panel(press.job, press.texts))

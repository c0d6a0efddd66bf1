"""/history, /favourites, /gallery: pictures that people look through."""

from typing import TYPE_CHECKING

from discord import app_commands
from discord.app_commands import locale_str

from bot.discord.album.actions import show_page
from bot.discord.album.shelves import Edge, Shelf
from bot.discord.cog import NonetCog

if TYPE_CHECKING:
    from bot.discord.connection.client import Interaction


class LibraryCommands(NonetCog):
    """Lists of pictures, each for the eyes of whoever asked."""

    @app_commands.command(
        name=locale_str("history", key="commands-history-name"),
        description=locale_str("Look through your own pictures", key="commands-history-description"),
    )
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def history(self, interaction: "Interaction") -> None:
        """What the person has asked for, newest first."""
        await _show(interaction, Shelf.HISTORY)

    @app_commands.command(
        name=locale_str("favourites", key="commands-favourites-name"),
        description=locale_str(
            "Look through the pictures that you like", key="commands-favourites-description"
        ),
    )
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def favourites(self, interaction: "Interaction") -> None:
        """What the person has marked as a favourite."""
        await _show(interaction, Shelf.FAVOURITES)

    @app_commands.command(
        name=locale_str("gallery", key="commands-gallery-name"),
        description=locale_str("Look through this server's pictures", key="commands-gallery-description"),
    )
    @app_commands.guild_only()
    async def gallery(self, interaction: "Interaction") -> None:
        """What the server's members have published or like."""
        await _show(interaction, Shelf.GALLERY)


async def _show(interaction: "Interaction", shelf: Shelf) -> None:
    await interaction.response.defer(ephemeral=True, thinking=True)
    await show_page(interaction, shelf, Edge())

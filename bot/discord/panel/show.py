"""Who sees the panel, and how its pages come to be seen."""

from typing import TYPE_CHECKING

from discord import app_commands

from bot.discord.panel.book import page_view
from bot.discord.panel.state import read_state
from bot.texts.texts import Texts

if TYPE_CHECKING:
    from bot.discord.connection.client import Interaction


def require_manager(interaction: "Interaction") -> None:
    """Raise `MissingPermissions` unless the person manages the server."""
    if not interaction.permissions.manage_guild:
        raise app_commands.MissingPermissions(["manage_guild"])


async def show(interaction: "Interaction", page: str, texts: Texts) -> None:
    """Show a page in place of what the answered interaction shows now. Raises `DatabaseError`."""
    state = await read_state(interaction.client.desk, str(interaction.guild_id))
    await interaction.edit_original_response(view=page_view(page, state, texts))

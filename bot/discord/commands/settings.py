"""/settings: how the bot behaves on a server, as one panel."""

from typing import TYPE_CHECKING

from discord import app_commands
from discord.app_commands import locale_str

from bot.discord.cog import NonetCog
from bot.discord.panel.show import show
from bot.discord.speaking.language import texts_of

if TYPE_CHECKING:
    from bot.discord.connection.client import Interaction


class SettingsCommands(NonetCog):
    """For those who manage the server."""

    @app_commands.command(
        name=locale_str("settings", key="commands-settings-name"),
        description=locale_str(
            "Choose how Nonet behaves on this server", key="commands-settings-description"
        ),
    )
    @app_commands.guild_only()
    @app_commands.default_permissions(manage_guild=True)
    @app_commands.checks.has_permissions(manage_guild=True)
    async def settings(self, interaction: "Interaction") -> None:
        """Show the panel to whoever asked, and to nobody else."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        await show(interaction, "overview", texts_of(interaction))

"""/prefer: what someone wishes for whenever they don't say otherwise."""

from typing import TYPE_CHECKING

from discord import app_commands
from discord.app_commands import locale_str

from bot.discord.asking.ask import server_of
from bot.discord.asking.suggestions import known_styles
from bot.discord.asking.wishes import known_wishes, wishes_form
from bot.discord.cog import NonetCog
from bot.discord.speaking.language import texts_of

if TYPE_CHECKING:
    from bot.discord.connection.client import Interaction


class PreferCommand(NonetCog):
    """Lasting wishes."""

    @app_commands.command(
        name=locale_str("prefer", key="commands-prefer-name"),
        description=locale_str(
            "Choose your usual style, and what you never want to see", key="commands-prefer-description"
        ),
    )
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def prefer(self, interaction: "Interaction") -> None:
        """Open the form."""
        database = self._bot.desk.database
        wishes = await known_wishes(database, str(interaction.user.id))
        styles = await known_styles(database, server_of(interaction))
        limit = self._bot.settings.limits.prompt_chars
        form = wishes_form(texts_of(interaction), wishes, styles.values(), limit)
        await interaction.response.send_modal(form)

"""/moderation: the queue of what moderators must decide. /appeal: what was refused to someone."""

from typing import TYPE_CHECKING

from discord import app_commands
from discord.app_commands import locale_str

from bot.discord.cog import NonetCog
from bot.discord.desk import DISCORD
from bot.discord.moderating.appeals import SHOWN, appeals_card
from bot.discord.moderating.show import show
from bot.discord.moderating.who import moderator_of
from bot.discord.speaking.language import texts_of
from bot.moderating.appeal import own_refusals
from db.cases import Which

if TYPE_CHECKING:
    from bot.discord.connection.client import Interaction


class ModerationCommands(NonetCog):
    """For those who moderate a server, and for those who were refused something."""

    @app_commands.command(
        name=locale_str("moderation", key="commands-moderation-name"),
        description=locale_str(
            "Look after what was reported and refused on this server",
            key="commands-moderation-description",
        ),
    )
    @app_commands.default_permissions(manage_messages=True)
    @app_commands.allowed_installs(guilds=True, users=False)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=False)
    async def moderation(self, interaction: "Interaction") -> None:
        """Show the first open case to whoever asked, and to nobody else."""
        moderator = await moderator_of(interaction)
        await interaction.response.defer(ephemeral=True, thinking=True)
        await show(interaction, moderator, Which.OPEN)

    @app_commands.command(
        name=locale_str("appeal", key="commands-appeal-name"),
        description=locale_str("Say that a refusal was a mistake", key="commands-appeal-description"),
    )
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def appeal(self, interaction: "Interaction") -> None:
        """List what was refused to the person lately."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        desk = interaction.client.desk
        mine = await own_refusals(desk.database, DISCORD, str(interaction.user.id), SHOWN)
        await interaction.edit_original_response(view=appeals_card(mine, texts_of(interaction)))

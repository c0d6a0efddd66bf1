"""/party: contests about a theme, in a thread of their own."""

from typing import TYPE_CHECKING

from discord import app_commands
from discord.app_commands import locale_str

from bot.discord.cog import NonetCog
from bot.discord.daily.cog import keeper_of
from bot.discord.daily.parties import (
    check_host,
    check_place,
    hosting_of,
    party_form,
    status_card,
    the_party,
)
from bot.discord.desk import DISCORD
from bot.discord.speaking.language import texts_of
from db import contests

if TYPE_CHECKING:
    from bot.discord.connection.client import Interaction


class PartyCommands(NonetCog):
    """For members to see, and for those who manage the server or its events to hold."""

    party = app_commands.Group(
        name=locale_str("party", key="commands-party-name"),
        description=locale_str("Theme parties", key="commands-party-description"),
        guild_only=True,
    )

    @party.command(
        name=locale_str("status", key="commands-party-status-name"),
        description=locale_str("See which parties are going on", key="commands-party-status-description"),
    )
    async def status(self, interaction: "Interaction") -> None:
        """Show them to whoever asked."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        async with interaction.client.desk.database.reading() as session:
            found = await contests.parties_of_server(session, DISCORD, str(interaction.guild_id))
        await interaction.edit_original_response(view=status_card(found, texts=texts_of(interaction)))

    @party.command(
        name=locale_str("start", key="commands-party-start-name"),
        description=locale_str("Hold a party about a theme", key="commands-party-start-description"),
    )
    async def start(self, interaction: "Interaction") -> None:
        """Open the form, if this person may hold parties and there can be one here."""
        check_host(interaction)
        check_place(interaction)
        longest_hours = interaction.client.settings.contests.party_hours
        await interaction.response.send_modal(party_form(texts_of(interaction), longest_hours))

    @party.command(
        name=locale_str("end", key="commands-party-end-name"),
        description=locale_str("End a party now, and see who has won", key="commands-party-end-description"),
    )
    async def end(self, interaction: "Interaction") -> None:
        """Close it; its host may, and whoever may hold parties."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        contest = await the_party(interaction)
        if contest.host_id != str(interaction.user.id):
            check_host(interaction)
        await hosting_of(interaction.client.desk).end(contest)
        await keeper_of(interaction.client).attempt(contest.id)
        await interaction.edit_original_response(content=texts_of(interaction)("party-ended"))

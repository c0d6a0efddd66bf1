"""/potd: the prompt of the day, for members: to see it, to suggest one, and who has won."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from discord import app_commands
from discord.app_commands import Choice, Range, locale_str

from bot.discord.asking.ask import place_here, requester_of
from bot.discord.cog import NonetCog
from bot.discord.daily.board import show_board
from bot.discord.daily.suggestions import show_suggestions, suggested_schedule, suggesting_of
from bot.discord.daily.today import show_today
from bot.discord.desk import DISCORD
from bot.discord.panel.show import show
from bot.discord.speaking.language import texts_of
from db import people
from generation.protocol import PROMPT_LIMIT_CHARS

if TYPE_CHECKING:
    from bot.discord.connection.client import Interaction


class DailyCommands(NonetCog):
    """Everything here is shown to whoever asked, and to nobody else."""

    potd = app_commands.Group(
        name=locale_str("potd", key="commands-potd-name"),
        description=locale_str("The prompt of the day", key="commands-potd-description"),
        guild_only=True,
    )

    @potd.command(
        name=locale_str("today", key="commands-potd-today-name"),
        description=locale_str("See today's prompt, and your streak", key="commands-potd-today-description"),
    )
    async def today(self, interaction: "Interaction") -> None:
        """Where the card of the day is, what the person has voted for, and what they have earned."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        await show_today(interaction)

    @potd.command(
        name=locale_str("suggest", key="commands-potd-suggest-name"),
        description=locale_str("Suggest a prompt of the day", key="commands-potd-suggest-description"),
    )
    @app_commands.rename(prompt=locale_str("prompt", key="commands-potd-suggest-prompt-name"))
    @app_commands.describe(
        prompt=locale_str("What should be painted", key="commands-potd-suggest-prompt-description")
    )
    async def suggest(self, interaction: "Interaction", prompt: Range[str, 1, PROMPT_LIMIT_CHARS]) -> None:
        """Propose a prompt, if the filter lets it pass."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        schedule = await suggested_schedule(interaction)
        suggesting, texts = suggesting_of(interaction.client.desk), texts_of(interaction)
        requester = requester_of(interaction.user, tier="")
        answer = await suggesting.suggest(schedule.id, requester, place_here(interaction), prompt)
        where = interaction.client.mention_of("potd suggestions")
        said = texts(f"potd-suggested-{answer.outcome}", where=where, votes=answer.votes)
        await interaction.edit_original_response(content=said)

    @potd.command(
        name=locale_str("suggestions", key="commands-potd-suggestions-name"),
        description=locale_str(
            "Vote for what members have suggested", key="commands-potd-suggestions-description"
        ),
    )
    async def suggestions(self, interaction: "Interaction") -> None:
        """Show what waits for votes."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        await show_suggestions(interaction)

    @potd.command(
        name=locale_str("leaderboard", key="commands-potd-leaderboard-name"),
        description=locale_str("See who has won most", key="commands-potd-leaderboard-description"),
    )
    @app_commands.rename(period=locale_str("period", key="commands-potd-leaderboard-period-name"))
    @app_commands.describe(
        period=locale_str("How far to look back", key="commands-potd-leaderboard-period-description")
    )
    @app_commands.choices(
        period=[
            Choice(
                name=locale_str("the last 30 days", key="commands-potd-leaderboard-period-choice-month"),
                value="month",
            ),
            Choice(
                name=locale_str("all time", key="commands-potd-leaderboard-period-choice-all"), value="all"
            ),
        ]
    )
    async def leaderboard(self, interaction: "Interaction", period: str = "month") -> None:
        """Wins, places on the podium and streaks."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        await show_board(interaction, period)

    @potd.command(
        name=locale_str("optout", key="commands-potd-optout-name"),
        description=locale_str(
            "Be named on no leaderboard and in no results", key="commands-potd-optout-description"
        ),
    )
    async def optout(self, interaction: "Interaction") -> None:
        """Votes and wins go on to count; the name is left out."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        async with interaction.client.desk.database.session() as session:
            await people.leave_rankings(session, DISCORD, str(interaction.user.id), datetime.now(UTC))
        await interaction.edit_original_response(content=texts_of(interaction)("potd-opted-out"))

    @potd.command(
        name=locale_str("optin", key="commands-potd-optin-name"),
        description=locale_str(
            "Be named on leaderboards and in results again", key="commands-potd-optin-description"
        ),
    )
    async def optin(self, interaction: "Interaction") -> None:
        """Undo that."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        async with interaction.client.desk.database.session() as session:
            await people.join_rankings(session, DISCORD, str(interaction.user.id))
        await interaction.edit_original_response(content=texts_of(interaction)("potd-opted-in"))

    @potd.command(
        name=locale_str("setup", key="commands-potd-setup-name"),
        description=locale_str(
            "Set up a prompt of the day for this server", key="commands-potd-setup-description"
        ),
    )
    @app_commands.checks.has_permissions(manage_guild=True)
    async def setup(self, interaction: "Interaction") -> None:
        """Show the panel's page of them."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        await show(interaction, "daily", texts_of(interaction))

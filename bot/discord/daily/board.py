"""The leaderboard, shown to one person: so nobody stays on it who has left it."""

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from bot.contests.board import leaderboard, line_of
from bot.discord.daily.board_card import board_card
from bot.discord.desk import DISCORD
from bot.discord.speaking.language import texts_of
from db import people

if TYPE_CHECKING:
    from bot.discord.connection.client import Interaction

MONTH = timedelta(days=30)


async def show_board(interaction: "Interaction", period: str) -> None:
    """Show it in the answer to an interaction that was deferred."""
    me, server = (DISCORD, str(interaction.user.id)), str(interaction.guild_id)
    since = datetime.now(UTC) - MONTH if period == "month" else None
    async with interaction.client.desk.database.reading() as session:
        lines = await leaderboard(session, DISCORD, server, since)
        mine = await line_of(session, DISCORD, server, me)
        person = await people.get(session, *me)
    view = board_card(
        lines, mine, period, texts=texts_of(interaction), unranked=person.unranked_at is not None
    )
    await interaction.edit_original_response(view=view)

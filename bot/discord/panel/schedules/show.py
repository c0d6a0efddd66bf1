"""How a schedule comes to be seen in the panel."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.discord.asking.ask import server_of
from bot.discord.desk import Desk
from bot.discord.panel.schedules.card import Known, schedule_card
from bot.discord.speaking.language import texts_of
from bot.schedule.service import Schedules
from db import suggestions
from db.schedules import Schedule

if TYPE_CHECKING:
    from bot.discord.connection.client import Interaction

_COMING, _PAST = 10, 3
_READ = 20
"""Of its history, in which slots to come stand that will be skipped."""
_WAITING = 100


def service_of(desk: Desk) -> Schedules:
    """What changes schedules."""
    return Schedules(desk.database)


async def schedule_here(interaction: "Interaction", schedule_id: int) -> Schedule:
    """A schedule of this server. Raises `BadRequestError` if there is none (any more)."""
    return await service_of(interaction.client.desk).get(schedule_id, server_of(interaction))


async def show_schedule(interaction: "Interaction", schedule_id: int, notice: str = "") -> None:
    """Show a schedule in the answer to an interaction that was deferred."""
    desk = interaction.client.desk
    service, schedule = service_of(desk), await schedule_here(interaction, schedule_id)
    now = datetime.now(UTC)
    async with desk.database.reading() as session:
        own = await suggestions.count_own(session, schedule_id)
        waiting = await suggestions.waiting(session, schedule_id, _WAITING)
    history = await service.history(schedule_id, _READ)
    known = Known(
        schedule=schedule,
        coming=await service.preview(schedule, _COMING),
        past=[slot for slot in history if slot.at <= now][:_PAST],
        own=own,
        waiting=len(waiting),
    )
    view = schedule_card(known, texts_of(interaction), notice)
    await interaction.edit_original_response(view=view)

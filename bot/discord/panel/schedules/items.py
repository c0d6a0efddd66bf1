"""Presses of the buttons and menus of schedules."""

from typing import TYPE_CHECKING

from discord.utils import format_dt

from bot.discord.daily.suggestions import show_suggestions
from bot.discord.desk import DISCORD
from bot.discord.items import LastingItem, values_of
from bot.discord.panel.schedules.card import SOURCES, removal_card
from bot.discord.panel.schedules.forms import change_form, new_form
from bot.discord.panel.schedules.ids import PRESSED
from bot.discord.panel.schedules.own_list import list_form
from bot.discord.panel.schedules.show import schedule_here, service_of, show_schedule
from bot.discord.panel.schedules.winner_role import chosen_role
from bot.discord.panel.show import require_manager, show
from bot.discord.speaking.language import texts_of
from bot.errors import BadRequestError
from bot.schedule.suggesting import OWN_LIST_LIMIT
from db import suggestions
from db.schedules import Schedule

if TYPE_CHECKING:
    from bot.discord.connection.client import Interaction

PAGE = "daily"
"""The page of the panel that has all schedules."""


class ScheduleItem(LastingItem, template=PRESSED):
    """Any of them."""

    async def press(self, interaction: "Interaction") -> None:
        """Do what it stands for, if the presser manages the server."""
        require_manager(interaction)
        match self.given["whole"] or self.given["deed"]:
            case "add":
                await _ask_for_new(interaction)
            case "change" | "list" as form:
                await _ask(interaction, int(self.given["schedule"]), form)
            case "open":
                await interaction.response.defer()
                await show_schedule(interaction, _picked(interaction))
            case "back":
                await interaction.response.defer()
                await show(interaction, PAGE, texts_of(interaction))
            case deed:
                await interaction.response.defer()
                schedule = await schedule_here(interaction, int(self.given["schedule"]))
                await _do(interaction, deed, schedule)


async def _ask_for_new(interaction: "Interaction") -> None:
    server = str(interaction.guild_id)
    known = await service_of(interaction.client.desk).of_server(DISCORD, server)
    form = new_form(
        texts_of(interaction),
        locale=interaction.locale.value,
        channel=str(interaction.channel_id),
        known=known,
    )
    await interaction.response.send_modal(form)


async def _ask(interaction: "Interaction", schedule_id: int, form: str) -> None:
    schedule, texts = await schedule_here(interaction, schedule_id), texts_of(interaction)
    if form == "change":
        await interaction.response.send_modal(change_form(schedule, texts))
        return
    async with interaction.client.desk.database.reading() as session:
        own = await suggestions.own_list(session, schedule_id, OWN_LIST_LIMIT)
    await interaction.response.send_modal(list_form(schedule, own, texts))


async def _do(interaction: "Interaction", deed: str, schedule: Schedule) -> None:
    service, texts, notice = service_of(interaction.client.desk), texts_of(interaction), ""
    match deed:
        case "pause":
            await service.pause(schedule.id)
        case "resume":
            await service.resume(schedule.id)
        case "skip":
            at = await service.skip_next(schedule.id, "a manager of the server")
            notice = texts("daily-skipped", when=format_dt(at, "F"))
        case "run":
            await service.run_now(schedule.id)
            notice = texts("daily-running", channel=f"<#{schedule.channel}>")
        case "sources":
            chosen = values_of(interaction)
            sources = ",".join(source for source in SOURCES if source in chosen)
            await service.change(schedule.id, sources=sources)
        case "role":
            await service.change(schedule.id, winner_role=chosen_role(interaction))
        case "suggestions":
            await show_suggestions(interaction)
            return
        case "drop":
            await interaction.edit_original_response(view=removal_card(schedule, texts))
            return
        case "remove":
            await service.remove(schedule.id)
            await show(interaction, PAGE, texts)
            return
    await show_schedule(interaction, schedule.id, notice)


def _picked(interaction: "Interaction") -> int:
    values = values_of(interaction)
    if not values or not values[0].isdecimal():
        raise BadRequestError("This can't be chosen any more.", key="incidents-bad-value")
    return int(values[0])

"""Forms of schedules, of which nothing is kept: a new one, and changes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import discord
from discord import SelectOption, ui

from bot.discord.daily.stage import place_in
from bot.discord.desk import DISCORD
from bot.discord.forms import Fields, FormReceiver, make_form
from bot.discord.panel.page import POSTABLE_CHANNELS
from bot.discord.panel.schedules.card import contest_text, days_of
from bot.discord.panel.schedules.ids import SENT, form_id
from bot.discord.panel.schedules.own_list import rewrite_list
from bot.discord.panel.schedules.show import schedule_here, service_of, show_schedule
from bot.discord.panel.show import require_manager
from bot.discord.speaking.language import texts_of
from bot.errors import BadRequestError
from bot.schedule.calendar import EVERY_DAY
from bot.schedule_settings import DEFAULT_SOURCES, REPEAT_DAYS, VOTE_HOURS
from bot.texts.texts import Texts
from db.schedules import NewSchedule, Schedule

if TYPE_CHECKING:
    from bot.discord.connection.client import Interaction

_WEEKDAYS = (EVERY_DAY, "12345", "67", *EVERY_DAY)
_CONTESTS = ((VOTE_HOURS, True), (VOTE_HOURS, False), (8.0, True), (0.0, True), (0.0, False))
_ZONES = {
    "de": "Europe/Berlin",
    "en-GB": "Europe/London",
    "en-US": "America/New_York",
    "es-419": "America/Mexico_City",
    "es-ES": "Europe/Madrid",
    "fr": "Europe/Paris",
    "ja": "Asia/Tokyo",
    "pt-BR": "America/Sao_Paulo",
}
"""Where most people of a language's setting live: a guess, for whoever fills in the form to better."""


class ScheduleForms(FormReceiver):
    """Writes what forms of schedules say, if the sender manages the server."""

    ids = re.compile(SENT)

    async def receive(self, interaction: "Interaction", sent: re.Match[str], fields: Fields) -> None:
        """Write it, and show the schedule."""
        require_manager(interaction)
        await interaction.response.defer()
        schedule_id, notice = int(sent["schedule"] or 0), ""
        match sent["kind"]:
            case "add":
                schedule_id = await _add(interaction, fields)
            case "change":
                await _change(interaction, schedule_id, fields)
            case _:
                notice = await rewrite_list(interaction, schedule_id, fields["prompts"])
        await show_schedule(interaction, schedule_id, notice)


def new_form(texts: Texts, *, locale: str, channel: str, known: Sequence[Schedule]) -> ui.Modal:
    """Asks for a new schedule: here, at noon, where the server's others or most people of a language are."""
    zone = known[-1].zone if known else _ZONES.get(locale, "UTC")
    wish = Wish(channel, "12:00", zone, EVERY_DAY, VOTE_HOURS, True)
    return make_form(form_id("add"), texts("daily-form"), _fields(wish, texts))


def change_form(schedule: Schedule, texts: Texts) -> ui.Modal:
    """Asks for changes of a schedule."""
    wish = Wish(
        schedule.channel or "",
        schedule.clock,
        schedule.zone,
        schedule.weekdays,
        schedule.vote_hours or 0.0,
        schedule.thread,
    )
    return make_form(form_id("change", schedule.id), texts("daily-form"), _fields(wish, texts))


@dataclass(frozen=True, slots=True)
class Wish:
    """What the form asks for."""

    channel: str
    clock: str
    zone: str
    weekdays: str
    vote_hours: float
    thread: bool

    @classmethod
    def read(cls, fields: Fields) -> "Wish":
        """What a form says that was sent. Raises `BadRequestError`: it is not one of ours."""
        hours, _, thread = fields["contest"].partition(":")
        try:
            vote_hours = float(hours)
        except ValueError:
            raise BadRequestError("This can't be chosen any more.", key="incidents-bad-value") from None
        return cls(
            channel=fields["channel"],
            clock=fields["time"],
            zone=fields["zone"],
            weekdays=fields["weekdays"],
            vote_hours=vote_hours,
            thread=thread == "1",
        )


def _fields(wish: Wish, texts: Texts) -> list[ui.Label[Any]]:
    channel = ui.ChannelSelect[Any](
        custom_id="channel",
        channel_types=POSTABLE_CHANNELS,
        default_values=[discord.SelectDefaultValue.from_channel(discord.Object(int(wish.channel)))],
    )
    weekdays = dict.fromkeys((wish.weekdays, *_WEEKDAYS))
    days = [
        SelectOption(label=days_of(digits, texts), value=digits, default=digits == wish.weekdays)
        for digits in weekdays
    ]
    chosen = (wish.vote_hours, wish.thread)
    contests = [
        SelectOption(
            label=contest_text(hours, thread, texts),
            value=f"{hours:g}:{int(thread)}",
            default=(hours, thread) == chosen,
        )
        for hours, thread in dict.fromkeys((chosen, *_CONTESTS))
    ]
    return [
        ui.Label(text=texts("daily-form-channel"), component=channel),
        ui.Label(text=texts("daily-form-time"), component=_short("time", wish.clock, 5)),
        ui.Label(
            text=texts("daily-form-zone"),
            description=texts("daily-form-zone-help"),
            component=_short("zone", wish.zone, 40),
        ),
        ui.Label(text=texts("daily-form-days"), component=ui.Select[Any](custom_id="weekdays", options=days)),
        ui.Label(
            text=texts("daily-form-contest"), component=ui.Select[Any](custom_id="contest", options=contests)
        ),
    ]


def _short(name: str, value: str, limit: int) -> ui.TextInput[Any]:
    return ui.TextInput(custom_id=name, default=value, max_length=limit)


async def _add(interaction: "Interaction", fields: Fields) -> int:
    wish, server = Wish.read(fields), str(interaction.guild_id)
    place_in(interaction.client, server, _channel_id(wish))
    made = await service_of(interaction.client.desk).set_up(
        NewSchedule(
            name=texts_of(interaction)("daily-name"),
            front=DISCORD,
            server=server,
            channel=wish.channel,
            clock=wish.clock,
            zone=wish.zone,
            weekdays=wish.weekdays,
            sources=",".join(DEFAULT_SOURCES),
            repeat_days=REPEAT_DAYS,
            thread=wish.thread,
            vote_hours=wish.vote_hours,
            created_by=str(interaction.user.id),
        )
    )
    return made.id


async def _change(interaction: "Interaction", schedule_id: int, fields: Fields) -> None:
    schedule, wish = await schedule_here(interaction, schedule_id), Wish.read(fields)
    place_in(interaction.client, str(schedule.server), _channel_id(wish))
    await service_of(interaction.client.desk).change(
        schedule_id,
        channel=wish.channel,
        clock=wish.clock,
        zone=wish.zone,
        weekdays=wish.weekdays,
        vote_hours=wish.vote_hours,
        thread=wish.thread,
    )


def _channel_id(wish: Wish) -> int:
    if not wish.channel.isdecimal():
        raise BadRequestError("No channel was chosen.", key="daily-no-channel")
    return int(wish.channel)

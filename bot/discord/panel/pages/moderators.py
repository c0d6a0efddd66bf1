"""Who moderates, where they are told of new cases, who is kept out, and how long pictures are kept."""

from typing import Any

import discord
from discord import SelectOption, ui
from discord.utils import format_dt

from bot.discord.card.escape import escape_within
from bot.discord.desk import DISCORD
from bot.discord.forms import Fields, make_form
from bot.discord.panel.menus import FORM_PREFIX, channel_menu, menu, role_menu, user_menu
from bot.discord.panel.page import AS_SET, POSTABLE_CHANNELS, Chosen, Page, Rows, named_menu
from bot.discord.panel.state import PanelState
from bot.errors import BadRequestError
from bot.moderating import persons
from bot.moderating.moderator import Moderator
from bot.texts.texts import Texts

RETENTION_DAYS = (1, 7, 30, 90)
_BANS_SHOWN = 10
_REASON_UNITS = 80
_DAYS_CHARS = 6
_USUAL_DAYS = "30"


def _show(state: PanelState, texts: Texts) -> tuple[str, Rows]:
    choices = state.choices
    roles = [choices.moderator_role] if choices.moderator_role else []
    channels = [choices.alert_channel] if choices.alert_channel else []
    alerts = texts("panel-alert-channel")
    rows: Rows = [
        role_menu("moderator-role", texts("panel-moderator-role"), roles, least=0),
        channel_menu("alert-channel", alerts, channels, most=1, types=POSTABLE_CHANNELS),
        user_menu("keep-out", texts("panel-keep-out")),
    ]
    if state.bans:
        options = [
            SelectOption(label=texts("panel-member", id=one.person_id), value=one.person_id)
            for one in state.bans
        ]
        rows.append(menu("let-in", texts("panel-let-in"), options))
    rows += named_menu("retention", texts("panel-retention"), _retention(choices.retention_days, texts))
    return "\n".join([texts("panel-moderators-help"), *_bans(state, texts)]), rows


def _bans(state: PanelState, texts: Texts) -> list[str]:
    lines = [
        f"- <@{one.person_id}> · {format_dt(one.until, 'f')} · {escape_within(one.reason, _REASON_UNITS)}"
        for one in state.bans[:_BANS_SHOWN]
    ]
    return [texts("panel-kept-out"), *lines] if lines else []


def _retention(chosen: float | None, texts: Texts) -> list[SelectOption]:
    as_set = SelectOption(label=texts("panel-retention-as-set"), value=AS_SET, default=chosen is None)
    days = [
        SelectOption(label=texts("panel-retention-days", days=days), value=str(days), default=days == chosen)
        for days in RETENTION_DAYS
    ]
    return [as_set, *days]


async def _set_role(chosen: Chosen) -> None:
    await chosen.write(moderator_role=chosen.value)


async def _set_channel(chosen: Chosen) -> None:
    await chosen.write(alert_channel=chosen.value)


async def _set_retention(chosen: Chosen) -> None:
    days = chosen.one_of(RETENTION_DAYS)
    await chosen.write(retention_days=float(days) if days else None)


async def _let_in(chosen: Chosen) -> None:
    by = Moderator(DISCORD, chosen.person_id, server=chosen.server)
    await persons.unban(chosen.desk.database, by, DISCORD, chosen.values[0])


async def _ask(chosen: Chosen, texts: Texts) -> discord.ui.Modal:
    days = ui.TextInput[Any](custom_id="days", max_length=_DAYS_CHARS, default=_USUAL_DAYS)
    words = ui.TextInput[Any](
        custom_id="words",
        style=discord.TextStyle.paragraph,
        required=False,
        max_length=persons.SENTENCE_CHARS,
    )
    fields = [
        ui.Label[Any](text=texts("moderation-days"), component=days),
        ui.Label[Any](text=texts("moderation-words-ban"), component=words),
    ]
    return make_form(f"{FORM_PREFIX}:ban:{chosen.values[0]}", texts("moderation-form-ban"), fields)


async def _keep_out(chosen: Chosen, about: str, fields: Fields) -> None:
    if not about.isdecimal():
        raise BadRequestError("That is nobody.", key="incidents-bad-value")
    by = Moderator(DISCORD, chosen.person_id, server=chosen.server)
    days = persons.read_days(fields.get("days", ""))
    await persons.ban(chosen.desk.database, by, DISCORD, about, days=days, reason=fields.get("words", ""))


MODERATORS = Page(
    show=_show,
    changes={
        "moderator-role": _set_role,
        "alert-channel": _set_channel,
        "let-in": _let_in,
        "retention": _set_retention,
    },
    forms={"keep-out": _ask},
    received={"ban": _keep_out},
)

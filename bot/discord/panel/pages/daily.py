"""The prompts of the day on a server."""

from datetime import UTC, datetime
from typing import Any

from discord import ButtonStyle, SelectOption, ui
from discord.utils import format_dt

from bot.discord.card.escape import escape, plain, shorten
from bot.discord.limits import MENU_OPTIONS, OPTION_CHARS
from bot.discord.panel.page import Page, Rows
from bot.discord.panel.schedules.card import where_and_when
from bot.discord.panel.schedules.ids import ADD, OPEN, id_of
from bot.discord.panel.state import PanelState
from bot.schedule import calendar
from bot.schedule.slots import rule_of
from bot.texts.texts import Texts
from db.schedules import Schedule


def _show(state: PanelState, texts: Texts) -> tuple[str, Rows]:
    found = state.schedules[:MENU_OPTIONS]
    lines = [_line(schedule, texts) for schedule in found]
    style = ButtonStyle.secondary if found else ButtonStyle.primary
    add: ui.Button[Any] = ui.Button(label=texts("daily-add"), style=style, custom_id=id_of(ADD))
    rows: Rows = [ui.ActionRow(add)]
    if found:
        options = [_option(schedule) for schedule in found]
        menu: ui.Select[Any] = ui.Select(
            custom_id=id_of(OPEN), placeholder=texts("daily-open"), options=options
        )
        rows.insert(0, ui.ActionRow(menu))
    return "\n".join([texts("daily-help"), "", *(lines or [texts("panel-none")])]), rows


def _line(schedule: Schedule, texts: Texts) -> str:
    rule = rule_of(schedule)
    if schedule.paused_at or rule is None:
        next_at = texts("daily-paused")
    else:
        next_at = format_dt(calendar.next_slot(rule, datetime.now(UTC)), "R")
    return f"- **{escape(schedule.name)}**: {where_and_when(schedule, texts)} · {next_at}"


def _option(schedule: Schedule) -> SelectOption:
    label = f"{plain(schedule.name)} · {schedule.clock} {schedule.zone}"
    return SelectOption(label=shorten(label, OPTION_CHARS), value=str(schedule.id))


DAILY = Page(show=_show)

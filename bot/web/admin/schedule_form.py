"""The form of a schedule: what stands in it, and what comes back."""

import math
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from bot.errors import BadRequestError
from bot.styles import STYLES
from db.schedules import NewSchedule, PromptSource

FIELDS_LIMIT = 40
FRONTS = {"web": "The web page, at /today", "discord": "A Discord channel"}
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
SOURCES = {
    PromptSource.SUGGESTIONS: "What members suggest",
    PromptSource.OWN: "Its own list",
    PromptSource.SHIPPED: "The list that ships with Nonet",
    PromptSource.BEST: "The best of yesterday (Discord)",
}
STYLE_NAMES = tuple(STYLES)


@dataclass(frozen=True, slots=True)
class ScheduleForm:
    """What stands in the form, as it was typed, and what was wrong with it."""

    values: Mapping[str, str]
    weekdays: frozenset[str]
    sources: tuple[str, ...]
    thread: bool
    on_twitter: bool
    error: str = ""

    def columns(self) -> dict[str, Any]:
        """What a schedule is made from. Raises `BadRequestError`; `Schedules` looks closer."""
        values = self.values
        on_discord = values["front"] == "discord"
        if values["front"] not in FRONTS:
            raise BadRequestError("Choose where it is posted.")
        if on_discord and not (values["server"].isdecimal() and values["channel"].isdecimal()):
            raise BadRequestError("Discord needs the ids of a server and of one of its channels, in digits.")
        if values["style"] and not on_discord and values["style"] not in STYLE_NAMES:
            raise BadRequestError("There is no such style.")
        vote_hours = _number(values["vote_hours"] or "0", "Hours of the vote")
        return {
            "name": values["name"],
            "front": values["front"],
            "server": values["server"] if on_discord else None,
            "channel": values["channel"] if on_discord else None,
            "clock": values["clock"],
            "zone": values["zone"],
            "weekdays": "".join(sorted(self.weekdays)),
            "sources": ",".join(self.sources),
            "repeat_days": int(_number(values["repeat_days"], "Days without a repetition")),
            "style": values["style"],
            "thread": self.thread and on_discord,
            "vote_hours": vote_hours if on_discord else None,
            "on_twitter": self.on_twitter,
        }


_TYPED = ("name", "front", "server", "channel", "clock", "zone", "repeat_days", "style", "vote_hours")


def form_of(schedule: NewSchedule) -> ScheduleForm:
    """The form as it is filled in for a schedule."""
    return ScheduleForm(
        values={name: _typed(getattr(schedule, name)) for name in _TYPED},
        weekdays=frozenset(schedule.weekdays),
        sources=tuple(schedule.sources.split(",")),
        thread=schedule.thread,
        on_twitter=schedule.on_twitter,
    )


def empty_form() -> ScheduleForm:
    """The form for a new schedule."""
    return form_of(
        NewSchedule(
            name="Prompt of the day",
            front="web",
            clock="12:00",
            zone="UTC",
            sources="suggestions,own,shipped",
            repeat_days=180,
        )
    )


def sent_form(fields: Mapping[str, str]) -> ScheduleForm:
    """The form as it came back."""
    chosen = [fields.get(f"source{place}", "") for place in range(1, len(SOURCES) + 1)]
    return ScheduleForm(
        values={name: fields.get(name, "").strip() for name in _TYPED},
        weekdays=frozenset(day for day in "1234567" if f"day{day}" in fields),
        sources=tuple(source for source in dict.fromkeys(chosen) if source),
        thread="thread" in fields,
        on_twitter="on_twitter" in fields,
    )


def _typed(value: str | float | None) -> str:
    if value is None:
        return ""
    return f"{value:g}" if isinstance(value, float) else str(value)


def _number(text: str, what: str) -> float:
    with suppress(ValueError):
        number = float(text.replace(",", "."))
        if math.isfinite(number):
            return number
    raise BadRequestError(f"{what}: a number, as 22.")

"""A schedule as its managers see it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from discord import ButtonStyle, Object, SelectDefaultValue, SelectOption, ui
from discord.utils import format_dt

from bot.discord.card.escape import escape, escape_within
from bot.discord.card.frame import RED, VIOLET, Card
from bot.discord.panel.schedules.ids import id_of
from bot.texts.texts import Texts
from db.schedules import PromptSource, Schedule
from db.slots import Slot

SOURCES = (PromptSource.SUGGESTIONS, PromptSource.OWN, PromptSource.BEST, PromptSource.SHIPPED)
"""In the order in which they are asked: the last one always has something."""
_REASON_UNITS = 150
_PROMPT_UNITS = 80
_WHOLE_WEEKS = ("1234567", "12345", "67")


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A schedule and what is known around it."""

    schedule: Schedule
    coming: Sequence[datetime]
    """The next slots."""
    past: Sequence[Slot]
    """The last ones, newest first."""
    own: int
    """Prompts on its own list."""
    waiting: int
    """Suggestions that wait."""


def schedule_card(known: Known, texts: Texts, notice: str = "") -> ui.LayoutView:
    """All about one schedule, and what can be done with it. `notice` says what was just done."""
    schedule = known.schedule
    lines = [f"## {escape(schedule.name)}", where_and_when(schedule, texts), contest_of(schedule, texts)]
    if schedule.paused_at:
        lines.append(f"**{texts('daily-paused')}**")
    items: list[ui.Item[Any]] = [ui.TextDisplay("\n".join(lines))]
    if notice:
        items.append(ui.TextDisplay(notice))
    items += [ui.Separator(), ui.TextDisplay("\n".join(_coming(known, texts)))]
    if known.past:
        items.append(ui.TextDisplay("\n".join(_past(known.past, texts))))
    menus = [_sources(schedule, texts), _role(schedule, texts)] if schedule.config_name is None else []
    return Card(VIOLET, [*items, ui.Separator(), *menus, *_buttons(known, texts)])


def removal_card(schedule: Schedule, texts: Texts) -> ui.LayoutView:
    """Asks whether a schedule should really go."""
    remove = ui.Button[Any](
        label=texts("daily-remove"), style=ButtonStyle.danger, custom_id=id_of("remove", schedule.id)
    )
    question = ui.TextDisplay[Any](texts("daily-remove-sure", name=escape(schedule.name)))
    return Card(RED, [question, ui.ActionRow(remove, _button("show", "daily-keep", schedule, texts))])


def where_and_when(schedule: Schedule, texts: Texts) -> str:
    """Channel, weekdays and time."""
    channel = f"<#{schedule.channel}>"
    days = days_of(schedule.weekdays, texts)
    return texts("daily-when", channel=channel, days=days, time=schedule.clock, zone=escape(schedule.zone))


def days_of(weekdays: str, texts: Texts) -> str:
    """The weekdays in words."""
    if weekdays in _WHOLE_WEEKS:
        return texts(f"daily-days-{weekdays}")
    return ", ".join(texts(f"daily-days-{day}") for day in weekdays)


def contest_of(schedule: Schedule, texts: Texts) -> str:
    """What is made of the pictures, in words."""
    return contest_text(schedule.vote_hours or 0, schedule.thread, texts)


def contest_text(vote_hours: float, thread: bool, texts: Texts) -> str:
    """Whether there is a vote, and a thread."""
    if not vote_hours:
        return texts("daily-thread" if thread else "daily-plain")
    return texts("daily-vote-thread" if thread else "daily-vote", hours=vote_hours)


def _coming(known: Known, texts: Texts) -> Iterator[str]:
    yield f"**{texts('daily-next')}**"
    for at in known.coming:
        yield f"- {format_dt(at, 'F')} ({format_dt(at, 'R')})"


def _past(past: Sequence[Slot], texts: Texts) -> Iterator[str]:
    yield f"**{texts('daily-last')}**"
    for slot in past:
        said = escape_within(slot.prompt, _PROMPT_UNITS) or escape_within(slot.reason, _REASON_UNITS)
        state = texts(f"daily-slot-{slot.state}")
        yield f"- {format_dt(slot.at, 'f')}: {state}{f' · {said}' if said else ''}"


def _sources(schedule: Schedule, texts: Texts) -> ui.ActionRow[Any]:
    options = [
        SelectOption(
            label=texts(f"daily-source-{source}"), value=source, default=source in schedule.prompt_sources
        )
        for source in SOURCES
    ]
    select: ui.Select[Any] = ui.Select(
        custom_id=id_of("sources", schedule.id),
        placeholder=texts("daily-sources"),
        max_values=len(options),
        options=options,
    )
    return ui.ActionRow(select)


def _role(schedule: Schedule, texts: Texts) -> ui.ActionRow[Any]:
    chosen = [Object(int(schedule.winner_role))] if schedule.winner_role else []
    select: ui.RoleSelect[Any] = ui.RoleSelect(
        custom_id=id_of("role", schedule.id),
        placeholder=texts("daily-role"),
        min_values=0,
        default_values=[SelectDefaultValue.from_role(role) for role in chosen],
    )
    return ui.ActionRow(select)


def _buttons(known: Known, texts: Texts) -> Iterator[ui.ActionRow[Any]]:
    schedule = known.schedule
    rest = "resume" if schedule.paused_at else "pause"
    yield ui.ActionRow(
        _button(rest, f"daily-{rest}", schedule, texts),
        _button("skip", "daily-skip", schedule, texts),
        _button("run", "daily-run", schedule, texts),
        _button("list", "daily-list", schedule, texts, count=known.own),
        _button("suggestions", "daily-suggestions", schedule, texts, count=known.waiting),
    )
    last = [ui.Button[Any](label=texts("daily-back"), custom_id=id_of("back"))]
    if schedule.config_name is None:
        last = [
            _button("change", "daily-change", schedule, texts),
            _button("drop", "daily-remove", schedule, texts),
            *last,
        ]
    yield ui.ActionRow(*last)


def _button(deed: str, key: str, schedule: Schedule, texts: Texts, **values: int) -> ui.Button[Any]:
    return ui.Button(label=texts(key, **values), custom_id=id_of(deed, schedule.id))

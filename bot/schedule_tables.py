"""Schedules, slots and chores as tables for a terminal."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from bot.schedule.calendar import EVERY_DAY, Rule
from bot.schedule.chores import Chore
from bot.schedule_settings import DAYS
from db.chores import ChoreRun
from db.schedules import Schedule
from db.slots import Slot, SlotState

_COLOURS = {
    SlotState.BEGUN: "yellow",
    SlotState.ACCEPTED: "green",
    SlotState.SKIPPED: "dim",
    SlotState.FAILED: "red",
}


def schedule_table(
    rows: Iterable[tuple[Schedule, list[datetime], Slot | None]], now: datetime
) -> RenderableType:
    """All schedules, each with its next slots and its last one."""
    table = _table("Prompts of the day", "id", "name", "where", "when", "next", "last")
    for schedule, coming, last in rows:
        table.add_row(
            str(schedule.id),
            schedule.name,
            _where(schedule),
            _when(schedule),
            Text("paused", "yellow") if schedule.paused_at else _coming(schedule, coming, now),
            _last(last, now),
        )
    return (
        table if table.row_count else Text("There are no prompts of the day; `nonet schedule add` makes one.")
    )


def schedule_details(
    schedule: Schedule, coming: list[datetime], history: list[Slot], now: datetime
) -> RenderableType:
    """One schedule with its choices, the slots to come, and what became of the last ones."""
    choices = Table(box=None, show_header=False, pad_edge=False)
    choices.add_column(style="dim")
    choices.add_column(overflow="fold")
    for name, value in _choices(schedule).items():
        choices.add_row(name, value)
    table = _table("Slots", "at", "what became of it", "tries", "prompt or reason", "job")
    for slot in history:
        what = Text(_word(slot) + (", by hand" if slot.by_hand else ""), _COLOURS[slot.state])
        said = slot.prompt or slot.reason
        table.add_row(_moment(schedule, slot.at), what, str(slot.attempts), said, slot.job_id or "")
    return Group(
        Text(schedule.name, "bold"),
        choices,
        Text(),
        preview_table(schedule, coming, now),
        *([table] if history else ["Nothing was posted yet."]),
    )


def preview_table(schedule: Schedule, coming: list[datetime], now: datetime) -> RenderableType:
    """The slots to come, by the clocks of the schedule's zone and in UTC."""
    table = _table(f"Next, in {schedule.zone}", "", "UTC", "in")
    for at in coming:
        table.add_row(_moment(schedule, at), f"{at:%Y-%m-%d %H:%M}", _span(at - now))
    return table


def chore_table(
    registry: Iterable[Chore], last_runs: Mapping[str, ChoreRun], now: datetime
) -> RenderableType:
    """All chores, each with how its last run went."""
    table = _table("Chores", "name", "what", "every", "last", "took", "how it went", "next in")
    for chore in registry:
        run = last_runs.get(chore.name)
        table.add_row(
            chore.name,
            chore.meaning,
            _span(chore.every),
            f"{_span(now - run.started_at)} ago" if run else "never",
            f"{run.duration.total_seconds():.1f} s" if run and run.duration is not None else "",
            _outcome(run, now),
            _span(chore.next_at(now) - now),
        )
    return table


def _outcome(run: ChoreRun | None, now: datetime) -> Text:
    if run is None:
        return Text()
    if run.failure is not None:
        return Text(run.failure, "red")
    if run.finished_at:
        return Text(run.summary, "green")
    return Text("running", "yellow") if run.lease_until > now else Text("its process died", "red")


def _choices(schedule: Schedule) -> dict[str, str]:
    setting = (
        f"schedule.prompts.{schedule.config_name} of the settings" if schedule.config_name else "made by hand"
    )
    return {
        "id": f"{schedule.id}, {setting}",
        "where": _where(schedule),
        "when": _when(schedule),
        "prompts": f"{schedule.sources.replace(',', ', ')}; none again within {schedule.repeat_days} days",
        "style": schedule.style or "none",
        "thread": "yes" if schedule.thread else "no",
        "vote": f"{schedule.vote_hours:g} h" if schedule.vote_hours else "none",
        "winner's role": schedule.winner_role or "none",
        "X": "yes" if schedule.on_twitter else "no",
        "state": f"paused since {_moment(schedule, schedule.paused_at)}" if schedule.paused_at else "active",
    }


def _where(schedule: Schedule) -> str:
    if schedule.server is None:
        return schedule.front
    return f"{schedule.front}, channel {schedule.channel}"


def _when(schedule: Schedule) -> str:
    days = (
        "daily"
        if schedule.weekdays == EVERY_DAY
        else " ".join(DAYS[int(day) - 1] for day in schedule.weekdays)
    )
    return f"{days} {schedule.clock} {schedule.zone}"


def _coming(schedule: Schedule, coming: list[datetime], now: datetime) -> str:
    return f"{_moment(schedule, coming[0])}, in {_span(coming[0] - now)}" if coming else ""


def _last(slot: Slot | None, now: datetime) -> Text:
    if slot is None:
        return Text("none yet")
    return Text(f"{_word(slot)} {_span(now - slot.at)} ago", _COLOURS[slot.state])


def _word(slot: Slot) -> str:
    """What became of it; one that is begun and nobody's waits for its next try."""
    waits = slot.state is SlotState.BEGUN and slot.lease_token is None
    return "waiting" if waits else slot.state.value


def _moment(schedule: Schedule, at: datetime) -> str:
    return f"{at.astimezone(Rule.of(schedule).zone):%a %Y-%m-%d %H:%M}"


def _span(span: timedelta) -> str:
    """How long in one or two units, as 3 h 20 min."""
    minutes, seconds = divmod(round(span.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    parts = [f"{n} {unit}" for n, unit in ((days, "d"), (hours, "h"), (minutes, "min"), (seconds, "s")) if n]
    return " ".join(parts[:2]) or "0 s"


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    return table

"""What someone has on the way, when it will be ready, and how long the queue is in all."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from discord import ui
from discord.utils import format_dt

from bot.discord.card.escape import ELLIPSIS, escape_within
from bot.discord.card.frame import YELLOW, Card
from bot.discord.desk import DISCORD, Desk
from bot.pipeline.progress import Painting
from bot.pipeline.queue_view import waiting_of
from bot.texts.texts import Texts
from db import jobs
from db.jobs import Job, JobState

CANCEL, REFRESH = "queue-cancel", "queue-refresh"
"""Ids of the buttons; the first is followed by the job."""

_SHOWN = 8
"""More jobs than that are only counted: a message has room for 40 components."""
_RECENT = 100
"""Someone's jobs on the way are among their newest, for nobody's own jobs overtake one another for long."""
_PROMPT_UNITS = 300


@dataclass(frozen=True, slots=True)
class OnItsWay:
    """A job that waits or is painted."""

    job: Job
    place: int | None
    """In the queue, from 1; None while it is painted."""
    ready_at: datetime | None
    """When it is expected to be ready; None: nobody knows."""


@dataclass(frozen=True, slots=True)
class QueuePage:
    """One person's view of the queue."""

    mine: list[OnItsWay]
    waiting: int
    """Jobs of all people that wait."""
    painting: int
    """Jobs of all people that are painted."""


async def read_queue(desk: Desk, person_id: str) -> QueuePage:
    """Look at the queue for this person. Raises `DatabaseError`."""
    async with desk.database.reading() as session:
        recent = await jobs.recent_of(session, DISCORD, person_id, _RECENT)
    state = await desk.queue_view.state()
    now = datetime.now(UTC)
    mine = []
    for job in reversed(recent):  # oldest first, as they are painted
        if job.state is JobState.QUEUED:
            waiting = waiting_of(job.id, state, desk.settings.queue.workers)
            mine.append(OnItsWay(job, waiting.place, now + timedelta(seconds=waiting.expected_s)))
        elif job.state is JobState.RENDERING:
            mine.append(OnItsWay(job, None, _painted_at(desk, job, now)))
    return QueuePage(mine, waiting=len(state.places), painting=state.rendering)


def queue_card(page: QueuePage, texts: Texts) -> ui.LayoutView:
    """The page, with a button to cancel each of the person's jobs and one to look again."""
    items: list[ui.Item[Any]] = [ui.TextDisplay(f"## {texts('queue-title')}")]
    if not page.mine:
        items.append(ui.TextDisplay(texts("queue-empty")))
    items += [_entry(one, texts) for one in page.mine[:_SHOWN]]
    if len(page.mine) > _SHOWN:
        items.append(ui.TextDisplay(texts("queue-more", more=len(page.mine) - _SHOWN)))
    total = texts("queue-total", waiting=page.waiting, painting=page.painting)
    refresh: ui.Button[Any] = ui.Button(label=texts("queue-refresh"), emoji="🔄", custom_id=REFRESH)
    return Card(YELLOW, [*items, ui.TextDisplay(f"-# {total}"), ui.ActionRow(refresh)])


def _painted_at(desk: Desk, job: Job, now: datetime) -> datetime | None:
    """When a job that is painted in this process is expected to be ready."""
    newest = desk.board.newest(job.id)
    return now + timedelta(seconds=newest.expected_s) if isinstance(newest, Painting) else None


def _entry(one: OnItsWay, texts: Texts) -> ui.Item[Any]:
    when = format_dt(one.ready_at, "R") if one.ready_at else ""
    if one.place:
        says = texts("queue-place", place=one.place, when=when)
    elif one.job.state is JobState.QUEUED:
        says = texts("queue-waiting")
    elif when:
        says = texts("queue-painting-until", when=when)
    else:
        says = texts("queue-painting")
    prompt = escape_within(one.job.prompt, _PROMPT_UNITS) or ELLIPSIS
    cancel: ui.Button[Any] = ui.Button(label=texts("queue-cancel"), custom_id=f"{CANCEL}:{one.job.id}")
    return ui.Section(ui.TextDisplay(f"**{prompt}**\n-# {says}"), accessory=cancel)

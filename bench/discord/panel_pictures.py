"""Pictures of the panel's prompts of the day: `python -m bench.discord.panel_pictures`."""

import asyncio
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice

from bench.discord.card_pictures import Scene, photograph
from bot.discord.panel.book import page_view
from bot.discord.panel.schedules.card import Known, schedule_card
from bot.discord.panel.state import PanelState
from bot.schedule import calendar
from bot.schedule.calendar import Rule
from bot.texts.texts import Texts
from db.schedules import Schedule
from db.server_filter import FilterChoices
from db.servers import ServerChoices
from db.slots import Slot, SlotState


def cards(texts: Texts, channel: str, now: datetime) -> Iterator[Scene]:
    """The page with all of them, and one of them."""
    schedule = _schedule(channel, texts, now)
    state = PanelState(ServerChoices(), [], [], FilterChoices(), [schedule])
    yield "panel-daily", page_view("daily", state, texts), []
    past = [
        _slot(
            now - timedelta(hours=20), SlotState.ACCEPTED, "a hamster Godzilla in a sombrero attacking Tokyo"
        ),
        _slot(now - timedelta(hours=44), SlotState.ACCEPTED, "a monkey napping under a waterfall of bananas"),
        _slot(now - timedelta(hours=68), SlotState.SKIPPED, ""),
    ]
    coming = list(islice(calendar.slots(Rule.of(schedule), now), 10))
    known = Known(schedule=schedule, coming=coming, past=past, own=12, waiting=3)
    yield "panel-schedule", schedule_card(known, texts), []


def _schedule(channel: str, texts: Texts, now: datetime) -> Schedule:
    return Schedule(
        id=1,
        name=texts("daily-name"),
        front="discord",
        server="1",
        channel=channel,
        clock="09:30",
        zone="Europe/Berlin",
        sources="suggestions,own,shipped",
        repeat_days=180,
        thread=True,
        vote_hours=22.0,
        paused_at=None,
        anchored_at=now,
        created_at=now,
    )


def _slot(at: datetime, state: SlotState, prompt: str) -> Slot:
    return Slot(
        schedule_id=1,
        at=at,
        state=state,
        by_hand=False,
        reason="" if prompt else "Skipped by a manager of the server.",
        source="shipped",
        prompt=prompt,
        suggestion_id=None,
        job_id=None,
        attempts=1,
        lease_token=None,
        lease_until=None,
        finished_at=at,
    )


if __name__ == "__main__":
    asyncio.run(photograph(cards, about_channel=True))

"""Schedules with everything real but the clock, the prompts and the platform."""

from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import PlaceError
from bot.image_store import ImageStore
from bot.pipeline.accept import Acceptor
from bot.pipeline.bell import Bell
from bot.pipeline.picture_judge import PictureJudge
from bot.pipeline.request import Place
from bot.schedule.poster import Poster
from bot.schedule.slots import Slots
from bot.schedule.sources import Candidate
from bot.settings import Settings
from db import schedules, slots
from db.jobs import Job, job_of
from db.models import JobRow
from db.schedules import NewSchedule, PromptSource, Schedule
from db.session import Database
from db.slots import Slot
from moderation.images import AllowAllPictures
from moderation.text import TextFilter
from tests.bot.pipeline.conftest import Postbox

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
NOBODY_IS_LIMITED = {"waiting_per_requester": 100_000, "per_hour_per_requester": 100_000}


@dataclass
class Clock:
    """A clock that stands still until it is put on."""

    now: datetime = NOON - MINUTE

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Boards:
    """A stage that remembers who was alerted."""

    name: str = "web"
    closed: Exception | None = None
    alerts: list[tuple[int, str]] = field(default_factory=list)

    def place(self, schedule: Schedule) -> Place:
        if self.closed:
            raise self.closed
        return Place(self.name, "today", schedule.server, schedule.channel)

    def hidden_channels(self, schedule: Schedule) -> Collection[str]:
        return ()

    async def alert(self, schedule: Schedule, reason: str) -> None:
        self.alerts.append((schedule.id, reason))


@dataclass
class Prompts:
    """As many prompts as are put in; otherwise one that names the day."""

    texts: list[str] | None = None

    async def __call__(
        self, session: AsyncSession, schedule: Schedule, local_day: date, *, hidden: Collection[str] = ()
    ) -> list[Candidate]:
        texts = [f"a fox on {local_day}"] if self.texts is None else self.texts
        return [Candidate(text, PromptSource.SHIPPED) for text in texts]


@pytest.fixture
def settings(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.chdir(tmp_path)  # away from anyone's config.toml
    return settings_in(tmp_path)


def settings_in(folder: Any) -> Settings:
    return Settings.model_validate({"data_dir": folder, "limits": NOBODY_IS_LIMITED})


def acceptor_of(settings: Settings, database: Database, text_filter: TextFilter) -> Acceptor:
    async def models() -> list[str]:
        return [settings.generation.model]

    fronts = {name: Postbox(name) for name in ("web", "discord")}
    return Acceptor(
        settings,
        database,
        text_filter=text_filter,
        fronts=fronts,
        models=models,
        picture_judge=PictureJudge(AllowAllPictures, database),
        image_store=ImageStore(settings.images_dir),
        bell=Bell(),
    )


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def prompts() -> Prompts:
    return Prompts()


@pytest.fixture
def stage() -> Boards:
    return Boards()


@dataclass
class House:
    """One process that looks after schedules, and short words for what tests do with it."""

    settings: Settings
    database: Database
    slots: Slots
    stage: Boards
    clock: Clock

    async def look(self) -> None:
        """As the timetable does at each check."""
        for schedule_id in sorted(await self.slots.due(await self.slots.active())):
            await self.slots.look(schedule_id)

    async def look_at(self, when: datetime) -> None:
        self.clock.now = when
        await self.look()

    async def of(self, schedule: Schedule) -> list[Slot]:
        """All slots, oldest first."""
        async with self.database.reading() as session:
            return (await slots.of_schedule(session, schedule.id, 10_000))[::-1]

    async def states(self, schedule: Schedule) -> list[str]:
        """All slots in words, oldest first."""
        return [f"{slot.at:%d %H:%M} {slot.state}" for slot in await self.of(schedule)]

    async def jobs(self) -> list[Job]:
        async with self.database.reading() as session:
            return [job_of(row) for row in await session.scalars(select(JobRow).order_by(JobRow.created_at))]


@pytest.fixture
def house(
    settings: Settings,
    database: Database,
    text_filter: TextFilter,
    stage: Boards,
    prompts: Prompts,
    clock: Clock,
) -> House:
    acceptor = acceptor_of(settings, database, text_filter)
    stages = {"web": stage, "discord": stage}
    poster = Poster(settings.schedule, database, acceptor, stages, prompts, clock)
    return House(settings, database, Slots(settings.schedule, database, poster, clock), stage, clock)


AddSchedule = Callable[..., Awaitable[Schedule]]


@pytest.fixture
def add_schedule(database: Database, clock: Clock) -> AddSchedule:
    """Makes a schedule of noon each day; any field of `NewSchedule` may be given."""

    async def add(**fields: Any) -> Schedule:
        defaults = {
            "name": "Prompt of the day",
            "front": "web",
            "clock": "12:00",
            "zone": "UTC",
            "sources": "shipped",
            "repeat_days": 180,
        }
        async with database.session() as session:
            return await schedules.add(session, NewSchedule(**(defaults | fields)), clock.now)

    return add


def no_place() -> PlaceError:
    return PlaceError("Nonet may not post there.")

"""Nonet itself, in this process, with X as its only front: at work, or step by step."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import delete, func, select, update

from bench.common.painter import Painter
from bench.common.waiting import until
from bench.twitter.server import StandIn
from bench.twitter.signature import KEYS
from bot.app import App, open_app, run
from bot.settings import Settings
from bot.twitter.errors import XError
from bot.twitter.front import TwitterFront
from bot.twitter.runner import Runner, open_x
from db.models import DeliveryRow, DeliveryState, JobRow, JobState, MarkerRow, MentionRow, RateLimitRow
from db.session import Database

QUEUE = {"workers": 2, "lease_s": 5.0, "heartbeat_s": 1.0, "poll_s": 0.3, "retry_s": 0.02}
X = {"poll_interval_s": 0.1, "rest_s": 0.05, "reconcile_after_s": 0, "daily_usd": 100, "monthly_usd": 100}
"""Waits that suit a test, and caps that are not in its way."""
PAUSE = "twitter-pause"
ROUNDS = 15
"""More than anything needs that ends at all."""


def settings_for(folder: Path, server: StandIn, painter: Painter, **twitter: object) -> Settings:
    """As by default, but impatient; `twitter` are settings of that front."""
    front = {"enabled": True, "reply_approved": True, "base_url": server.url} | KEYS | X | twitter
    return Settings.model_validate(
        {
            "data_dir": folder,
            "web": {"enabled": False},
            "generation": {"url": painter.url},
            "queue": QUEUE,
            "limits": {"waiting_per_requester": 100, "per_hour_per_requester": 1_000},
            "twitter": front,
        }
    )


@asynccontextmanager
async def nonet(server: StandIn, settings: Settings) -> AsyncIterator[None]:
    """Nonet, at work until the block ends, from after its first look for mentions."""
    looks = len(_looks(server))
    stop = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        group.create_task(run(settings, lambda _: None, stop))
        try:
            await until(lambda: len(_looks(server)) > looks + 1)
            yield
        finally:
            stop.set()


def _looks(server: StandIn) -> list[object]:
    return [entry for entry in server.journal.of("GET /2/users/{id}/mentions") if entry.answer]


@dataclass
class House:
    """Nonet, of which each part does something only when it is told to."""

    app: App
    front: TwitterFront
    runner: Runner

    async def look(self) -> None:
        """Look for mentions, and do what is owed apart from jobs."""
        with suppress(XError):  # the runner looks again, later
            await self.runner.look()

    async def paint(self) -> bool:
        """Paint the next job; whether there is one."""
        job = await self.app.renderer.claim()
        if job:
            await self.app.renderer.render(job)
        return job is not None

    async def deliver(self) -> bool:
        """Deliver what is due for longest; whether there is anything."""
        return await self.app.deliverer.deliver_one(self.front)

    async def settle(self) -> None:
        """Let time pass until everything is done. Raises AssertionError if it is not done after a while."""
        database = self.app.database
        for _ in range(ROUNDS):
            await let_time_pass(database)
            await self.look()
            while await self.paint():
                pass
            while await self.deliver():
                pass
            if not await owes_anything(database):
                break
        assert not await owes_anything(database)


@asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[House]:
    """A house with the real parts of `bot.app`, until the block ends."""
    front = TwitterFront(settings)
    async with open_app(settings, [front]) as app, open_x(settings, app.database) as parts:
        front.connect(app.database, parts.sender)
        yield House(app, front, Runner(settings, parts, app.acceptor, app.database))


async def let_time_pass(database: Database) -> None:
    """As much as ends every lease, pause, rate limit and rest between attempts."""
    now = datetime.now(UTC)
    async with database.session() as session:
        await session.execute(update(JobRow).where(JobRow.lease_until.is_not(None)).values(lease_until=now))
        await session.execute(update(JobRow).where(JobRow.not_before.is_not(None)).values(not_before=now))
        await session.execute(update(DeliveryRow).values(lease_until=None))
        owed = update(DeliveryRow).where(DeliveryRow.state == DeliveryState.PENDING)
        await session.execute(owed.values(due_at=now))
        await session.execute(delete(RateLimitRow))
        await session.execute(delete(MarkerRow).where(MarkerRow.name == PAUSE))


async def owes_anything(database: Database) -> bool:
    """Whether a job is on its way, or a delivery is owed."""
    on_its_way = JobRow.state.in_((JobState.QUEUED, JobState.RENDERING))
    jobs = select(func.count()).select_from(JobRow).where(on_its_way)
    pending = DeliveryRow.state == DeliveryState.PENDING
    deliveries = select(func.count()).select_from(DeliveryRow).where(pending)
    async with database.reading() as session:
        return bool(await session.scalar(jobs) or await session.scalar(deliveries))


async def decisions(database: Database) -> dict[str, str]:
    """What became of each mention, by its id: the decision, and why."""
    async with database.reading() as session:
        rows = await session.execute(select(MentionRow.id, MentionRow.decision, MentionRow.reason))
        return {mention: f"{decision} {reason}".strip() for mention, decision, reason in rows}

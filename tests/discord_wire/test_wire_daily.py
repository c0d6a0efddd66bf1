"""A prompt of the day over the wire: posted, opened and closed once, in calls that Discord's rules allow."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update

from bench.common.ledger import opened
from bench.common.waiting import until
from bench.discord.measures import every_fault
from bench.discord.server import StandIn
from bench.discord.world import Channel, Message
from bot.discord.daily import keeper
from bot.schedule.service import Schedules
from bot.schedule_settings import ScheduleSettings
from bot.settings import Settings
from db.models import ContestRow, ContestState
from db.schedules import NewSchedule
from tests.discord_wire.nonet import is_result, nonet


@pytest.fixture(autouse=True)
def _hasty_keeper(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeper, "TEND_EVERY_S", 0.1)
    monkeypatch.setattr(keeper, "TIMEOUT_S", 10.0)
    monkeypatch.setattr(keeper, "FIRST_REST_S", 0.1)
    monkeypatch.setattr(keeper, "LONGEST_REST_S", 0.5)


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return settings.model_copy(update={"schedule": ScheduleSettings(check_every_s=0.2, web_prompt=False)})


async def run_now(settings: Settings, channel: Channel) -> None:
    """Have a prompt of the day posted in a channel."""
    assert channel.guild
    async with opened(settings.data_dir / "nonet.db") as database:
        schedules = Schedules(database)
        made = await schedules.set_up(
            NewSchedule(
                name="daily",
                front="discord",
                server=str(channel.guild.id),
                channel=str(channel.id),
                clock="00:00",
                zone="UTC",
                sources="shipped",
                repeat_days=100,
                thread=True,
                vote_hours=22.0,
            )
        )
        await schedules.run_now(made.id)


async def until_open(folder: Path) -> None:
    """Wait until votes count, which is a moment after their message is there."""
    async with opened(folder / "nonet.db") as database:
        is_open, statement = None, select(ContestRow.id).where(ContestRow.state == ContestState.OPEN)
        while is_open is None:
            async with database.reading() as session:
                is_open = await session.scalar(statement)
            await asyncio.sleep(0.05)


async def let_end(folder: Path) -> None:
    """Let the time of the contest run out, as soon as it is open."""
    now, ended = datetime.now(UTC), None
    statement = (
        update(ContestRow)
        .where(ContestRow.state == ContestState.OPEN)
        .values(opens_at=now - timedelta(hours=1), closes_at=now)
        .returning(ContestRow.id)
    )
    async with opened(folder / "nonet.db") as database:
        while ended is None:
            async with database.session() as session:
                ended = await session.scalar(statement)
            await asyncio.sleep(0.05)


def in_thread(server: StandIn, channel: Channel) -> list[Message]:
    """What stands in the only thread."""
    assert channel.guild
    threads = server.world.threads_of(channel.guild)
    assert len(threads) <= 1
    return list(threads[0].messages.values()) if threads else []


def says(message: Message, words: str) -> bool:
    return words in str(message.components)


async def one_day(server: StandIn, settings: Settings, channel: Channel) -> None:
    """A day from its card to its results, with a vote."""
    async with nonet(server, settings):
        await run_now(settings, channel)
        await until(lambda: any(says(one, "Which one is best?") for one in in_thread(server, channel)))
        await until_open(settings.data_dir)
        vote = in_thread(server, channel)[0]
        number = next(part for part in str(vote.components).split("'") if part.endswith(":4"))
        voted = server.people.click(server.world.add_user("ann"), vote, number)
        await until(lambda: any("picture 4" in str(one.content) for one in voted.messages))
        await until(lambda: says(vote, "1 vote ·"))
        await let_end(settings.data_dir)
        await until(lambda: any(says(one, "Results") for one in in_thread(server, channel)))
        await until(lambda: says(vote, "The votes are counted."))


async def test_a_day_keeps_to_discords_rules(server: StandIn, settings: Settings, channel: Channel) -> None:
    await one_day(server, settings, channel)
    assert [is_result(message) for message in channel.messages.values()] == [True]
    assert len(in_thread(server, channel)) == 2
    assert server.journal.violations() == []


@pytest.mark.usefixtures("impatient")
async def test_with_faults_in_every_fifth_call_everything_is_posted_once(
    server: StandIn, settings: Settings, channel: Channel
) -> None:
    server.limits.enforced = False
    async with nonet(server, settings):
        server.faults.for_share(0.2, *every_fault())
        await run_now(settings, channel)
        await until(lambda: any(says(one, "Which one is best?") for one in in_thread(server, channel)))
        await let_end(settings.data_dir)
        await until(lambda: any(says(one, "Results") for one in in_thread(server, channel)))
        server.faults.clear()
    assert len(channel.messages) == 1
    assert len(in_thread(server, channel)) == 2
    assert server.journal.violations() == []

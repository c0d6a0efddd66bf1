"""A prompt of the day on a server, as the poster of slots has it accepted, and what comes of it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import discord
import pytest
from simcord import ChannelHandle, Env, GuildHandle, MemberActor
from sqlalchemy import insert, update

from bot.discord.connection.client import NonetBot
from bot.discord.daily.cog import keeper_of
from bot.discord.daily.keeper import Keeper
from bot.discord.daily.stage import DiscordStage
from bot.discord.desk import DISCORD
from bot.pipeline.request import SCHEDULE, Request, Requester
from db import contests, jobs, schedules
from db.contests import Contest, ContestKind, NewContest
from db.jobs import Job
from db.models import ContestRow, SlotRow, SlotState
from db.schedules import NewSchedule, Schedule
from db.session import Database
from tests.bot.discord.answers import told

PROMPT = "a frog in a fez"
HOURS = 22.0


@dataclass
class Day:
    """A prompt of the day whose card is posted."""

    job: Job
    contest: Contest
    channel: ChannelHandle


@pytest.fixture
def keeper(env: Env) -> Keeper:
    assert isinstance(env.bot, NonetBot)
    return keeper_of(env.bot)


@pytest.fixture
def add_schedule(house, guild: GuildHandle, channel: ChannelHandle) -> Callable[..., Awaitable[Schedule]]:
    """Makes a schedule of the server."""

    async def add(**fields: Any) -> Schedule:
        given: dict[str, Any] = {
            "name": "daily",
            "front": DISCORD,
            "server": str(guild.id),
            "channel": str(channel.id),
            "clock": "12:00",
            "zone": "UTC",
            "sources": "suggestions,shipped",
            "repeat_days": 100,
            "thread": True,
            "vote_hours": HOURS,
        }
        async with house.database.session() as session:
            return await schedules.add(session, NewSchedule(**(given | fields)), datetime.now(UTC))

    return add


@pytest.fixture
def accept(house, front) -> Callable[[Schedule], Awaitable[Job]]:
    """Has a slot's job accepted, with its contest, as `bot.schedule.poster` does."""

    async def accept(schedule: Schedule) -> Job:
        now = datetime.now(UTC)
        source_id = f"slot:{schedule.id}:{now.isoformat()}"

        async def also(session: Any) -> None:
            job = await jobs.by_source(session, DISCORD, source_id)
            new = NewContest(
                kind=ContestKind.DAILY,
                front=DISCORD,
                server=schedule.server,
                channel=schedule.channel,
                schedule_id=schedule.id,
                job_id=job.id,
                theme=job.prompt,
                entries_each=2,
                winner_role=schedule.winner_role,
                opens_at=now,
                closes_at=now + timedelta(hours=schedule.vote_hours or 0),
            )
            await contests.insert_contest(session, new)
            slot = {"schedule_id": schedule.id, "at": now, "job_id": job.id, "state": SlotState.ACCEPTED}
            rest = {"by_hand": False, "reason": "", "source": "shipped", "prompt": job.prompt, "attempts": 1}
            await session.execute(insert(SlotRow).values(slot | rest))

        request = Request(
            source_id=source_id,
            prompt=PROMPT,
            requester=Requester(platform=SCHEDULE, id=str(schedule.id), name="Nonet"),
            place=DiscordStage(front).place(schedule),
        )
        return await house.acceptor.accept(request, also)

    return accept


@pytest.fixture
def post(
    house, keeper: Keeper, channel: ChannelHandle, add_schedule, accept
) -> Callable[..., Awaitable[Day]]:
    """Has a prompt of the day painted, posted and opened."""

    async def post(**fields: Any) -> Day:
        job = await accept(await add_schedule(**fields))
        await house.paint_next()
        await house.deliver_all()
        await keeper.tend()
        return Day(await house.job(job.id), await contest_about(house.database, job), channel)

    return post


@pytest.fixture
async def day(post) -> Day:
    return await post()


async def contest_about(database: Database, job: Job) -> Contest:
    """The contest around a job."""
    async with database.reading() as session:
        found = await contests.about_job(session, job.id)
    assert found is not None
    return found


async def let_end(database: Database, contest: Contest) -> None:
    """Let the time of a contest run out."""
    async with database.session() as session:
        now = datetime.now(UTC)
        await session.execute(
            update(ContestRow)
            .where(ContestRow.id == contest.id)
            .values(opens_at=now - timedelta(hours=HOURS), closes_at=now)
        )


def thread_of(channel: ChannelHandle) -> ChannelHandle:
    """The only thread of a channel."""
    [thread] = channel.threads
    return thread


def ours(channel: ChannelHandle) -> list[discord.Message]:
    """The messages of a channel that everyone sees, of ours."""
    return [
        message
        for message in channel.history()
        if message.author.bot and not message.flags.ephemeral and message.components
    ]


async def vote_for(person: MemberActor, message: discord.Message, day: Day, number: int) -> str:
    """Press a number below a prompt of the day; what the person is told."""
    result = await person.click(message, custom_id=f"contest-vote:{day.contest.id}:{day.job.id}:{number}")
    return told(result)

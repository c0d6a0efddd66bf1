"""Jobs that were asked for on Discord, without going through /draw each time."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import pytest
from simcord import Env, GuildHandle, InteractionResult, MemberActor, ResponseMessage

from bot.discord.address import Address
from bot.discord.desk import DISCORD
from db import jobs, votes
from db.jobs import Job, NewJob
from db.votes import VoteKind

Draw = Callable[..., Awaitable[Job]]
Like = Callable[..., Awaitable[None]]

_EPOCH = datetime.now(UTC) - timedelta(hours=1)


@pytest.fixture
def wait(house: Any) -> Draw:
    """Puts a job by a member into the queue. Each is a second younger than the one before it."""
    numbers = count(1)

    async def wait(
        person: MemberActor, prompt: str, guild: GuildHandle | None = None, **fields: Any
    ) -> Job:
        number = next(numbers)
        address = Address(channel_id=1, message_id=number, user_id=person.id, language="en", limit_bytes=10**7)
        new = NewJob(
            **{
                "front": DISCORD,
                "source_id": f"event {number}",
                "address": address.to_text(),
                "server": str(guild.id) if guild else None,
                "platform": DISCORD,
                "requester_id": str(person.id),
                "requester_name": person.name,
                "prompt": prompt,
                "model": "nonet-small",
                "seed": 60 * number,
            }
            | fields
        )
        async with house.database.session() as session:
            return await jobs.insert_job(session, new, _EPOCH + timedelta(seconds=number))

    return wait


@pytest.fixture
def draw(house: Any, wait: Draw) -> Draw:
    """Has a job painted."""

    async def draw(*of: Any, **fields: Any) -> Job:
        job = await wait(*of, **fields)
        painted = await house.paint_next()
        assert painted.id == job.id
        return painted

    return draw


@pytest.fixture
def like(house: Any) -> Like:
    """Marks a job as a favourite of these people."""

    async def like(job: Job, *people: MemberActor) -> None:
        async with house.database.session() as session:
            for person in people:
                now = datetime.now(UTC)
                await votes.vote(session, job.id, DISCORD, str(person.id), VoteKind.FAVOURITE, now)

    return like


@pytest.fixture
def bob(env: Env, guild: GuildHandle) -> MemberActor:
    return guild.add_member(env.create_user("bob"))


@pytest.fixture
def carol(env: Env, guild: GuildHandle) -> MemberActor:
    return guild.add_member(env.create_user("carol"))

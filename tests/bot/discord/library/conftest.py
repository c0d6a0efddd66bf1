"""Jobs that were asked for on Discord, without going through /draw each time, and what answers consist of."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import pytest
from simcord import Env, GuildHandle, InteractionResult, MemberActor
from simcord.components import walk_components

from bot.discord.delivery.address import Address
from bot.discord.desk import DISCORD
from db import jobs, votes
from db.jobs import Job, NewJob
from db.votes import VoteKind
from tests.bot.discord.conftest import House

Draw = Callable[..., Awaitable[Job]]
Like = Callable[..., Awaitable[None]]


@pytest.fixture
def wait(house: House) -> Draw:
    """Puts a job by someone into the queue. Each is a second younger than the one before it."""
    numbers, begin = count(1), datetime.now(UTC) - timedelta(hours=1)

    async def wait(person: MemberActor, prompt: str, guild: GuildHandle | None = None, **fields: Any) -> Job:
        number = next(numbers)
        address = Address(
            channel_id=1, message_id=number, user_id=person.id, language="en", limit_bytes=10**7
        )
        at = fields.pop("at", begin + timedelta(seconds=number))
        given: dict[str, Any] = {
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
        async with house.database.session() as session:
            return await jobs.insert_job(session, NewJob(**(given | fields)), at)

    return wait


@pytest.fixture
def draw(house: House, wait: Draw) -> Draw:
    """Has a job painted."""

    async def draw(*of: Any, **fields: Any) -> Job:
        job = await wait(*of, **fields)
        painted = await house.paint_next()
        assert painted.id == job.id
        return painted

    return draw


@pytest.fixture
def like(house: House) -> Like:
    """Marks a job as a favourite of these people."""

    async def like(job: Job, *people: MemberActor) -> None:
        async with house.database.session() as session:
            for person in people:
                voter, now = str(person.id), datetime.now(UTC)
                await votes.vote(session, job.id, DISCORD, voter, VoteKind.FAVOURITE, now=now)

    return like


@pytest.fixture
def bob(env: Env, guild: GuildHandle) -> MemberActor:
    return guild.add_member(env.create_user("bob"))


@pytest.fixture
def carol(env: Env, guild: GuildHandle) -> MemberActor:
    return guild.add_member(env.create_user("carol"))


def parts(result: Any, kind: int) -> list[dict[str, Any]]:
    """The components of an answer, or of a message, that are of a kind as Discord numbers them."""
    message = result.response if isinstance(result, InteractionResult) else result
    components = message.components
    wire = [one if isinstance(one, dict) else one.to_dict() for one in components]
    return [part for part in walk_components(wire) if part["type"] == kind]


def words(result: Any) -> str:
    """All texts of an answer."""
    return "\n".join(part["content"] for part in parts(result, 10))


def ids(result: Any) -> list[str]:
    """The ids of all buttons and menus of an answer."""
    return [part["custom_id"] for kind in (2, 3) for part in parts(result, kind) if "custom_id" in part]


def options(result: Any, custom_id: str) -> list[str]:
    """What can be chosen in a menu."""
    [menu] = [part for part in parts(result, 3) if part["custom_id"] == custom_id]
    return [option["value"] for option in menu["options"]]


def refusal(env: Env, result: InteractionResult) -> str:
    """The one sentence that a person is told alone; simcord calls it a mistake of the bot."""
    assert env.errors
    said = [one for one in [result.response, *result.followups] if one is not None]
    assert [one.ephemeral for one in said] == [True]
    return said[0].content

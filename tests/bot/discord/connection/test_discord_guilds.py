"""What is gone on Discord is gone from the database; a server that comes back finds what it had chosen."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

import discord
import pytest
from simcord import ChannelHandle, Env, GuildHandle, MemberActor

from bot.discord.connection.client import NonetBot
from bot.discord.desk import DISCORD
from bot.settings import Settings
from db import posts, servers
from db.jobs import Job, JobState
from db.models import PostKind
from db.posts import Post
from db.session import Database

AddJob = Callable[..., Awaitable[Job]]
Remember = Callable[[int, int], Awaitable[None]]
House = Any


@pytest.fixture
async def job(env: Env, guild: GuildHandle, add_job: AddJob) -> Job:
    return await add_job(front=DISCORD, server=str(guild.id))


@pytest.fixture
def remember(database: Database, job: Job) -> Remember:
    """Makes a message a post of the job."""

    async def remember(message_id: int, channel_id: int) -> None:
        post = Post(
            front=DISCORD,
            message_id=str(message_id),
            channel_id=str(channel_id),
            job_id=job.id,
            kind=PostKind.RESULT,
            person_id="1",
            created_at=datetime.now(UTC),
        )
        async with database.session() as session:
            await posts.remember(session, post)

    return remember


async def posts_of(database: Database, job: Job) -> list[str]:
    async with database.reading() as session:
        return [post.message_id for post in await posts.of_job(session, job.id)]


async def test_a_server_that_removes_us_is_served_no_more(
    env: Env, guild: GuildHandle, bot: NonetBot, job: Job, remember: Remember, house: House
) -> None:
    await remember(10, 20)
    ours = bot.get_guild(guild.id)
    assert ours

    await ours.leave()
    await env.settle()

    assert (await house.job(job.id)).state is JobState.CANCELLED
    assert await posts_of(house.database, job) == []
    assert (await choices(house.database, guild)).left_at


async def test_a_server_that_comes_back_finds_what_it_had_chosen(
    guild: GuildHandle, bot: NonetBot, database: Database
) -> None:
    async with database.session() as session:
        await servers.choose(session, DISCORD, str(guild.id), language="fr", left_at=datetime.now(UTC))

    [joined] = [listener for name, listener in bot.cogs["Guilds"].get_listeners() if name == "on_guild_join"]
    await joined(bot.get_guild(guild.id))  # simcord's servers are there from the beginning

    now = await choices(database, guild)
    assert (now.language, now.left_at) == ("fr", None)


async def choices(database: Database, guild: GuildHandle) -> servers.ServerChoices:
    async with database.reading() as session:
        return await servers.choices(session, DISCORD, str(guild.id))


async def test_nothing_is_posted_into_a_new_server(
    env: Env, guild: GuildHandle, channel: ChannelHandle
) -> None:
    assert channel.history() == []
    assert not [entry for entry in env.http_requests if "messages" in entry.path]


async def test_posts_of_a_deleted_channel_are_forgotten(
    env: Env, channel: ChannelHandle, remember: Remember, job: Job, database: Database
) -> None:
    await remember(10, channel.id)
    await remember(11, channel.id + 1)

    env.backend.delete_channel(channel.id)
    await env.settle()

    assert await posts_of(database, job) == ["11"]


async def test_a_deleted_message_is_forgotten_if_it_was_ours(
    env: Env, alice: MemberActor, channel: ChannelHandle, remember: Remember, job: Job, database: Database
) -> None:
    ours = await alice.send(channel, "stands for a message of ours")
    other = await alice.send(channel, "something else")
    await remember(ours.id, channel.id)

    await alice.delete(other)
    assert await posts_of(database, job) == [str(ours.id)]
    await alice.delete(ours)
    assert await posts_of(database, job) == []


async def test_posts_of_a_deleted_thread_are_forgotten(
    env: Env, bot: NonetBot, channel: ChannelHandle, remember: Remember, job: Job, database: Database
) -> None:
    parent = bot.get_channel(channel.id)
    assert isinstance(parent, discord.TextChannel)
    thread = await parent.create_thread(name="a thread", type=discord.ChannelType.public_thread)
    await remember(10, thread.id)

    env.backend.delete_channel(thread.id)
    await env.settle()

    assert await posts_of(database, job) == []


async def test_posts_that_moderators_sweep_away_are_forgotten(
    env: Env, alice: MemberActor, channel: ChannelHandle, remember: Remember, job: Job, database: Database
) -> None:
    ours, other = await alice.send(channel, "stands for one of ours"), await alice.send(channel, "else")
    await remember(ours.id, channel.id)

    env.backend.bulk_delete_messages(channel.id, [ours.id, other.id])
    await env.settle()

    assert await posts_of(database, job) == []


class TestServersThatAreNotWanted:
    @pytest.fixture
    def settings(self, settings: Settings) -> Settings:
        discord_settings = settings.discord.model_copy(update={"denied_servers": ("4242",)})
        return settings.model_copy(update={"discord": discord_settings})

    async def test_a_server_that_is_denied_is_left(self, env: Env, bot: NonetBot) -> None:
        env.create_guild("Spam", id=4242)
        await env.settle()
        assert bot.get_guild(4242) is None

    async def test_all_others_are_served(self, env: Env, bot: NonetBot, guild: GuildHandle) -> None:
        await env.settle()
        assert bot.get_guild(guild.id)


class TestServersThatAreWanted:
    @pytest.fixture
    def settings(self, settings: Settings) -> Settings:
        discord_settings = settings.discord.model_copy(update={"servers": ("4242",)})
        return settings.model_copy(update={"discord": discord_settings})

    async def test_any_other_is_left(self, env: Env, bot: NonetBot) -> None:
        other = env.create_guild("Elsewhere")
        await env.settle()
        assert bot.get_guild(other.id) is None

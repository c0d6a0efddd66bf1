"""Jobs are recalled into the channel where people are talking about them."""

from datetime import UTC, datetime, timedelta
from typing import Any

import discord
import pytest
from simcord import ChannelHandle, Env, GuildHandle, MemberActor

from bot.discord.delivery.parcel import Packed
from bot.discord.delivery.recall import recall
from bot.discord.desk import DISCORD, Desk
from bot.pipeline.withdraw import withdraw
from db import people, posts, servers
from db.posts import PostKind
from tests.bot.discord.answers import ids, refusal, words
from tests.bot.discord.conftest import Draw, House


async def test_ones_own_job_is_posted_again_and_the_post_is_remembered(
    env: Env, alice: MemberActor, channel: ChannelHandle, draw: Draw, house: House
) -> None:
    job = await draw(alice, "a fox", env.create_guild("Elsewhere"))
    result = await alice.slash(channel, "show", job=job.id)
    assert not result.ephemeral
    assert "**a fox**" in words(result)
    assert f"again:{job.id}" in ids(result)
    assert len(result.response.attachments) == 1
    async with house.database.reading() as session:
        post = await posts.by_message(session, DISCORD, str(result.response.id))
    assert post is not None
    assert (post.kind, post.job_id, post.person_id) == (PostKind.COPY, job.id, str(alice.id))
    assert post.channel_id == str(channel.id)


async def test_others_jobs_are_shown_on_their_own_server_only(
    env: Env, alice: MemberActor, bob: MemberActor, guild: GuildHandle, channel: ChannelHandle, draw: Draw
) -> None:
    here = await draw(alice, "a fox", guild)
    elsewhere = await draw(alice, "an owl", env.create_guild("Elsewhere"))
    assert "**a fox**" in words(await bob.slash(channel, "show", job=here.id))
    refused = await bob.slash(channel, "show", job=elsewhere.id)
    assert refusal(env, refused).startswith("There is no such job that you could show.")


async def test_a_job_that_is_deleted_while_it_is_posted_does_not_stay(
    env: Env,
    alice: MemberActor,
    channel: ChannelHandle,
    draw: Draw,
    desk: Desk,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    job = await draw(alice, "a fox")

    async def recall_too_late(*of: Any) -> Packed:
        packed = await recall(*of)
        await withdraw(desk.database, desk.image_store, desk.board, job.id)
        return packed

    monkeypatch.setattr("bot.discord.commands.show.recall", recall_too_late)
    result = await alice.slash(channel, "show", job=job.id)
    assert env.errors  # of which the person is told
    assert ["deleted" in said.content for said in result.followups if said.ephemeral] == [True]
    assert channel.history() == []


async def test_a_private_job_is_shown_to_its_requester_alone(
    env: Env, alice: MemberActor, bob: MemberActor, guild: GuildHandle, channel: ChannelHandle, draw: Draw
) -> None:
    job = await draw(alice, "a fox", guild, private=True)
    result = await alice.slash(channel, "show", job=job.id)
    assert result.ephemeral
    assert "**a fox**" in words(result)
    refused = await bob.slash(channel, "show", job=job.id)
    assert "no such job" in refusal(env, refused)


async def test_what_only_one_person_sees_is_not_remembered_as_a_post(
    alice: MemberActor, channel: ChannelHandle, draw: Draw, house: House
) -> None:
    job = await draw(alice, "a fox", private=True)
    await alice.slash(channel, "show", job=job.id)
    async with house.database.reading() as session:
        assert await posts.of_job(session, job.id) == []


@pytest.mark.parametrize("job_id", ["nonsense", "'; DROP TABLE jobs; --", "a" * 64])
async def test_an_unknown_job_is_refused(
    env: Env, alice: MemberActor, channel: ChannelHandle, job_id: str
) -> None:
    assert "no such job" in refusal(env, await alice.slash(channel, "show", job=job_id))


async def test_nothing_is_posted_where_a_result_could_not_be(
    env: Env, alice: MemberActor, guild: GuildHandle, draw: Draw
) -> None:
    job = await draw(alice, "a fox")
    nobody_attaches = {guild.default_role: discord.PermissionOverwrite(attach_files=False)}
    closed = guild.create_text_channel("words-only", overwrites=nobody_attaches)
    assert "Attach Files" in refusal(env, await alice.slash(closed, "show", job=job.id))
    assert closed.history() == []


async def test_nothing_is_posted_where_the_server_does_not_want_it(
    env: Env, alice: MemberActor, guild: GuildHandle, channel: ChannelHandle, draw: Draw, house: House
) -> None:
    job = await draw(alice, "a fox")
    async with house.database.session() as session:
        await servers.set_channels(session, DISCORD, str(guild.id), denied=[str(channel.id)])
    assert "channel" in refusal(env, await alice.slash(channel, "show", job=job.id))
    assert channel.history() == []


async def test_a_server_that_allows_less_is_not_shown_what_was_painted_elsewhere(
    env: Env, alice: MemberActor, guild: GuildHandle, channel: ChannelHandle, draw: Draw, house: House
) -> None:
    job = await draw(alice, "a woman in lingerie", env.create_guild("Elsewhere"))
    assert "**a woman in lingerie**" in words(await alice.slash(channel, "show", job=job.id))
    async with house.database.session() as session:
        await servers.choose(session, DISCORD, str(guild.id), policy="strict")
    assert "sexual" in refusal(env, await alice.slash(channel, "show", job=job.id))
    assert len(channel.history()) == 1


async def test_who_is_kept_out_shows_nothing(
    env: Env, alice: MemberActor, channel: ChannelHandle, draw: Draw, house: House
) -> None:
    job = await draw(alice, "a fox")
    now = datetime.now(UTC)
    async with house.database.session() as session:
        await people.ban(session, DISCORD, str(alice.id), now + timedelta(days=1), "Spam.", now=now)
    refusal(env, await alice.slash(channel, "show", job=job.id))
    assert channel.history() == []


async def test_jobs_are_suggested_from_ones_own_history(
    alice: MemberActor, bob: MemberActor, channel: ChannelHandle, draw: Draw
) -> None:
    fox = await draw(alice, "a Fox" + " and another" * 20)
    await draw(alice, "an owl")
    await draw(bob, "bob's fox")
    [choice] = await alice.autocomplete(channel, "show", "job", "fox")
    assert choice["value"] == fox.id
    assert f"{fox.created_at:%Y-%m-%d} · a Fox and" in choice["name"]
    assert len(choice["name"]) <= 100
    assert len(await alice.autocomplete(channel, "show", "job", "")) == 2


async def test_show_works_in_direct_messages(alice: MemberActor, draw: Draw) -> None:
    job = await draw(alice, "a fox")
    assert "**a fox**" in words(await alice.user.slash("show", job=job.id))

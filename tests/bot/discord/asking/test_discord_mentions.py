"""Mentions that draw, replies that amend, and messages that are none of our business."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from discord import PermissionOverwrite, Permissions
from simcord import ChannelHandle, Env, GuildHandle, MemberActor

from bot.discord.connection.client import NonetBot
from db import jobs, people, posts, servers
from db.servers import Pressers

PROMPT = "a red fox in the snow"


@pytest.fixture
def me(bot: NonetBot, env: Env) -> str:
    return f"<@{env.backend.bot_user.id}>"


async def waiting(house) -> list[str]:
    async with house.database.reading() as session:
        ids = await jobs.unfinished(session, ["discord"])
        return [job.prompt for job in await jobs.get_all(session, ids)]


async def drawn(house, alice: MemberActor, channel: ChannelHandle, content: str, **more):
    """The finished job of a message, and the message that shows it."""
    await alice.send(channel, content, **more)
    job = await house.paint_next()
    await house.deliver_all()
    return job, channel.last_message


async def test_a_mention_draws_and_the_reply_becomes_the_result(house, alice, channel, me: str) -> None:
    asked = await alice.send(channel, f"{me} {PROMPT}")
    reply = channel.last_message
    job = await house.paint_next()
    await house.deliver_all()

    assert (job.prompt, job.source_id) == (PROMPT, str(asked.id))
    assert reply.reference.message_id == asked.id
    assert channel.last_message.id == reply.id, "the reply itself is edited"
    assert len(channel.last_message.attachments) == 1


async def test_the_result_of_a_mention_can_be_late(house, env: Env, alice, channel, me: str) -> None:
    await alice.send(channel, f"{me} {PROMPT}")
    await env.advance_time(3_600.0)
    await house.paint_next()
    await house.deliver_all()

    assert len(channel.last_message.attachments) == 1


async def test_a_reply_that_someone_removed_is_posted_anew(house, env: Env, alice, channel, me: str) -> None:
    asked = await alice.send(channel, f"{me} {PROMPT}")
    env.backend.delete_message(channel.id, channel.last_message.id)
    await house.paint_next()
    await house.deliver_all()

    assert channel.last_message.reference.message_id == asked.id
    assert len(channel.last_message.attachments) == 1


async def test_names_stand_for_mentions_and_emoji(house, env, guild, alice, channel, me: str) -> None:
    bob = guild.add_member(env.create_user("bob"))
    job, _ = await drawn(house, alice, channel, f"{me} {bob.mention} with a <:hat:123456789012345678>  on")

    assert job.prompt == "bob with a hat on"


async def test_more_words_in_a_reply_amend_the_prompt(house, alice, channel, me: str) -> None:
    first, message = await drawn(house, alice, channel, f"{me} {PROMPT}")
    second, _ = await drawn(house, alice, channel, f"{me} at night", reply_to=message)

    assert second.prompt == f"{PROMPT}, at night"
    assert second.parent_id == first.id


async def test_anyone_may_amend_what_everyone_sees(house, env, guild, alice, channel, me: str) -> None:
    await alice.slash(channel, "draw", prompt=PROMPT)
    await house.paint_next()
    await house.deliver_all()
    bob = guild.add_member(env.create_user("bob"))
    job, _ = await drawn(house, bob, channel, f"{me} at night", reply_to=channel.last_message)

    assert (job.prompt, job.requester_id) == (f"{PROMPT}, at night", str(bob.id))


async def test_only_the_requester_may_amend_what_is_private(house, env, guild, alice, channel, me) -> None:
    await alice.slash(channel, "draw", prompt=PROMPT, private=True)
    await house.paint_next()
    await house.deliver_all()
    private = channel.history(viewer=alice)[-1]
    async with house.database.reading() as session:
        post = await posts.by_message(session, "discord", str(private.id))
    bob = guild.add_member(env.create_user("bob"))
    public = await bob.send(channel, "look")
    async with house.database.session() as session:  # as if it had got about
        await posts.remember(session, replace(post, message_id=str(public.id)))
    await bob.send(channel, f"{me} at night", reply_to=public)

    assert "private" in str(channel.last_message.components[0].content)
    assert await waiting(house) == []


async def test_a_server_may_keep_pictures_to_those_who_asked(house, env, guild, alice, channel, me) -> None:
    async with house.database.session() as session:
        await servers.choose(session, "discord", str(guild.id), pressers=Pressers.REQUESTER)
    _, message = await drawn(house, alice, channel, f"{me} {PROMPT}")
    bob = guild.add_member(env.create_user("bob"))
    await bob.send(channel, f"{me} at night", reply_to=message)
    assert await waiting(house) == []

    moderators = guild.create_role("moderators", permissions=Permissions(manage_messages=True))
    carol = guild.add_member(env.create_user("carol"), roles=[moderators])
    job, _ = await drawn(house, carol, channel, f"{me} at night", reply_to=message)
    assert job.prompt == f"{PROMPT}, at night"


async def test_a_reply_that_only_notifies_us_is_no_prompt(house, alice, channel, me: str) -> None:
    _, message = await drawn(house, alice, channel, f"{me} {PROMPT}")
    await alice.send(channel, "lol, nice", reply_to=message)

    assert await waiting(house) == []


async def test_a_reply_to_someone_else_draws_its_own_words(house, env, guild, alice, channel, me) -> None:
    bob = guild.add_member(env.create_user("bob"))
    message = await bob.send(channel, "hello")
    job, _ = await drawn(house, alice, channel, f"{me} {PROMPT}", reply_to=message)

    assert (job.prompt, job.parent_id) == (PROMPT, None)


async def test_a_mention_without_words_is_helped(house, alice, channel, me: str) -> None:
    asked = await alice.send(channel, f"{me}  ")

    assert "/draw" in channel.last_message.components[0].content
    assert channel.last_message.reference.message_id == asked.id
    assert await waiting(house) == []


@pytest.mark.parametrize("content", ["@everyone a fox", "a fox", "@here a fox"])
async def test_what_is_not_said_to_us_is_ignored(house, alice, channel, me: str, content: str) -> None:
    message = await alice.send(channel, content)

    assert channel.last_message.id == message.id


async def test_other_bots_and_webhooks_are_ignored(house, env, guild: GuildHandle, channel, me: str) -> None:
    robot = guild.add_member(env.create_user("robot", bot=True))
    await robot.send(channel, f"{me} {PROMPT}")
    await guild.create_webhook(channel).send(f"{me} {PROMPT}")

    assert await waiting(house) == []


async def test_a_refusal_is_said_in_the_reply(house, alice, channel, me: str) -> None:
    await alice.send(channel, f"{me} !!!")

    reply = channel.last_message
    assert reply.reference is not None
    assert reply.author.bot and "…" not in reply.components[0].content
    assert await waiting(house) == []


async def test_a_mistake_of_ours_is_said_with_a_number(
    house, alice, channel, me, monkeypatch, log_lines
) -> None:
    async def broken(request) -> None:
        raise RuntimeError("a mistake")

    monkeypatch.setattr(house.acceptor, "accept", broken)
    await alice.send(channel, f"{me} {PROMPT}")

    [line] = [line for line in log_lines if line["event"] == "incident"]
    assert line["incident"] in channel.last_message.components[0].content


async def test_where_we_may_not_post_the_person_is_told_elsewhere(house, env, guild, alice, me: str) -> None:
    muted = guild.create_text_channel(
        "muted", overwrites={guild.default_role: PermissionOverwrite(attach_files=False)}
    )
    await alice.send(muted, f"{me} {PROMPT}")

    assert "Attach Files" in alice.user.dm_channel.last_message.components[0].content
    assert await waiting(house) == []


async def test_the_server_s_language_is_spoken(house, alice, guild, channel, me: str) -> None:
    async with house.database.session() as session:
        await servers.choose(session, "discord", str(guild.id), language="de")
    await alice.send(channel, me)

    assert "Erwähne mich" in channel.last_message.components[0].content


async def test_who_has_opted_out_gets_no_answer(house, alice, channel, me: str) -> None:
    async with house.database.session() as session:
        await people.opt_out(session, "discord", str(alice.id), datetime.now(UTC))
    asked = await alice.send(channel, f"{me} {PROMPT}")

    assert channel.last_message.id == asked.id
    assert await waiting(house) == []

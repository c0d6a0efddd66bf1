"""Votes by heart and by reaction, the showcase that they lead to, and reactions that are shortcuts."""

import asyncio
from datetime import UTC, datetime, timedelta

import discord
import pytest
from simcord import ChannelHandle, GuildHandle, MemberActor

from bot.discord.desk import DISCORD
from bot.discord.voting import showcase
from bot.discord.voting.hearts import RENEWED_EVERY_S
from bot.errors import BadRequestError, PlaceError
from db import jobs, posts, servers, votes
from db import showcase as claims
from db.jobs import Job
from db.models import PostKind, Pressers
from db.posts import Post
from tests.bot.discord.answers import parts


@pytest.fixture
async def wall(house, guild: GuildHandle) -> ChannelHandle:
    """The server's showcase, which takes two votes."""
    wall = guild.create_text_channel("showcase")
    async with house.database.session() as session:
        await servers.choose(session, DISCORD, str(guild.id), showcase_channel=str(wall.id), showcase_votes=2)
    return wall


def card_of(channel: ChannelHandle) -> discord.Message:
    """The last message that everyone sees."""
    return [message for message in channel.history() if not message.flags.ephemeral][-1]


def heart(message: discord.Message, job: Job) -> str | None:
    """What stands beside the heart."""
    [button] = [part for part in parts(message) if part.get("custom_id") == f"favourite:{job.id}"]
    return button.get("label")


async def like(person: MemberActor, channel: ChannelHandle, job: Job) -> str:
    """Press the heart; what the person is told."""
    result = await person.click(card_of(channel), custom_id=f"favourite:{job.id}")
    return result.followups[-1].content


async def number_of_votes(house, job: Job) -> int:
    async with house.database.reading() as session:
        return await votes.count(session, job.id)


async def shown(house, job: Job) -> Post | None:
    async with house.database.reading() as session:
        return await claims.shown(session, DISCORD, job.id)


async def test_the_heart_makes_a_favourite_and_counts_it_on_the_card(house, done, bob, channel) -> None:
    before = card_of(channel)
    assert await like(bob, channel, done) == "It is one of your favourites now."

    after = card_of(channel)
    assert (heart(before, done), heart(after, done)) == (None, "1")
    assert [file.url for file in after.attachments] == [file.url for file in before.attachments]
    assert await number_of_votes(house, done) == 1


async def test_a_second_press_takes_it_back(house, done, bob, channel) -> None:
    await like(bob, channel, done)
    assert await like(bob, channel, done) == "It is none of your favourites any more."
    assert heart(card_of(channel), done) is None
    assert await number_of_votes(house, done) == 0


async def test_own_votes_do_not_count(house, done, alice, channel) -> None:
    await like(alice, channel, done)
    await alice.react(card_of(channel), "🔥")
    assert await number_of_votes(house, done) == 0


async def test_one_person_has_one_vote(house, done, bob, channel) -> None:
    await like(bob, channel, done)
    await bob.react(card_of(channel), "🔥")
    await bob.react(card_of(channel), "😂")
    assert await number_of_votes(house, done) == 1


async def test_a_reaction_is_a_vote_until_it_is_taken_back(house, done, bob, channel) -> None:
    await bob.react(card_of(channel), "🔥")
    voted = await number_of_votes(house, done)
    await bob.unreact(card_of(channel), "🔥")
    assert (voted, await number_of_votes(house, done)) == (1, 0)


async def test_a_thumb_down_is_no_vote(house, done, bob, channel) -> None:
    await bob.react(card_of(channel), "👎")
    assert await number_of_votes(house, done) == 0


async def test_reactions_to_other_messages_are_none_of_our_business(house, done, alice, bob, channel) -> None:
    message = await alice.send(channel, "look at this")
    await bob.react(message, "🔥")
    assert await number_of_votes(house, done) == 0


async def test_reactions_show_on_the_card_but_not_more_often_than_every_half_minute(
    house, env, done, bob, carol, channel
) -> None:
    await bob.react(card_of(channel), "🔥")
    first = heart(card_of(channel), done)
    await carol.react(card_of(channel), "🔥")
    soon = heart(card_of(channel), done)
    await env.advance_time(RENEWED_EVERY_S + 1)

    assert (first, soon, heart(card_of(channel), done)) == ("1", "1", "2")


async def test_a_cross_of_the_requester_deletes(house, done, alice, bob, channel) -> None:
    card = card_of(channel)
    await bob.react(card, "❌")
    async with house.database.reading() as session:
        assert await jobs.get(session, done.id)
    await alice.react(card, "❌")
    async with house.database.reading() as session:
        assert await jobs.get(session, done.id) is None


async def test_an_envelope_sends_all_nine_once(house, env, done, bob, channel) -> None:
    for envelope in ("✉️", "📩"):
        await bob.react(card_of(channel), envelope)
    assert await number_of_votes(house, done) == 0

    async with house.database.reading() as session:
        [copy] = [post for post in await posts.of_job(session, done.id) if post.kind is PostKind.COPY]
    dm = await env.bot.fetch_user(bob.id)
    message = await (await dm.create_dm()).fetch_message(int(copy.message_id))
    assert [file.filename[-5:] for file in message.attachments] == [f"{n}.png" for n in range(1, 10)]


async def test_an_envelope_sends_nothing_where_buttons_are_the_requesters(
    house, done, guild, alice, bob, channel
) -> None:
    async with house.database.session() as session:
        await servers.choose(session, DISCORD, str(guild.id), pressers=Pressers.REQUESTER)
    await bob.react(card_of(channel), "✉️")
    await alice.react(card_of(channel), "✉️")

    async with house.database.reading() as session:
        copies = [post for post in await posts.of_job(session, done.id) if post.kind is PostKind.COPY]
    assert [copy.person_id for copy in copies] == [str(alice.id)]


async def test_enough_votes_lead_to_the_showcase_once(house, done, bob, carol, channel, wall) -> None:
    await like(bob, channel, done)
    assert wall.last_message is None
    await carol.react(card_of(channel), "🔥")
    await bob.react(card_of(channel), "🔥")

    [message] = wall.history()
    assert heart(message, done) == "2"
    assert (await shown(house, done)).message_id == str(message.id)
    buttons = parts(message, 2)
    assert [button["url"] for button in buttons if "url" in button] == [card_of(channel).jump_url]


async def test_later_votes_show_in_the_showcase(env, done, bob, carol, guild, channel, wall) -> None:
    for person in (bob, carol, guild.add_member(env.create_user("dave"))):
        await like(person, channel, done)

    assert heart(wall.last_message, done) == "3"


async def test_the_requester_may_publish_without_votes(house, done, alice, channel, wall) -> None:
    more = await alice.click(card_of(channel), custom_id=f"more:{done.id}")
    result = await alice.click(more.followups[0], custom_id=f"publish:{done.id}")

    assert result.followups[-1].content == f"It is in the showcase: {wall.last_message.jump_url}"
    again = await alice.click(more.followups[0], custom_id=f"publish:{done.id}")
    assert again.followups[-1].content == "It is in the showcase already."


async def test_two_who_publish_at_once_post_one_message(house, bot, done, wall) -> None:
    results = await asyncio.gather(
        *(showcase.publish(bot, done, done.requester_id) for _ in range(5)), return_exceptions=True
    )

    assert len(wall.history()) == 1
    assert sum(isinstance(result, BadRequestError) for result in results) == 4


async def test_a_process_that_died_while_publishing_bars_nobody_for_long(house, bot, done, wall) -> None:
    now = datetime.now(UTC)
    for age, posted in ((timedelta(minutes=1), 0), (timedelta(minutes=6), 1)):
        claim = Post(
            front=DISCORD,
            message_id="",
            channel_id=str(wall.id),
            job_id=done.id,
            kind=PostKind.SHOWCASE,
            person_id="1",
            created_at=now - age,
        )
        async with house.database.session() as session:
            await claims.give_up(session, DISCORD, done.id)
            assert await claims.claim(session, claim)
        try:
            await showcase.publish(bot, done, done.requester_id)
        except BadRequestError:
            assert not posted
        assert len(wall.history()) == posted


async def test_what_could_not_be_posted_can_be_published_later(house, env, bot, done, wall) -> None:
    env.inject_error("POST", f"/channels/{wall.id}/messages", status=403)
    with pytest.raises(discord.Forbidden):
        await showcase.publish(bot, done, done.requester_id)
    assert await shown(house, done) is None


async def test_private_pictures_never_get_into_the_showcase(house, bot, alice, channel, wall) -> None:
    private = await house.draw(alice, channel, private=True)
    with pytest.raises(BadRequestError):
        await showcase.publish(bot, private, str(alice.id))


async def test_without_a_showcase_there_is_nothing_to_publish_in(bot, done) -> None:
    with pytest.raises(PlaceError, match="no showcase"):
        await showcase.publish(bot, done, done.requester_id)


async def test_a_showcase_that_is_gone_is_named(house, bot, done, guild) -> None:
    async with house.database.session() as session:
        await servers.choose(session, DISCORD, str(guild.id), showcase_channel="1", showcase_votes=1)
    with pytest.raises(PlaceError, match="gone"):
        await showcase.publish(bot, done, done.requester_id)


async def test_what_is_age_restricted_stays_so(env, bot, done, channel, wall) -> None:
    env.bot.get_channel(channel.id).nsfw = True  # simcord has no way to say so
    with pytest.raises(PlaceError, match="age-restricted"):
        await showcase.publish(bot, done, done.requester_id)
    env.bot.get_channel(wall.id).nsfw = True
    await showcase.publish(bot, done, done.requester_id)

    assert len(wall.history()) == 1


async def test_a_showcase_where_we_may_not_post_is_named(house, bot, done, guild) -> None:
    overwrites = {guild.default_role: discord.PermissionOverwrite(attach_files=False)}
    closed = guild.create_text_channel("closed", overwrites=overwrites)
    async with house.database.session() as session:
        await servers.choose(session, DISCORD, str(guild.id), showcase_channel=str(closed.id))
    with pytest.raises(PlaceError, match="#closed"):
        await showcase.publish(bot, done, done.requester_id)


async def test_a_spoiler_is_covered_in_the_showcase(house, bot, alice, channel, wall) -> None:
    job = await house.draw(alice, channel, spoiler=True)
    await showcase.publish(bot, job, str(alice.id))

    assert wall.last_message.attachments[0].filename.startswith("SPOILER_")


async def test_messages_of_ours_have_menus(env, done, bob, channel) -> None:
    card = card_of(channel)
    liked = await bob.context_menu(channel, "Favourite", card)
    asked = await bob.context_menu(channel, "Pick a picture", card)
    await bob.click(asked.response, custom_id=f"pick:{done.id}:2")
    refused = await bob.context_menu(channel, "Delete pictures", card)

    assert liked.response.content == "It is one of your favourites now."
    assert card_of(channel).attachments[0].filename.endswith("-2.png")
    assert refused.response.content == "Only the requester and moderators may do that."
    assert len(env.errors) == 1


async def test_other_messages_have_no_pictures(env, alice, bob, channel) -> None:
    message = await alice.send(channel, "look at this")
    result = await bob.context_menu(channel, "Report pictures", message)

    assert result.response.content == "This message is none of my pictures."
    assert len(env.errors) == 1

"""A prompt of the day is posted as a message of its own, and gets a thread and a vote, once."""

from datetime import timedelta

import discord
import pytest
from simcord import ChannelHandle, Env, GuildHandle

from bot.discord.daily.stage import DiscordStage
from bot.discord.delivery import courier
from bot.errors import PlaceError
from bot.pipeline.request import place_of
from db import deliveries, servers
from db.contests import ContestState
from generation.errors import InvalidRequestError
from tests.bot.discord.answers import ids, words
from tests.bot.discord.daily.conftest import PROMPT, ours, thread_of


async def test_the_card_of_the_day_says_what_it_is_and_has_the_usual_buttons(day, channel) -> None:
    [card] = ours(channel)
    assert "Prompt of the day" in words(card)
    assert PROMPT in words(card)
    assert card.reference is None
    assert f"again:{day.job.id}" in ids(card)
    assert card.attachments


async def test_it_speaks_the_language_that_the_server_chose(house, guild, channel, post) -> None:
    async with house.database.session() as session:
        await servers.choose(session, "discord", str(guild.id), language="de")
    await post()
    [card] = ours(channel)
    assert "Prompt des Tages" in words(card)
    assert "Nummer des Bildes" in words(ours(thread_of(channel))[0])


async def test_its_thread_is_named_after_the_prompt_and_has_the_vote(day, channel) -> None:
    thread = thread_of(channel)
    [vote] = ours(thread)
    assert thread.name == PROMPT
    assert [f"contest-vote:{day.contest.id}:{day.job.id}:{n}" for n in range(1, 10)] == ids(vote)
    assert (day.contest.thread, day.contest.message_id) == (str(thread.id), str(vote.id))
    assert day.contest.state is ContestState.OPEN
    assert "no votes yet · ends <t:" in words(vote)


async def test_without_a_thread_the_vote_hangs_below_the_card(post, channel) -> None:
    day = await post(thread=False)
    card, vote = ours(channel)
    assert channel.threads == []
    assert vote.reference.message_id == card.id
    assert day.contest.thread is None


async def test_without_a_vote_there_is_just_a_thread(post, channel) -> None:
    day = await post(vote_hours=None)
    assert ours(thread_of(channel)) == []
    assert day.contest.state is ContestState.CLOSED


async def test_without_the_permission_it_goes_on_without_a_thread_and_says_so_once(
    env: Env, house, keeper, guild, channel, alice, add_schedule, accept
) -> None:
    overwrites = {guild.default_role: discord.PermissionOverwrite(create_public_threads=False)}
    closed = guild.create_text_channel("closed", overwrites=overwrites)
    schedule = await add_schedule(channel=str(closed.id), created_by=str(alice.id))
    for _ in range(2):
        await accept(schedule)
        await house.paint_next()
        await house.deliver_all()
        await keeper.tend()
    assert [len(ids(message)) for message in ours(closed)][1::2] == [9, 9]
    [told] = alice.user.dm_channel.history()
    assert "Create Public Threads" in words(told)


async def test_troubles_are_told_where_the_server_wants_to_be_told(
    house, guild: GuildHandle, front, add_schedule
) -> None:
    alerts = guild.create_text_channel("alerts")
    async with house.database.session() as session:
        await servers.choose(session, "discord", str(guild.id), alert_channel=str(alerts.id))
    await DiscordStage(front).alert(await add_schedule(), "No.")
    assert "“daily” was not posted" in words(alerts.last_message)


async def test_a_second_delivery_posts_nothing_new(house, day, channel) -> None:
    collage = house.image_store.path(day.job.collage_key)
    again = await house.front.deliver(day.job.id, place_of(day.job), collage)
    assert [str(message.id) for message in ours(channel)] == [again]


async def test_a_card_that_a_dead_process_posted_is_found_again(
    house, env: Env, channel, add_schedule, accept, monkeypatch
) -> None:
    job = await accept(await add_schedule())
    await house.paint_next()

    async def die(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    painted = await house.job(job.id)
    collage = house.image_store.path(painted.collage_key)
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(courier, "remember", die)
        await house.front.deliver(job.id, place_of(painted), collage)
    monkeypatch.setattr(courier, "NONCE_LASTS_S", -1.0)
    monkeypatch.setattr(courier, "CLOCKS_DIFFER", timedelta(days=1_000))  # simcord lives in a time of its own
    await house.front.deliver(job.id, place_of(painted), collage)
    assert len(ours(channel)) == 1


async def test_of_what_could_not_be_painted_nobody_is_told(
    house, keeper, painter, channel, add_schedule, accept
) -> None:
    job = await accept(await add_schedule())
    painter.error = InvalidRequestError("No.")
    await house.paint_next()
    await house.deliver_all()
    await keeper.tend()
    assert channel.history() == []
    async with house.database.reading() as session:
        assert [attempt.state for attempt in await deliveries.of_job(session, job.id)] == ["failed"]


async def test_a_place_is_checked_before_anything_is_painted(
    guild: GuildHandle, channel: ChannelHandle, front, add_schedule
) -> None:
    overwrites = {guild.default_role: discord.PermissionOverwrite(attach_files=False)}
    closed = guild.create_text_channel("closed", overwrites=overwrites)
    forum = guild.create_forum_channel("forum")
    stage = DiscordStage(front)
    for channel_id, why in ((closed.id, "Attach Files"), (forum.id, "takes no posts"), (1, "is gone")):
        with pytest.raises(PlaceError, match=why):
            stage.place(await add_schedule(channel=str(channel_id)))
    assert stage.place(await add_schedule()).channel == str(channel.id)


async def test_age_restricted_channels_are_named(env: Env, guild, channel, front, add_schedule) -> None:
    env.bot.get_channel(channel.id).nsfw = True  # simcord has no way to say so
    assert DiscordStage(front).hidden_channels(await add_schedule()) == {str(channel.id)}

"""When the time is over, votes are counted and results posted, once, whatever crashes."""

import asyncio
import io
from collections.abc import Callable
from datetime import UTC, datetime

import discord
import pytest
from PIL import Image
from simcord import Env, GuildHandle, MemberActor
from sqlalchemy import update

from bot.discord.daily import closing, opening
from bot.discord.daily import keeper as keeping
from bot.discord.daily.keeper import Keeper
from bot.discord.removal.jobs import remove_job
from db import contests, people, standings
from db.contests import ContestState
from db.models import ContestRow
from tests.bot.discord.answers import ids, told, words
from tests.bot.discord.daily.conftest import Day, contest_about, let_end, ours, thread_of, vote_for


async def end(house, keeper: Keeper, day: Day) -> discord.Message:
    """Let the time run out; the message with the results."""
    await let_end(house.database, day.contest)
    await keeper.tend()
    day.contest = await contest_about(house.database, day.job)
    return ours(thread_of(day.channel))[-1]


async def free(house) -> None:
    """Let leases and rests of contests be over, as if time had passed."""
    async with house.database.session() as session:
        await session.execute(update(ContestRow).values(lease_until=None, not_before=None))


async def size(message: discord.Message) -> tuple[int, int]:
    [file] = message.attachments
    return Image.open(io.BytesIO(await file.read())).size


async def enter(house, person: MemberActor, day: Day):
    return await house.draw(person, thread_of(day.channel), prompt="a toad in a fez")


async def vote_for_entry(person: MemberActor, day: Day, job) -> str:
    [card] = [one for one in ours(thread_of(day.channel)) if f"again:{job.id}" in ids(one)]
    return told(await person.click(card, custom_id=f"contest-vote:{day.contest.id}:{job.id}:0"))


async def test_results_rank_what_members_voted_for(house, keeper, day, channel, alice, bob, carol) -> None:
    entry = await enter(house, alice, day)
    await vote_for_entry(bob, day, entry)
    await vote_for_entry(carol, day, entry)
    await vote_for(alice, ours(thread_of(channel))[0], day, 4)
    results = await end(house, keeper, day)

    lines = words(results)
    assert "Results" in lines
    assert f"🥇 <@{alice.id}>: [a toad in a fez](https://discord.com/channels/" in lines
    assert "🥈 [Picture 4](https://discord.com/channels/" in lines
    assert lines.index("2 votes") < lines.index("1 vote")
    assert "3 votes" in lines
    assert await size(results) == (1288, 640)
    assert day.contest.state is ContestState.CLOSED
    assert day.contest.results_id == str(results.id)


async def test_the_vote_takes_no_votes_any_more(house, keeper, day, channel, alice) -> None:
    await vote_for(alice, ours(thread_of(channel))[0], day, 4)
    await end(house, keeper, day)
    vote = ours(thread_of(channel))[0]
    assert ids(vote) == []
    assert "The votes are counted." in words(vote)


async def test_a_day_without_votes_has_results_too(house, keeper, day) -> None:
    results = await end(house, keeper, day)
    assert "Nobody has voted this time." in words(results)
    assert not results.attachments


async def test_results_of_a_contest_without_a_thread_are_in_the_channel(
    house, keeper, post, channel, alice
) -> None:
    day = await post(thread=False)
    await vote_for(alice, ours(channel)[1], day, 4)
    await let_end(house.database, day.contest)
    await keeper.tend()
    assert "Picture 4" in words(ours(channel)[-1])


async def test_who_does_not_want_to_be_named_is_someone(house, keeper, day, channel, alice, bob) -> None:
    entry = await enter(house, alice, day)
    await vote_for_entry(bob, day, entry)
    async with house.database.session() as session:
        await people.leave_rankings(session, "discord", str(alice.id), datetime.now(UTC))
    lines = words(await end(house, keeper, day))
    assert "🥇 someone: " in lines
    assert str(alice.id) not in lines


async def test_the_leaderboard_is_a_press_away(house, keeper, day, channel, alice, bob) -> None:
    entry = await enter(house, alice, day)
    await vote_for_entry(bob, day, entry)
    results = await end(house, keeper, day)
    board = await alice.click(results, custom_id=f"contest-board:{day.contest.id}")
    assert f"🥇 <@{alice.id}> 🏆 · 1 win" in words(board.response)
    everything = await alice.click(board.response, custom_id="contest-period:all")
    assert "Leaderboard of all time" in words(everything.response)


async def test_a_winner_that_is_deleted_disappears_from_the_results(
    house, keeper, bot, day, channel, alice, bob, carol
) -> None:
    entry = await enter(house, alice, day)
    await vote_for_entry(bob, day, entry)
    await vote_for(carol, ours(thread_of(channel))[0], day, 4)
    before = await end(house, keeper, day)
    size_before = await size(before)
    await remove_job(bot, entry.id, str(alice.id))
    await keeper.tend()
    after = ours(thread_of(channel))[-1]
    assert after.id == before.id
    assert "a toad in a fez" not in words(after)
    assert (size_before, await size(after)) == ((1288, 640), (640, 640))
    async with house.database.reading() as session:
        assert await contests.spoilt(session, "discord") == []


async def test_a_contest_ends_with_its_card(house, keeper, bot, day, channel, alice) -> None:
    await remove_job(bot, day.job.id, str(alice.id))
    await keeper.tend()
    async with house.database.reading() as session:
        found = await contests.get(session, day.contest.id)
    assert found.state is ContestState.CANCELLED
    assert ids(ours(thread_of(channel))[0]) == []


@pytest.fixture
def role(guild: GuildHandle):
    """A role that the bot may give."""
    return guild.create_role("champion")


async def test_the_role_goes_from_the_last_winner_to_the_next(
    env: Env, house, keeper, post, guild, role, alice, bob
) -> None:
    for winner, voter in ((alice, bob), (bob, alice)):
        channel = guild.create_text_channel(f"day of {winner.name}")
        day = await post(winner_role=str(role.id), channel=str(channel.id))
        day.channel = channel
        entry = await enter(house, winner, day)
        await vote_for_entry(voter, day, entry)
        results = await end(house, keeper, day)
        assert f"<@{winner.id}> has the role <@&{role.id}> until the next win." in words(results)
        members = [await env.bot.get_guild(guild.id).fetch_member(one.id) for one in (alice, bob)]
        assert [one.id for one in members if one.get_role(role.id)] == [winner.id]


async def test_a_role_that_can_not_be_given_is_said_so_kindly(
    house, keeper, post, channel, alice, bob
) -> None:
    day = await post(winner_role="1")
    entry = await enter(house, alice, day)
    await vote_for_entry(bob, day, entry)
    assert "The winner's role is gone." in words(await end(house, keeper, day))


async def test_a_vanished_thread_cancels_its_contest(env: Env, house, day, channel) -> None:
    env.backend.delete_channel(int(day.contest.thread))
    await env.settle()
    async with house.database.reading() as session:
        found = await contests.get(session, day.contest.id)
    assert found.state is ContestState.CANCELLED


async def test_moderators_may_end_a_contest_by_deleting_its_message(house, day, channel, moderator) -> None:
    await moderator.delete(ours(thread_of(channel))[0])
    async with house.database.reading() as session:
        found = await contests.get(session, day.contest.id)
    assert found.state is ContestState.CANCELLED


async def test_what_discord_bars_is_put_off_and_tried_again(
    env: Env, house, keeper, day, channel, alice
) -> None:
    await vote_for(alice, ours(thread_of(channel))[0], day, 4)
    env.inject_error("POST", f"/channels/{day.contest.thread}/messages", status=500)
    await let_end(house.database, day.contest)
    await keeper.tend()
    put_off = await contest_about(house.database, day.job)
    await free(house)
    await keeper.tend()
    done = await contest_about(house.database, day.job)
    assert (put_off.results_id, put_off.attempts) == (None, 1)
    assert done.results_id == str(ours(thread_of(channel))[-1].id)


async def test_a_thread_that_is_gone_is_given_up(env: Env, house, keeper, day, log_lines) -> None:
    env.inject_error("POST", f"/channels/{day.contest.thread}/messages", status=404, code=10003)
    await let_end(house.database, day.contest)
    await keeper.tend()
    assert (await contest_about(house.database, day.job)).results_id == ""
    assert [line["contest"] for line in log_lines if line["event"] == "contest given up"] == [day.contest.id]


class Death(BaseException):
    """The process ends."""


Kill = Callable[[str], None]

OPENING_DEATHS = [(opening, "_vote_message"), (keeping.contests, "opened")]
CLOSING_DEATHS = [
    (closing, "retire"),
    (closing.roles, "hand_over"),
    (closing, "_put"),
    (keeping.contests, "closed"),
]


def dying(what, *, before: bool):
    """What dies before or after it has done its work."""

    async def die(*args, **kwargs):
        if not before:
            await what(*args, **kwargs)
        raise Death

    return die


@pytest.mark.parametrize("before", [True, False])
@pytest.mark.parametrize("death", OPENING_DEATHS, ids=lambda death: death[1])
async def test_whenever_the_keeper_dies_there_is_one_thread_and_one_vote(
    house, keeper, channel, add_schedule, accept, monkeypatch, death, before
) -> None:
    job = await accept(await add_schedule())
    await house.paint_next()
    await house.deliver_all()
    room, name = death
    with monkeypatch.context() as patch, pytest.RaisesGroup(Death, flatten_subgroups=True):
        patch.setattr(room, name, dying(getattr(room, name), before=before))
        await keeper.tend()
    await free(house)
    await keeper.tend()
    await keeper.tend()

    contest = await contest_about(house.database, job)
    assert contest.state is ContestState.OPEN
    assert [message.id for message in ours(thread_of(channel))] == [int(contest.message_id)]


@pytest.mark.parametrize("before", [True, False])
@pytest.mark.parametrize("death", CLOSING_DEATHS, ids=lambda death: death[1])
async def test_whenever_the_keeper_dies_there_are_results_once(
    house, keeper, day, channel, alice, bob, monkeypatch, death, before
) -> None:
    entry = await enter(house, alice, day)
    await vote_for_entry(bob, day, entry)
    await let_end(house.database, day.contest)
    posted = len(ours(thread_of(channel)))
    room, name = death
    with monkeypatch.context() as patch, pytest.RaisesGroup(Death, flatten_subgroups=True):
        patch.setattr(room, name, dying(getattr(room, name), before=before))
        await keeper.tend()
    await free(house)
    await keeper.tend()
    await keeper.tend()

    contest = await contest_about(house.database, day.job)
    messages = ours(thread_of(channel))
    assert len(messages) == posted + 1
    assert contest.results_id == str(messages[-1].id)
    async with house.database.reading() as session:
        assert [rank.votes for rank, _ in await standings.results(session, contest.id)] == [1]


async def test_a_winner_disappears_from_a_sleeping_thread_too(
    env: Env, house, keeper, bot, day, alice, bob
) -> None:
    entry = await enter(house, alice, day)
    await vote_for_entry(bob, day, entry)
    await end(house, keeper, day)
    thread = await env.bot.fetch_channel(int(day.contest.thread))
    await thread.edit(archived=True)
    await remove_job(bot, entry.id, str(alice.id))
    await keeper.tend()
    assert "The pictures that won have been deleted." in words(ours(thread_of(day.channel))[-1])


async def test_trouble_with_one_contest_does_not_stop_the_others(
    env: Env, house, keeper, guild, post
) -> None:
    days = []
    for number in range(3):
        channel = guild.create_text_channel(f"day {number}")
        day = await post(channel=str(channel.id))
        day.channel = channel
        days.append(day)
    for day in days:
        await let_end(house.database, day.contest)
    env.inject_error("POST", f"/channels/{days[0].contest.thread}/messages", status=500)
    await keeper.tend()
    assert ["Results" in words(ours(thread_of(day.channel))[-1]) for day in days] == [False, True, True]


async def test_contests_go_with_their_channel_and_their_server(
    env: Env, house, bot, guild: GuildHandle, day, post
) -> None:
    other = guild.create_text_channel("other")
    second = await post(channel=str(other.id))
    env.backend.delete_channel(other.id)
    await env.settle()
    cancelled = (await contest_about(house.database, second.job)).state
    still = (await contest_about(house.database, day.job)).state
    await bot.get_guild(guild.id).leave()
    await env.settle()
    assert (cancelled, still) == (ContestState.CANCELLED, ContestState.OPEN)
    assert (await contest_about(house.database, day.job)).state is ContestState.CANCELLED


async def test_two_keepers_at_once_post_everything_once(
    house, bot, channel, alice, add_schedule, accept
) -> None:
    keepers = [Keeper(bot) for _ in range(3)]
    job = await accept(await add_schedule())
    await house.paint_next()
    await house.deliver_all()
    await asyncio.gather(*(keeper.tend() for keeper in keepers))
    contest = await contest_about(house.database, job)
    day = Day(await house.job(job.id), contest, channel)
    await vote_for(alice, ours(thread_of(channel))[0], day, 4)
    await let_end(house.database, contest)
    await asyncio.gather(*(keeper.tend() for keeper in keepers))
    vote, results = ours(thread_of(channel))
    assert "The votes are counted." in words(vote)
    assert "Picture 4" in words(results)

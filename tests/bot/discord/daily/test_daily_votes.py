"""Members vote for samples and for entries, which come by themselves."""

from simcord import ChannelHandle, Env, MemberActor
from sqlalchemy import update

from bot.discord.connection.client import NonetBot
from db import ballots, jobs, people, servers
from db.jobs import Job
from db.models import ContestRow
from db.servers import Pressers
from tests.bot.discord.answers import ids, options, told, words
from tests.bot.discord.daily.conftest import Day, let_end, ours, thread_of, vote_for


def vote_message(channel: ChannelHandle):
    return ours(thread_of(channel))[0]


async def votes(house, day: Day) -> set[tuple[int, str, int]]:
    async with house.database.reading() as session:
        contest = day.contest
        found = await ballots.counted(session, contest, contest.opens_at)
    return {(int(ballot.person_id), ballot.job_id, ballot.sample) for ballot in found}


async def entries(house, day: Day) -> list[str]:
    async with house.database.reading() as session:
        return [entry.job_id for entry, _ in await ballots.entries(session, day.contest.id)]


async def remix(house, person: MemberActor, channel: ChannelHandle, **options: object) -> Job:
    """Draw in the thread of the contest."""
    return await house.draw(person, thread_of(channel), **({"prompt": "a toad in a fez"} | options))


async def test_a_number_is_a_vote_that_may_be_changed(house, day, channel, alice) -> None:
    message = vote_message(channel)
    first = await vote_for(alice, message, day, 3)
    again = await vote_for(alice, message, day, 3)
    other = await vote_for(alice, message, day, 9)

    assert first.startswith("Your vote is for picture 3. You may change it; voting ends <t:")
    assert again.startswith("Your vote is for picture 3. It was before, too")
    assert other.startswith("Your vote is for picture 9.")
    assert await votes(house, day) == {(alice.id, day.job.id, 9)}


async def test_the_message_counts_but_is_not_edited_with_every_vote(day, keeper, channel, alice, bob) -> None:
    await vote_for(alice, vote_message(channel), day, 3)
    await vote_for(bob, vote_message(channel), day, 4)
    before = words(vote_message(channel))
    await keeper.tend()
    after = words(vote_message(channel))
    assert "no votes yet" in before
    assert "2 votes · ends" in after


async def test_nothing_is_edited_while_nothing_happens(env: Env, day, keeper, channel, alice) -> None:
    await vote_for(alice, vote_message(channel), day, 3)
    await keeper.tend()
    edits = [one for one in env.http_requests if one.method == "PATCH"]
    await keeper.tend()
    assert [one for one in env.http_requests if one.method == "PATCH"] == edits


async def test_what_is_drawn_in_the_thread_takes_part(house, day, keeper, channel, alice, bob) -> None:
    entry = await remix(house, alice, channel)
    await keeper.tend()
    card, menu = ours(thread_of(channel))[-1], vote_message(channel)
    assert await entries(house, day) == [entry.id]
    assert f"contest-vote:{day.contest.id}:{entry.id}:0" in ids(card)
    assert options(menu, f"contest-choose:{day.contest.id}") == [entry.id]
    assert "1 entry" in words(menu)

    by_card = await bob.click(card, custom_id=f"contest-vote:{day.contest.id}:{entry.id}:0")
    by_menu = await bob.select(menu, [entry.id], custom_id=f"contest-choose:{day.contest.id}")
    assert told(by_card).startswith(f"Your vote is for the entry of <@{alice.id}>. You may")
    assert "It was before, too" in told(by_menu)
    assert await votes(house, day) == {(bob.id, entry.id, 0)}


async def test_a_reply_in_the_thread_and_buttons_on_the_card_enter_too(
    env: Env, house, day, channel, alice, bob
) -> None:
    await alice.send(thread_of(channel), f"<@{env.bot.user.id}> a newt in a fez")
    by_mention = await house.paint_next()
    await house.deliver_all()
    await bob.click(ours(channel)[0], custom_id=f"again:{day.job.id}")
    by_button = await house.paint_next()
    await house.deliver_all()
    assert await entries(house, day) == [by_mention.id, by_button.id]


async def test_buttons_of_the_card_are_everyones_even_where_others_are_the_requesters(
    house, guild, day, channel, bob
) -> None:
    async with house.database.session() as session:
        await servers.choose(session, "discord", str(guild.id), pressers=Pressers.REQUESTER)
    await bob.click(ours(channel)[0], custom_id=f"again:{day.job.id}")
    assert (await house.paint_next()).requester_id == str(bob.id)


async def test_private_pictures_take_no_part(house, day, channel, alice) -> None:
    await remix(house, alice, channel, private=True)
    assert await entries(house, day) == []


async def test_what_is_drawn_elsewhere_takes_no_part(house, day, channel, alice) -> None:
    await house.draw(alice, channel)
    assert await entries(house, day) == []


async def test_nobody_enters_more_than_one_may(house, day, channel, alice) -> None:
    made = [await remix(house, alice, channel, seed=number) for number in range(3)]
    assert await entries(house, day) == [made[0].id, made[1].id]
    assert not any("contest-vote" in one for one in ids(ours(thread_of(channel))[-1]))


async def test_ones_own_entry_can_be_taken_out_instead(house, day, channel, alice, bob) -> None:
    entry = await remix(house, alice, channel)
    card = ours(thread_of(channel))[-1]
    mine = await alice.click(card, custom_id=f"contest-vote:{day.contest.id}:{entry.id}:0")
    assert "This entry is your own" in words(mine.followups[-1])
    await alice.click(mine.followups[-1], custom_id=f"contest-out:{day.contest.id}:{entry.id}")
    assert await entries(house, day) == []
    late = await bob.click(card, custom_id=f"contest-vote:{day.contest.id}:{entry.id}:0")
    assert told(late) == "This can't be voted for any more."


async def test_an_entry_goes_with_its_pictures(house, day, keeper, channel, alice) -> None:
    entry = await remix(house, alice, channel)
    await keeper.tend()
    async with house.database.session() as session:
        await jobs.delete(session, entry.id, day.contest.opens_at)
    await keeper.tend()
    menu = vote_message(channel)
    assert "entry" not in words(menu).replace("entry,", "")
    assert f"contest-choose:{day.contest.id}" not in ids(menu)


async def test_too_late_is_said_so(house, day, channel, alice) -> None:
    await let_end(house.database, day.contest)
    assert await vote_for(alice, vote_message(channel), day, 3) == (
        "It is too late: the votes have been counted."
    )
    assert await votes(house, day) == set()


async def test_who_is_left_alone_is_told_that_the_vote_would_not_count(house, day, channel, alice) -> None:
    async with house.database.session() as session:
        await people.opt_out(session, "discord", str(alice.id), day.contest.opens_at)
    assert (await vote_for(alice, vote_message(channel), day, 3)).startswith("Your vote would not count")
    assert await votes(house, day) == set()


async def test_a_button_of_another_servers_contest_does_nothing(house, day, channel, alice) -> None:
    async with house.database.session() as session:
        await session.execute(update(ContestRow).values(server="1"))
    refused = await alice.click(
        vote_message(channel), custom_id=f"contest-vote:{day.contest.id}:{day.job.id}:3"
    )
    assert told(refused) == "This can't be voted for any more."


async def test_buttons_last_after_a_restart(env: Env, bot, house, day, channel, alice) -> None:
    await env.restart_bot(NonetBot(house.settings, bot.desk))
    assert (await vote_for(alice, vote_message(channel), day, 3)).startswith("Your vote is for picture 3")

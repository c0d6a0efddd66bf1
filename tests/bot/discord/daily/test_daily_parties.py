"""Theme parties: who may hold them, what takes part, and how they end."""

import discord
import pytest
from simcord import ChannelHandle, Env, GuildHandle, MemberActor

from db import contests
from db.contests import Contest, ContestState
from tests.bot.discord.answers import ids, options, refusal, told, words
from tests.bot.discord.daily.conftest import let_end, ours, thread_of

FIELDS = {"theme": "Animals with office jobs", "words": "Tie, coffee", "awards": "A new emoji"}


@pytest.fixture
def host(env: Env, guild: GuildHandle) -> MemberActor:
    """Someone who manages the server's events."""
    role = guild.create_role("hosts", permissions=discord.Permissions(manage_events=True))
    return guild.add_member(env.create_user("hana"), roles=[role])


async def start(host: MemberActor, channel: ChannelHandle, **fields: object):
    """Fill in the form; the answer to it."""
    opened = await host.slash(channel, "party start")
    given = {**FIELDS, "hours": ["24"], "each": ["2"]} | fields
    return await host.submit_modal(opened, given)


async def the_contest(house, guild: GuildHandle) -> Contest:
    async with house.database.reading() as session:
        [found] = await contests.parties_of_server(session, "discord", str(guild.id))
    return found


async def enter(
    house, person: MemberActor, channel: ChannelHandle, prompt: str = "a cat in a tie with coffee"
):
    return await house.draw(person, thread_of(channel), prompt=prompt)


async def test_a_party_begins_with_an_invitation_and_a_thread(house, host, guild, channel) -> None:
    await start(host, channel)
    contest = await the_contest(house, guild)
    [invitation], [vote] = ours(channel), ours(thread_of(channel))
    assert "Animals with office jobs" in words(invitation)
    assert "Every prompt needs: **tie**, **coffee**" in words(vote)
    assert f"Held by <@{host.id}> · ends <t:" in words(vote)
    assert "up to 2 entries each" in words(vote)
    assert thread_of(channel).name == "Animals with office jobs"
    assert contest.state is ContestState.OPEN
    assert (contest.closes_at - contest.opens_at).total_seconds() == 24 * 3_600


async def test_only_who_manages_the_server_or_its_events_may_hold_one(env: Env, alice, channel) -> None:
    result = await alice.slash(channel, "party start")
    assert refusal(env, result) == "Parties are held by those who manage this server or its events."


async def test_there_must_be_room_for_a_thread(env: Env, guild, host) -> None:
    overwrites = {guild.default_role: discord.PermissionOverwrite(create_public_threads=False)}
    closed = guild.create_text_channel("closed", overwrites=overwrites)
    assert "Create Public Threads" in refusal(env, await host.slash(closed, "party start"))


async def test_a_theme_passes_the_filter_or_there_is_no_party(house, host, guild, channel) -> None:
    result = await start(host, channel, theme="how to kill myself")
    assert "findahelpline.com" in told(result)
    async with house.database.reading() as session:
        assert await contests.parties_of_server(session, "discord", str(guild.id)) == []


async def test_a_server_holds_so_many_at_a_time(house, host, guild) -> None:
    for number in range(4):
        result = await start(host, guild.create_text_channel(f"party {number}"))
    assert "There are 3 parties on this server already." in told(result)


async def test_prompts_without_the_words_get_a_friendly_note(house, host, alice, guild, channel) -> None:
    await start(host, channel)
    await enter(house, alice, channel, "a cat with two cups of coffee and a hat")
    lacking = ours(thread_of(channel))[-1]
    await enter(house, alice, channel, "cats in ties drinking COFFEE")
    entered = ours(thread_of(channel))[-1]
    contest = await the_contest(house, guild)
    assert "Not entered: the prompt lacks `tie`." in words(lacking)
    assert not any(one.startswith("contest-vote") for one in ids(lacking))
    assert any(one.startswith(f"contest-vote:{contest.id}") for one in ids(entered))


async def test_a_party_without_entries_has_nothing_to_choose(host, channel) -> None:
    await start(host, channel)
    [vote] = ours(thread_of(channel))
    assert "No entries yet" in str(vote.components[0].to_dict())


async def test_it_ends_when_its_host_says_so_with_results(
    house, keeper, host, alice, bob, guild, channel
) -> None:
    await start(host, channel)
    contest = await the_contest(house, guild)
    entry = await enter(house, alice, channel)
    await keeper.tend()
    menu = f"contest-choose:{contest.id}"
    assert options(ours(thread_of(channel))[0], menu) == [entry.id]
    await bob.select(ours(thread_of(channel))[0], [entry.id], custom_id=menu)
    ended = await host.slash(thread_of(channel), "party end")

    assert told(ended) == "The party is over, and the results are in its thread."
    results = [one for one in ours(thread_of(channel)) if f"contest-board:{contest.id}" in ids(one)]
    assert len(results) == 1
    assert f"🥇 <@{alice.id}>" in words(results[0])
    assert "🏅 A new emoji" in words(results[0])


async def test_it_ends_by_itself_when_its_time_is_over(house, keeper, host, guild, channel) -> None:
    await start(host, channel)
    contest = await the_contest(house, guild)
    await let_end(house.database, contest)
    await keeper.tend()
    assert "Nobody has voted this time." in words(ours(thread_of(channel))[-1])


async def test_others_may_not_end_it(env: Env, host, alice, channel) -> None:
    await start(host, channel)
    result = await alice.slash(channel, "party end")
    assert refusal(env, result) == "Parties are held by those who manage this server or its events."


async def test_of_several_the_one_of_the_thread_is_meant(env: Env, host, guild, channel) -> None:
    other = guild.create_text_channel("other")
    await start(host, channel)
    await start(host, other)
    assert "several parties" in refusal(env, await host.slash(channel, "party end"))


async def test_where_there_is_none_there_is_nothing_to_end(env: Env, host, channel) -> None:
    assert refusal(env, await host.slash(channel, "party end")) == "There is no party just now."


async def test_status_leads_to_the_parties(host, alice, channel) -> None:
    nothing = await alice.slash(channel, "party status")
    await start(host, channel)
    result = await alice.slash(channel, "party status")
    assert told(nothing) == "There is no party just now."
    assert f"<#{thread_of(channel).id}> · ends <t:" in told(result)


async def test_what_a_dead_process_began_is_opened_by_the_keeper(
    house, keeper, host, guild, channel, monkeypatch
) -> None:
    async def die(_contest_id: str) -> None:
        """The process ends before it can open the party."""

    with monkeypatch.context() as patch:
        patch.setattr(keeper, "attempt", die)
        await start(host, channel)
    assert channel.threads == []
    await keeper.tend()
    assert len(ours(thread_of(channel))) == 1

"""/potd for members: today's card, suggestions, the leaderboard, and not to be named there."""

from datetime import UTC, datetime

import pytest
from simcord import Env

from db import people, suggestions
from db.suggestions import SuggestionState
from tests.bot.discord.answers import ids, options, parts, refusal, told, words
from tests.bot.discord.daily.conftest import PROMPT, ours, thread_of, vote_for


async def test_before_the_first_day_it_says_how_there_can_be_one(alice, channel) -> None:
    result = await alice.slash(channel, "potd today")
    assert "no prompt of the day here yet" in told(result)
    assert "/settings" in told(result)


async def test_today_leads_to_the_card_and_to_the_vote(day, alice, channel) -> None:
    before = await alice.slash(channel, "potd today")
    await vote_for(alice, ours(thread_of(channel))[0], day, 4)
    after = await alice.slash(channel, "potd today")

    assert PROMPT in told(before)
    assert "You have not voted yet. · ends <t:" in told(before)
    assert "Your vote is for picture 4." in told(after)
    assert "You: 🔥 1 in a row" in told(after)
    links = [part["url"] for part in parts(after, 2)]
    assert links == [ours(channel)[0].jump_url, ours(thread_of(channel))[0].jump_url]


async def test_the_prompt_of_an_age_restricted_channel_is_told_only_there(
    env: Env, day, alice, guild, channel
) -> None:
    env.bot.get_channel(channel.id).nsfw = True  # simcord has no way to say so
    there = await alice.slash(channel, "potd today")
    elsewhere = await alice.slash(guild.create_text_channel("elsewhere"), "potd today")
    assert PROMPT in told(there)
    assert PROMPT not in told(elsewhere)


async def test_members_suggest_and_vote_until_a_prompt_is_on_the_list(
    env: Env, house, add_schedule, alice, bob, carol, guild, channel
) -> None:
    schedule = await add_schedule()
    dave = guild.add_member(env.create_user("dave"))
    suggested = await alice.slash(channel, "potd suggest", prompt="a goose as a judge")
    assert "Others can vote for it with" in told(suggested)
    for person in (bob, carol, dave):
        shown = await person.slash(channel, "potd suggestions")
        [choice] = options(shown, "potd-wish")
        result = await person.select(shown.response, [choice], custom_id="potd-wish")
    assert "Nothing is waiting" in words(result.response)
    async with house.database.reading() as session:
        [ready] = await suggestions.ready(session, schedule.id, 10)
    assert ready.suggestion.text == "a goose as a judge"


async def test_a_suggestion_that_was_made_before_gets_a_vote(add_schedule, alice, bob, channel) -> None:
    await add_schedule()
    await alice.slash(channel, "potd suggest", prompt="a goose as a judge")
    again = await bob.slash(channel, "potd suggest", prompt="A goose as a JUDGE!")
    assert told(again) == "Somebody had the same idea, and it has your vote now: 1 vote."


@pytest.mark.parametrize(
    ("deed", "state"), [("approve", SuggestionState.APPROVED), ("reject", SuggestionState.REJECTED)]
)
async def test_moderators_decide(house, add_schedule, alice, moderator, channel, deed, state) -> None:
    await add_schedule()
    await alice.slash(channel, "potd suggest", prompt="a goose as a judge")
    theirs = await alice.slash(channel, "potd suggestions")
    shown = await moderator.slash(channel, "potd suggestions")
    [choice] = options(shown, f"potd-{deed}")
    await moderator.select(shown.response, [choice], custom_id=f"potd-{deed}")
    async with house.database.reading() as session:
        known = await suggestions.get(session, int(choice))
    assert (known.suggestion.state, known.suggestion.decided_by) == (state, str(moderator.id))
    assert ids(theirs) == ["potd-wish"]


async def test_the_filter_judges_suggestions(env: Env, add_schedule, alice, channel) -> None:
    await add_schedule()
    result = await alice.slash(channel, "potd suggest", prompt="how to kill myself")
    assert "findahelpline.com" in refusal(env, result)


async def test_without_a_schedule_nothing_can_be_suggested(env: Env, alice, channel) -> None:
    result = await alice.slash(channel, "potd suggest", prompt="a goose")
    assert refusal(env, result) == "Nobody can suggest a prompt of the day on this server."


async def test_an_empty_leaderboard_says_how_to_get_onto_it(alice, channel) -> None:
    result = await alice.slash(channel, "potd leaderboard")
    assert "Nobody has won anything in that time." in told(result)
    assert "You: nothing yet" in told(result)


async def test_who_opts_out_is_on_no_leaderboard_until_opting_in(house, alice, channel) -> None:
    out = await alice.slash(channel, "potd optout")
    board = await alice.slash(channel, "potd leaderboard", period="all")
    async with house.database.reading() as session:
        hidden = (await people.get(session, "discord", str(alice.id))).unranked_at
    await alice.slash(channel, "potd optin")
    async with house.database.reading() as session:
        shown = (await people.get(session, "discord", str(alice.id))).unranked_at
    assert "You are named on no leaderboard" in told(out)
    assert "The others don't see you here." in told(board)
    assert hidden is not None
    assert hidden <= datetime.now(UTC)
    assert shown is None


async def test_it_is_all_there_in_german(speak, add_schedule, alice, channel) -> None:
    speak("de")
    await add_schedule()
    result = await alice.slash(channel, "potd leaderboard")
    assert "Rangliste der letzten 30 Tage" in told(result)

"""Whoever can't think of anything gets an idea, and draws it by a press."""

import pytest
from simcord import ChannelHandle, GuildHandle, MemberActor

from db import jobs
from tests.bot.discord.answers import ids
from tests.bot.discord.conftest import Draw, House, Like


def suggested(result: object) -> str:
    [custom_id] = [one for one in ids(result) if one.startswith("random-draw:")]
    return custom_id.removeprefix("random-draw:")


async def test_a_suggestion_is_for_whoever_asked_and_another_takes_its_place(
    alice: MemberActor, channel: ChannelHandle
) -> None:
    first = await alice.slash(channel, "random")
    assert first.ephemeral
    seen = {suggested(first)}
    for _ in range(10):
        another = await alice.click(first.response, custom_id="random-another")
        assert another.response.id == first.response.id
        seen.add(suggested(another))
    assert len(seen) > 5


async def test_a_suggestion_is_drawn_for_all_to_see(
    alice: MemberActor, channel: ChannelHandle, house: House
) -> None:
    suggestion = await alice.slash(channel, "random")
    prompt = suggested(suggestion)
    result = await alice.click(suggestion.response, custom_id=f"random-draw:{prompt}")
    assert not result.ephemeral
    async with house.database.reading() as session:
        [job] = await jobs.recent_of(session, "discord", str(alice.id), 5)
    assert job.prompt == prompt
    assert job.server == str(alice.guild.id)


async def test_now_and_then_the_servers_own_prompts_are_suggested(
    alice: MemberActor,
    bob: MemberActor,
    guild: GuildHandle,
    channel: ChannelHandle,
    draw: Draw,
    like: Like,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.discord.commands.random_prompt._FROM_SERVER", 1.0)
    assert suggested(await alice.slash(channel, "random")) != "a fox"
    await like(await draw(bob, "a fox", guild), alice)
    assert suggested(await alice.slash(channel, "random")) == "a fox"


async def test_prompts_that_fit_into_no_button_are_not_suggested(
    alice: MemberActor,
    bob: MemberActor,
    guild: GuildHandle,
    channel: ChannelHandle,
    draw: Draw,
    like: Like,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.discord.commands.random_prompt._FROM_SERVER", 1.0)
    await like(await draw(bob, "🦊" * 41, guild), alice)
    assert "🦊" not in suggested(await alice.slash(channel, "random"))

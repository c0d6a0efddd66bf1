"""A server's winners, for whoever asks."""

from datetime import UTC, datetime, timedelta

import pytest
from simcord import ChannelHandle, GuildHandle, MemberActor

from bot.discord.album.layout import OPEN
from tests.bot.discord.answers import options, parts, words
from tests.bot.discord.conftest import Draw, Like


async def test_winners_stand_in_the_order_of_their_votes_own_ones_aside(
    alice: MemberActor,
    bob: MemberActor,
    carol: MemberActor,
    guild: GuildHandle,
    channel: ChannelHandle,
    draw: Draw,
    like: Like,
) -> None:
    fox = await draw(alice, "a fox", guild)
    owl = await draw(bob, "an owl", guild)
    badger = await draw(alice, "a badger", guild, spoiler=True)
    await draw(alice, "an unloved yak", guild)
    await like(fox, bob)
    await like(owl, alice, carol)
    await like(badger, alice)
    result = await carol.slash(channel, "best")
    assert result.ephemeral
    assert "## The best of the last seven days" in words(result)
    assert f"**1. an owl** · ❤️ 2 · <@{bob.id}>" in words(result)
    assert f"**2. a fox** · ❤️ 1 · <@{alice.id}>" in words(result)
    assert "yak" not in words(result)
    assert "badger" not in words(result)
    assert options(result, OPEN) == [owl.id, fox.id]


async def test_collages_of_the_winners_stand_in_one_gallery_with_alt_texts(
    alice: MemberActor, bob: MemberActor, guild: GuildHandle, channel: ChannelHandle, draw: Draw, like: Like
) -> None:
    for number in range(11):
        await like(await draw(alice, f"fox {number}", guild, spoiler=number == 10), bob)
    result = await bob.slash(channel, "best")
    [gallery] = parts(result, 12)
    assert [item["media"]["url"] for item in gallery["items"]] == [
        file.url for file in result.response.attachments
    ]
    assert len(gallery["items"]) == 9
    assert [item["spoiler"] for item in gallery["items"]] == [True] + 8 * [False]
    assert gallery["items"][0]["description"].endswith("from the prompt: fox 10")


@pytest.mark.parametrize(
    ("period", "found"), [("day", ["new"]), ("week", ["new", "older"]), ("all", ["new", "older", "oldest"])]
)
async def test_the_period_says_how_far_to_look_back(
    alice: MemberActor,
    bob: MemberActor,
    guild: GuildHandle,
    channel: ChannelHandle,
    draw: Draw,
    like: Like,
    period: str,
    found: list[str],
) -> None:
    for prompt, days in (("oldest", 40), ("older", 3), ("new", 0)):
        await like(await draw(alice, prompt, guild, at=datetime.now(UTC) - timedelta(days=days)), bob)
    result = await alice.slash(channel, "best", period=period)
    assert [prompt for prompt in ("new", "older", "oldest") if f". {prompt}*" in words(result)] == found


async def test_a_server_without_votes_is_told_how_to_vote(alice: MemberActor, channel: ChannelHandle) -> None:
    result = await alice.slash(channel, "best")
    assert "Press the heart" in words(result)
    assert parts(result, 12) == []


async def test_a_winner_is_opened_for_whoever_asked(
    alice: MemberActor, bob: MemberActor, guild: GuildHandle, channel: ChannelHandle, draw: Draw, like: Like
) -> None:
    fox = await draw(alice, "a fox", guild)
    await like(fox, bob)
    winners = await alice.slash(channel, "best")
    card = await alice.select(winners.response, [fox.id], custom_id=OPEN)
    assert card.ephemeral
    assert "**a fox**" in words(card)

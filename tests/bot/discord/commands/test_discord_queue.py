"""Everyone sees how their own jobs get on, and of others' only how many there are."""

import re
from datetime import UTC, datetime, timedelta

import discord
import pytest
from simcord import ChannelHandle, GuildHandle, MemberActor

from bot.discord.commands.quota import quota_card
from bot.discord.connection.client import NonetBot
from bot.discord.desk import DISCORD
from bot.pipeline.progress import Painting
from bot.pipeline.quota import Limit, Standing
from bot.texts.texts import LANGUAGES, texts_for
from db import server_quotas
from db.jobs import JobState
from db.server_quotas import QuotaScope, ServerQuota
from tests.bot.discord.answers import ids, parts, words
from tests.bot.discord.conftest import Draw, House


async def test_ones_own_jobs_are_shown_with_place_and_expected_time_of_others_only_the_number(
    alice: MemberActor, bob: MemberActor, guild: GuildHandle, channel: ChannelHandle, wait: Draw
) -> None:
    await wait(bob, "bob's badger")
    fox = await wait(alice, "a *fox*")
    result = await alice.slash(channel, "queue")
    assert result.ephemeral
    assert "**a \\*fox\\***" in words(result)
    [when] = re.findall(r"number 2 in the queue, ready <t:(\d+):R>", words(result))
    assert 0 < int(when) - datetime.now(UTC).timestamp() < 300
    assert "2 jobs are waiting in all, none is being painted." in words(result)
    assert "badger" not in words(result)
    assert ids(result) == [f"queue-cancel:{fox.id}", "queue-refresh"]


async def test_a_job_that_is_painted_here_tells_when_it_will_be_ready(
    alice: MemberActor, channel: ChannelHandle, wait: Draw, house: House
) -> None:
    job = await wait(alice, "a fox")
    await house.renderer.claim()
    assert "being painted" in words(await alice.slash(channel, "queue"))
    with house.board.painting(job.id):
        house.board.publish(job.id, Painting(done=3, total=10, expected_s=20.0))
        result = await alice.slash(channel, "queue")
    assert re.search(r"being painted, ready <t:\d+:R>", words(result))
    assert "Nobody is waiting; 1 is being painted." in words(result)


async def test_a_job_is_cancelled_by_its_button_and_leaves_the_list(
    alice: MemberActor, channel: ChannelHandle, wait: Draw, house: House
) -> None:
    fox, owl = await wait(alice, "a fox"), await wait(alice, "an owl")
    page = await alice.slash(channel, "queue")
    left = await alice.click(page.response, custom_id=f"queue-cancel:{fox.id}")
    assert (await house.job(fox.id)).state is JobState.CANCELLED
    assert (await house.job(owl.id)).state is JobState.QUEUED
    assert ids(left) == [f"queue-cancel:{owl.id}", "queue-refresh"]


async def test_a_job_that_was_finished_meanwhile_is_not_cancelled(
    alice: MemberActor, channel: ChannelHandle, wait: Draw, house: House
) -> None:
    fox = await wait(alice, "a fox")
    page = await alice.slash(channel, "queue")
    await house.paint_next()
    left = await alice.click(page.response, custom_id=f"queue-cancel:{fox.id}")
    assert (await house.job(fox.id)).state is JobState.RENDERED
    assert "You have nothing on its way." in words(left)


async def test_looking_again_shows_the_queue_as_it_is_now(
    alice: MemberActor, channel: ChannelHandle, wait: Draw
) -> None:
    empty = await alice.slash(channel, "queue")
    assert "You have nothing on its way." in words(empty)
    await wait(alice, "a fox")
    result = await alice.click(empty.response, custom_id="queue-refresh")
    assert re.search(r"\*\*a fox\*\*\n-# (waiting for its turn|next in the queue)", words(result))


async def test_more_jobs_than_there_is_room_for_are_counted(
    alice: MemberActor, channel: ChannelHandle, wait: Draw
) -> None:
    for number in range(11):
        await wait(alice, f"fox {number}")
    result = await alice.slash(channel, "queue")
    assert "fox 0" in words(result)
    assert "fox 8" not in words(result)
    assert "…and 3 more." in words(result)


async def test_the_queue_can_be_seen_in_direct_messages(alice: MemberActor, wait: Draw) -> None:
    await wait(alice, "a fox")
    assert "a fox" in words(await alice.user.slash("queue"))


async def test_the_quota_counts_ones_jobs_and_says_when_there_is_more(
    alice: MemberActor, channel: ChannelHandle, wait: Draw, house: House
) -> None:
    for _ in range(house.settings.limits.waiting_per_requester):
        await wait(alice, "a fox")
    result = await alice.slash(channel, "quota")
    assert result.ephemeral
    assert "🔴 Your jobs on the way: **5** of 5 · more when one is finished" in words(result)
    assert "🟢 Your jobs in the last hour: **5** of 60" in words(result)


async def test_quotas_of_the_channel_count_also_in_its_threads(
    alice: MemberActor, guild: GuildHandle, channel: ChannelHandle, wait: Draw, house: House, bot: NonetBot
) -> None:
    here = ServerQuota(
        QuotaScope.CHANNEL, str(channel.id), waiting=None, per_hour=1, cooldown_s=60, tier=None
    )
    async with house.database.session() as session:
        await server_quotas.set_quota(session, DISCORD, str(guild.id), here)
    parent = bot.get_channel(channel.id)
    assert isinstance(parent, discord.TextChannel)
    await parent.create_thread(name="foxes", type=discord.ChannelType.public_thread)
    await wait(alice, "a fox", guild, channel=str(channel.id), at=datetime.now(UTC) - timedelta(seconds=5))
    result = await alice.slash(channel.threads[0], "quota")
    assert re.search(
        r"🔴 This channel's jobs in the last hour: \*\*1\*\* of 1 · more <t:\d+:R>", words(result)
    )
    assert re.search(r"🔴 Your next one in this channel: not yet · <t:\d+:R>", words(result))


async def test_what_the_shop_offers_stands_below_the_quota(
    alice: MemberActor, channel: ChannelHandle, bot: NonetBot
) -> None:
    shop = bot.settings.discord.model_copy(update={"premium": {"1234567890": "gold"}})
    bot.settings = bot.settings.model_copy(update={"discord": shop})
    result = await alice.slash(channel, "quota")
    assert [button["sku_id"] for button in parts(result, 2)] == ["1234567890"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_limit_has_its_line_in_every_language(language: str) -> None:
    limits = [Standing(limit, used, 1, None) for limit in Limit for used in (0, 1)]
    card = quota_card(limits, texts_for(language), [])
    [text] = [item.content for item in card.walk_children() if isinstance(item, discord.ui.TextDisplay)]
    assert len(text.splitlines()) == 1 + len(limits)

"""Nonet end to end over the wire: from a command to its card, whatever Discord does meanwhile."""

import asyncio
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

import pytest

from bench.common.painter import Painter
from bench.common.waiting import until
from bench.discord.measures import every_fault
from bench.discord.posts import LOADING
from bench.discord.server import StandIn
from bench.discord.world import Channel
from bot.settings import Settings
from tests.discord_wire.nonet import is_result, nonet, outcomes_of, settings_for


def edits_of_each(server: StandIn) -> dict[str, list[float]]:
    """When the answer of each interaction was edited, by its token."""
    times: dict[str, list[float]] = defaultdict(list)
    for entry in server.journal.of("PATCH /webhooks/{webhook_id}/{webhook_token}/messages/{message_id}"):
        times[entry.call.parameters["webhook_token"]].append(entry.at)
    return times


async def test_a_command_becomes_one_card(server: StandIn, settings: Settings, channel: Channel) -> None:
    async with nonet(server, settings):
        interaction = server.people.slash(server.world.add_user("ann"), channel, "draw", prompt="a red fox")
        await until(lambda: is_result(interaction.original))
        assert await outcomes_of(server, settings, jobs=1) == [1]
    assert len(channel.messages) == 1
    assert server.journal.violations() == []


async def test_after_the_tokens_death_the_card_is_a_reply_in_the_channel(
    server: StandIn, settings: Settings, channel: Channel, service: Painter
) -> None:
    service.go_on.clear()
    async with nonet(server, settings):
        interaction = server.people.slash(server.world.add_user("ann"), channel, "draw", prompt="a red fox")
        await until(lambda: interaction.original and not interaction.original.flags & LOADING)
        server.clock.advance(16 * 60)
        service.go_on.set()
        assert await outcomes_of(server, settings, jobs=1) == [1]
    waiting, card = channel.messages.values()
    assert waiting is interaction.original
    assert (is_result(card), card.replies_to) == (True, waiting)
    assert server.journal.violations() == []


@pytest.mark.usefixtures("impatient")
async def test_with_faults_in_every_fifth_call_each_job_is_answered_once(
    server: StandIn, settings: Settings
) -> None:
    server.limits.enforced = False
    channels = [server.world.add_channel(server.world.add_guild(f"guild {n}")) for n in range(5)]
    async with nonet(server, settings):
        server.faults.for_share(0.2, *every_fault())
        for number in range(20):
            ann = server.world.add_user(f"person {number}")
            server.people.slash(ann, channels[number % 5], "draw", prompt=f"{number} red foxes")
            await asyncio.sleep(0.05)
        counts = await outcomes_of(server, settings, jobs=10)
    assert set(counts) == {1}
    assert server.journal.violations() == []


async def test_progress_stays_within_discords_limits(
    server: StandIn, settings: Settings, channel: Channel, service: Painter
) -> None:
    service.seconds = 5.0
    async with nonet(server, settings):
        for number in range(2):
            ann = server.world.add_user(f"person {number}")
            server.people.slash(ann, channel, "draw", prompt=f"{number} red foxes")
        assert await outcomes_of(server, settings, jobs=2) == [1] * 2
    assert server.limits.refused == 0
    for times in edits_of_each(server).values():
        progress = times[:-1]  # the last is the result, which waits for nothing
        assert all(later - earlier > 3.9 for earlier, later in pairwise(progress))


async def test_jobs_that_a_stopped_process_leaves_are_finished_by_the_next(
    server: StandIn, settings: Settings, channel: Channel, service: Painter
) -> None:
    service.go_on.clear()
    async with nonet(server, settings):
        interactions = [
            server.people.slash(server.world.add_user(name), channel, "draw", prompt=f"{name}'s fox")
            for name in ("ann", "ben", "cleo")
        ]
        await until(lambda: all(each.answered_at for each in interactions))
        await until(lambda: len(service.requests) == 3)
    service.go_on.set()
    async with nonet(server, settings):
        assert await outcomes_of(server, settings, jobs=3) == [1] * 3
    assert all(is_result(each.original) for each in interactions)
    assert server.journal.violations() == []


async def test_two_processes_share_the_shards_and_the_work(
    server: StandIn, tmp_path: Path, service: Painter, settings: Settings
) -> None:
    channels = [server.world.add_channel(server.world.add_guild(f"guild {number}")) for number in range(4)]
    first, second = (settings_for(tmp_path, service, shard_count=2, shard_ids=[shard]) for shard in (0, 1))
    async with nonet(server, first), nonet(server, second):
        interactions = [
            server.people.slash(server.world.add_user("ann"), place, "draw", prompt="a red fox")
            for place in channels
        ]
        assert await outcomes_of(server, first, jobs=4) == [1] * 4
    assert all(is_result(each.original) for each in interactions)
    assert [session.shard for session in server.gateway.sessions] == [0, 1]
    assert server.journal.violations() == []

"""What discord.py makes of rate limits and failures, so that we know what our own code must bear."""

import asyncio

import aiohttp
import discord
import pytest

from bench.common import faults
from bench.common.call import Call
from bench.common.faults import Fault
from bench.common.waiting import until
from bench.discord.faults import (
    banned_by_cloudflare,
    rate_limited,
    rate_limited_without_headers,
    refused_as_too_large,
)
from bench.discord.server import StandIn
from bench.discord.world import Channel
from tests.discord_wire.conftest import PlainClient

pytestmark = pytest.mark.usefixtures("impatient")
POST = "POST /channels/{channel_id}/messages"


@pytest.fixture
def channel(server: StandIn) -> Channel:
    return server.world.add_channel(server.world.add_guild())


@pytest.mark.parametrize("fault", [rate_limited(), faults.server_error(500), faults.server_error(502)])
async def test_discord_py_tries_again(
    client: PlainClient, channel: Channel, server: StandIn, fault: Fault
) -> None:
    server.faults.for_calls(POST, {1, 2}, fault)
    await client.get_partial_messageable(channel.id).send("fox")
    assert [entry.status for entry in server.journal.of(POST)][-1] == 200
    assert len(server.journal.of(POST)) == 3
    assert len(channel.messages) == 1


@pytest.mark.parametrize(
    ("fault", "status"),
    [
        (rate_limited_without_headers(), 429),
        (banned_by_cloudflare(), 429),
        (faults.server_error(503), 503),
        (refused_as_too_large(), 413),
    ],
)
async def test_discord_py_gives_up_at_once(
    client: PlainClient, channel: Channel, server: StandIn, fault: Fault, status: int
) -> None:
    server.faults.for_calls(POST, {1}, fault)
    with pytest.raises(discord.HTTPException) as caught:
        await client.get_partial_messageable(channel.id).send("fox")
    assert caught.value.status == status
    assert channel.messages == {}


@pytest.mark.parametrize(("fault", "posted"), [(faults.dropped_before(), 0), (faults.dropped_after(), 1)])
async def test_a_dropped_connection_is_an_error_whether_or_not_the_post_was_made(
    client: PlainClient, channel: Channel, server: StandIn, fault: Fault, posted: int
) -> None:
    server.faults.for_calls(POST, {1}, fault)
    place = client.get_partial_messageable(channel.id)
    with pytest.raises((aiohttp.ClientError, OSError)):
        await place.send("fox", nonce="job 1")
    assert len(channel.messages) == posted
    await place.send("fox", nonce="job 1")
    assert len(channel.messages) == 1


async def test_an_answer_may_be_late(client: PlainClient, channel: Channel, server: StandIn) -> None:
    server.faults.for_calls(POST, {1}, faults.slow(0.3))
    posting = asyncio.create_task(client.get_partial_messageable(channel.id).send("fox"))
    await until(lambda: server.journal.of(POST))
    assert channel.messages == {}
    await posting
    assert len(channel.messages) == 1


async def test_limits_are_told_and_kept(client: PlainClient, channel: Channel, server: StandIn) -> None:
    place = client.get_partial_messageable(channel.id)
    async with asyncio.TaskGroup() as group:
        for number in range(5):
            group.create_task(place.send(str(number)))
    assert server.limits.refused == 0
    async with aiohttp.ClientSession(headers={"Authorization": f"Bot {client.http.token}"}) as session:
        url = f"{server.api_url}/channels/{channel.id}/messages"
        async with session.post(url, json={"content": "6"}) as answer:
            assert answer.status == 429
            assert 0 < (await answer.json())["retry_after"] <= 5
            assert answer.headers["X-RateLimit-Remaining"] == "0"
            assert answer.headers["Via"]
    assert (len(channel.messages), server.limits.refused) == (5, 1)


async def test_a_share_of_calls_fails_in_the_same_way_each_time() -> None:
    def happened() -> list[str | None]:
        rules = faults.Faults(seed=5)
        rules.for_share(0.2, faults.server_error(500), faults.dropped_after())
        call = Call("GET", "/users/@me", {}, {}, "")
        return [fault.name if (fault := rules.next(call)) else None for _ in range(1_000)]

    assert happened() == happened()
    assert 150 < 1_000 - happened().count(None) < 250

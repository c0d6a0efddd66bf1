"""The stand-in's gateway against discord.py itself: events, RESUME, invalid sessions, several shards."""

import discord
import pytest

from bench.common.waiting import until
from bench.discord.gateway import CloseCode
from bench.discord.pointing import pointed_at
from bench.discord.server import StandIn, stand_in
from tests.discord_wire.conftest import PlainClient, connected


async def test_a_client_learns_of_guilds_and_messages(server: StandIn) -> None:
    channel = server.world.add_channel(server.world.add_guild("a guild"))
    ann = server.world.add_user("ann")
    async with connected(PlainClient()) as client:
        assert [guild.name for guild in client.guilds] == ["a guild"]
        server.people.say(ann, channel, f"<@{server.world.bot.id}> a red fox")
        await until(lambda: client.heard == [f"<@{server.world.bot.id}> a red fox"])


async def test_what_is_not_for_the_bot_has_no_content(server: StandIn) -> None:
    channel = server.world.add_channel(server.world.add_guild())
    async with connected(PlainClient()) as client:
        server.people.say(server.world.add_user("ann"), channel, "between you and me")
        await until(lambda: client.heard == [""])


@pytest.mark.parametrize("how", ["reconnect", "invalid session", "disconnect"])
async def test_after_a_break_the_session_goes_on_and_nothing_is_missed(server: StandIn, how: str) -> None:
    channel = server.world.add_channel(server.world.add_guild())
    ann = server.world.add_user("ann")
    async with connected(PlainClient()) as client:
        session = server.gateway.session()
        match how:
            case "reconnect":
                await server.gateway.ask_to_reconnect()
            case "invalid session":
                await server.gateway.invalidate(resumable=True)
            case "disconnect":
                await server.gateway.disconnect(code=CloseCode.UNKNOWN_ERROR)
        server.people.say(ann, channel, f"<@{server.world.bot.id}> while you were away")
        await until(lambda: client.heard == [f"<@{server.world.bot.id}> while you were away"])
        await until(lambda: client.seen[-1] == "RESUMED")
        assert (session.resumes, client.seen.count("READY")) == (1, 1)


async def test_a_session_that_cannot_be_resumed_begins_anew(server: StandIn) -> None:
    async with connected(PlainClient()) as client:
        await server.gateway.invalidate(resumable=False)
        await until(lambda: client.seen.count("READY") == 2)
        assert len(server.gateway.sessions) == 1


async def test_a_session_that_is_forgotten_begins_anew(server: StandIn) -> None:
    async with connected(PlainClient()) as client:
        socket = server.gateway.session().socket
        server.gateway.forget()
        assert socket is not None
        await socket.close(code=CloseCode.UNKNOWN_ERROR)
        await until(lambda: client.seen.count("READY") == 2)


async def test_each_shard_hears_of_its_guilds_only() -> None:
    async with stand_in(shards=3) as server:
        channels = [server.world.add_channel(server.world.add_guild(f"guild {n}")) for n in range(3)]
        with pointed_at(server.api_url, server.gateway_url):
            async with connected(PlainClient()) as client:
                assert len(client.guilds) == 3
                assert {guild.shard_id for guild in client.guilds} == {0, 1, 2}
                for channel in channels:
                    server.people.say(server.world.add_user("ann"), channel, "hello")
                await until(lambda: len(client.heard) == 3)
                counts = [[e["t"] for e in s.events].count("MESSAGE_CREATE") for s in server.gateway.sessions]
                assert counts == [1, 1, 1]


async def test_a_process_may_run_some_of_the_shards(server: StandIn) -> None:
    for number in range(4):
        server.world.add_guild(f"guild {number}")
    async with (
        connected(PlainClient(shard_ids=[0, 1], shard_count=4)) as low,
        connected(PlainClient(shard_ids=[2, 3], shard_count=4)) as high,
    ):
        assert [len(low.guilds), len(high.guilds)] == [2, 2]
        assert not {guild.id for guild in low.guilds} & {guild.id for guild in high.guilds}


async def test_a_wrong_token_is_refused(server: StandIn) -> None:
    async with PlainClient() as client:
        with pytest.raises(discord.LoginFailure):
            await client.login("wrong")


async def test_presence_is_written_down(client: PlainClient, server: StandIn) -> None:
    await client.change_presence(activity=discord.CustomActivity("3 in the queue"))
    await until(lambda: server.gateway.session().presences)
    assert server.gateway.session().presences[-1]["activities"][0]["state"] == "3 in the queue"


async def test_leaving_a_guild_is_heard_of(server: StandIn) -> None:
    guild = server.world.add_guild()
    async with connected(PlainClient()) as client:
        server.people.kick_bot(guild)
        await until(lambda: not client.guilds)

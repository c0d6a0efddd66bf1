"""The ways of a result to its requester, over the wire: what one closes, the next one opens."""

import pytest

from bench.common.faults import Fault, dropped_after, dropped_before
from bench.common.painter import Painter
from bench.common.waiting import until
from bench.discord.faults import (
    banned_by_cloudflare,
    rate_limited_without_headers,
    refused_as_too_large,
)
from bench.discord.gateway import CloseCode
from bench.discord.outcomes import custom_ids
from bench.discord.posts import LOADING
from bench.discord.server import StandIn
from bench.discord.world import Channel, Interaction, Permission, User
from bot.discord.card.ids import Action
from bot.settings import Settings
from tests.discord_wire.nonet import is_result, nonet, outcomes_of

CALLBACK = "POST /interactions/{interaction_id}/{interaction_token}/callback"
EDIT = "PATCH /webhooks/{webhook_id}/{webhook_token}/messages/{message_id}"


@pytest.fixture
def ann(server: StandIn) -> User:
    return server.world.add_user("ann")


async def draw(server: StandIn, person: User, channel: Channel) -> Interaction:
    """A command whose waiting card is there."""
    interaction = server.people.slash(person, channel, "draw", prompt="a red fox")
    await until(lambda: interaction.original and not interaction.original.flags & LOADING)
    return interaction


@pytest.mark.parametrize(
    "fault",
    [
        dropped_before(),
        dropped_after(),
        rate_limited_without_headers(),
        banned_by_cloudflare(),
    ],
    ids=lambda fault: fault.name,
)
async def test_a_first_answer_that_breaks_off_is_given_again(
    server: StandIn, settings: Settings, channel: Channel, ann: User, fault: Fault
) -> None:
    server.faults.for_calls(CALLBACK, {1}, fault)
    async with nonet(server, settings):
        interaction = server.people.slash(ann, channel, "draw", prompt="a red fox")
        assert await outcomes_of(server, settings, jobs=1) == [1]
    assert is_result(interaction.original)
    assert server.journal.violations() == []


async def test_files_are_made_to_fit_where_discord_finds_them_too_large(
    server: StandIn, settings: Settings, channel: Channel, ann: User
) -> None:
    server.faults.for_calls(EDIT, {1}, refused_as_too_large(), with_files=True)
    async with nonet(server, settings):
        interaction = await draw(server, ann, channel)
        assert await outcomes_of(server, settings, jobs=1) == [1]
    refused, taken = [entry.call for entry in server.journal.of(EDIT) if entry.call.files]
    assert len(taken.files[0].data) < len(refused.files[0].data)
    assert is_result(interaction.original)


async def test_files_obey_the_limit_of_the_place(
    server: StandIn, settings: Settings, channel: Channel, ann: User
) -> None:
    assert channel.guild
    channel.guild.file_limit_bytes = 12_000
    async with nonet(server, settings):
        interaction = await draw(server, ann, channel)
        assert await outcomes_of(server, settings, jobs=1) == [1]
    assert len(interaction.answer.attachments[0].data) <= 12_000
    assert all(entry.status != 413 for entry in server.journal.entries)


@pytest.mark.parametrize("what", ["channel deleted", "no permission"])
async def test_what_cannot_be_posted_any_more_comes_in_person(
    server: StandIn, settings: Settings, channel: Channel, ann: User, service: Painter, what: str
) -> None:
    service.go_on.clear()
    async with nonet(server, settings):
        await draw(server, ann, channel)
        server.clock.advance(16 * 60)
        if what == "channel deleted":
            server.people.delete_channel(channel)
        else:
            channel.denied = Permission.SEND_MESSAGES
        service.go_on.set()
        await outcomes_of(server, settings, jobs=1)
    (letter,) = server.world.dm_with(ann).messages.values()
    assert is_result(letter)
    assert server.journal.violations() == []


async def test_a_server_that_sends_the_bot_away_gets_nothing_more(
    server: StandIn, settings: Settings, channel: Channel, ann: User, service: Painter
) -> None:
    service.go_on.clear()
    async with nonet(server, settings):
        waiting = await draw(server, ann, channel)
        assert channel.guild
        server.people.kick_bot(channel.guild)
        service.go_on.set()
        await outcomes_of(server, settings, jobs=1)
    assert list(channel.messages.values()) == [waiting.original]
    assert not is_result(waiting.original)
    assert server.journal.violations() == []


async def test_nobody_is_reached_who_takes_no_messages(
    server: StandIn, settings: Settings, channel: Channel, service: Painter
) -> None:
    ben = server.world.add_user("ben", accepts_dms=False)
    service.go_on.clear()
    async with nonet(server, settings):
        await draw(server, ben, channel)
        server.clock.advance(16 * 60)
        server.people.delete_channel(channel)
        service.go_on.set()
        assert await outcomes_of(server, settings, jobs=1) == [0]
    assert server.world.dm_with(ben).messages == {}
    assert server.journal.violations() == []


async def test_a_break_of_the_gateway_loses_no_command(
    server: StandIn, settings: Settings, channel: Channel, ann: User
) -> None:
    async with nonet(server, settings):
        await server.gateway.disconnect(code=CloseCode.UNKNOWN_ERROR)
        interaction = server.people.slash(ann, channel, "draw", prompt="a red fox")
        await until(lambda: is_result(interaction.original))
    assert server.gateway.session().resumes == 1


async def test_buttons_work_for_another_process(
    server: StandIn, settings: Settings, channel: Channel, ann: User
) -> None:
    async with nonet(server, settings):
        first = await draw(server, ann, channel)
        assert await outcomes_of(server, settings, jobs=1) == [1]
    server.clock.advance(24 * 3600)
    async with nonet(server, settings):
        button = next(
            each for each in custom_ids(first.answer.components) if each.startswith(f"{Action.AGAIN}:")
        )
        again = server.people.click(ann, first.answer, button)
        assert await outcomes_of(server, settings, jobs=2) == [1, 1]
    assert again.answered_at
    assert server.journal.violations() == []


async def test_a_mention_is_answered_by_a_reply(
    server: StandIn, settings: Settings, channel: Channel, ann: User
) -> None:
    async with nonet(server, settings):
        said = server.people.say(ann, channel, f"<@{server.world.bot.id}> a red fox")
        assert await outcomes_of(server, settings, jobs=1) == [1]
    (card,) = [message for message in channel.messages.values() if is_result(message)]
    assert card.replies_to is said
    assert server.journal.violations() == []

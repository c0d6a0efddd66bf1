"""Whatever X says or does to one call on the way of an answer, there is one reply in the end."""

import pytest

from bench.common import faults
from bench.common.faults import Fault
from bench.common.painter import Painter
from bench.twitter.faults import (
    credits_used_up,
    duplicate,
    internal_error,
    rate_limited,
    rate_limited_without_reset,
    unauthorized,
)
from bench.twitter.server import StandIn
from bot.settings import Settings
from db import deliveries, jobs
from tests.twitter_wire.nonet import opened, settings_for

MENTIONS, OWN_POSTS = "GET /2/users/{id}/mentions", "GET /2/users/{id}/tweets"
UPLOAD, METADATA, POST = "POST /2/media/upload", "POST /2/media/metadata", "POST /2/tweets"
FAULTS = [
    rate_limited(100.0),
    rate_limited_without_reset(),
    *(faults.server_error(status) for status in (500, 502, 503)),
    internal_error(),
    credits_used_up(),
    unauthorized(),
    faults.dropped_before(),
    faults.dropped_after(),
]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
async def test_there_is_one_reply(server: StandIn, settings: Settings, fault: Fault) -> None:
    async with opened(settings) as house:
        await house.look()
        for route in (MENTIONS, UPLOAD, METADATA, POST):
            server.faults.for_calls(route, {1}, fault)
        mention = server.world.add_post(server.world.add_account("ann"), "@nonet a red fox")
        await house.settle()
        await house.settle()
    assert len(server.world.replies_to(mention)) == 1
    assert server.faults.happened[fault.name] == 4
    assert server.journal.violations() == []


@pytest.mark.parametrize("fault", [duplicate(), faults.dropped_before()], ids=lambda fault: fault.name)
async def test_looking_for_our_own_post_may_fail_too(
    server: StandIn, settings: Settings, fault: Fault
) -> None:
    async with opened(settings) as house:
        await house.look()
        server.faults.for_calls(POST, {1}, fault)
        server.faults.for_calls(OWN_POSTS, {1, 2}, faults.server_error(503))
        mention = server.world.add_post(server.world.add_account("ann"), "@nonet a red fox")
        await house.settle()
    assert len(server.world.replies_to(mention)) == 1
    assert len(server.journal.of(OWN_POSTS)) == 3


async def test_a_reply_among_many_is_found(server: StandIn, settings: Settings) -> None:
    async with opened(settings) as house:
        await house.look()
        server.faults.for_calls(POST, {1}, faults.dropped_after())
        mention = server.world.add_post(server.world.add_account("ann"), "@nonet a red fox")
        await house.look()
        assert await house.paint()
        assert await house.deliver()
        for number in range(120):
            server.world.add_post(server.world.bot, f"post {number}")
        await house.settle()
    assert len(server.world.replies_to(mention)) == 1
    assert len(server.journal.of(POST)) == 1
    assert len(server.journal.of(OWN_POSTS)) == 2


async def test_what_x_forbids_for_good_is_asked_once(server: StandIn, settings: Settings) -> None:
    async with opened(settings) as house:
        await house.look()
        mention = server.world.add_post(server.world.add_account("ann"), "@nonet a red fox")
        await house.look()
        mention.text = "a red fox"  # as if X saw no call for us in it
        await house.settle()
    assert [entry.status for entry in server.journal.of(POST)] == [403]
    assert not server.world.replies_to(mention)


async def test_a_call_that_is_sent_again_is_signed_again(server: StandIn, settings: Settings) -> None:
    async with opened(settings) as house:
        await house.look()
        server.faults.for_calls(MENTIONS, {1}, faults.dropped_after())
        await house.look()
    assert [entry.status for entry in server.journal.of(MENTIONS)] == [200, None, 200]


async def test_waiting_for_x_is_no_attempt(server: StandIn, settings: Settings) -> None:
    """Else the rests between attempts would grow with it, up to ten minutes."""
    async with opened(settings) as house:
        await house.look()
        server.faults.for_calls(UPLOAD, set(range(1, 11)), credits_used_up())
        mention = server.world.add_post(server.world.add_account("ann"), "@nonet a red fox")
        await house.settle()
        async with house.app.database.reading() as session:
            job = await jobs.by_source(session, "twitter", str(mention.id))
            assert job is not None
            (delivery,) = await deliveries.of_job(session, job.id)
    assert delivery.receipt == str(server.world.replies_to(mention)[0].id)


async def test_a_picture_that_x_cannot_take_in_any_form_is_given_up(
    server: StandIn, settings: Settings
) -> None:
    server.uploads.fails = True
    async with opened(settings) as house:
        await house.look()
        server.world.add_post(server.world.add_account("ann"), "@nonet a red fox")
        await house.settle()
        await house.settle()
    assert [upload.content_type for upload in server.world.media.values()] == ["image/png", "image/jpeg"]
    assert not server.journal.of(POST)


async def test_limits_that_x_tells_are_never_run_into(
    server: StandIn, service: Painter, settings: Settings
) -> None:
    server.limits.use_up(METADATA, for_s=600.0)
    async with opened(settings_for(settings.data_dir, server, service)) as house:
        await house.look()
        for number in range(3):
            server.world.add_post(server.world.add_account(f"ann{number}"), f"@nonet {number} foxes")
        await house.look()
        while await house.paint():
            pass
        while await house.deliver():
            pass
        assert server.limits.refused == 1, "the first refusal tells until when"
        server.limits.use_up(METADATA, for_s=0.0)
        await house.settle()
    assert len(server.world.posts_of_bot()) == 3
    assert server.limits.refused == 1

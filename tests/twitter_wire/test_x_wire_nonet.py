"""Nonet on X end to end over the wire: from a mention to its one reply, whatever X does meanwhile."""

import pytest

from bench.common import faults
from bench.common.painter import Painter
from bench.common.waiting import until
from bench.twitter.bill import Price
from bench.twitter.server import StandIn, stand_in
from bot.settings import Settings
from tests.twitter_wire.nonet import nonet, settings_for

ME = "GET /2/users/me"
MENTIONS = "GET /2/users/{id}/mentions"
UPLOAD, METADATA, POST = "POST /2/media/upload", "POST /2/media/metadata", "POST /2/tweets"
OWN_POSTS = "GET /2/users/{id}/tweets"


async def looked_again(server: StandIn) -> None:
    """Time enough for a second reply, if there were to be one."""
    looks = len(server.journal.of(MENTIONS))
    await until(lambda: len(server.journal.of(MENTIONS)) > looks + 2)


async def test_a_mention_becomes_one_reply(server: StandIn, settings: Settings) -> None:
    ann = server.world.add_account("ann")
    async with nonet(server, settings):
        mention = server.world.add_post(ann, "@nonet a hamster Godzilla & friends #tokyo")
        await until(lambda: server.world.replies_to(mention))
    (reply,) = server.world.replies_to(mention)
    (picture,) = reply.media
    assert "a hamster Godzilla & friends tokyo" in reply.text
    assert picture.alt_text and "hamster Godzilla" in picture.alt_text
    assert reply.made_with_ai
    assert server.journal.violations() == []


async def test_an_answer_costs_three_calls_and_a_cent_and_a_half(server: StandIn, settings: Settings) -> None:
    ann = server.world.add_account("ann")
    async with nonet(server, settings):
        mention = server.world.add_post(ann, "@nonet a red fox")
        await until(lambda: server.world.replies_to(mention))
    routes = [entry.call.route for entry in server.journal.entries if entry.call.route not in (ME, MENTIONS)]
    assert routes == [UPLOAD, METADATA, POST]
    answer = {Price.MENTION: 1, Price.ALT_TEXT: 1, Price.REPLY: 1}
    assert server.bill.charged == {Price.ACCOUNT: 1, **answer}
    assert server.bill.dollars == pytest.approx(0.010 + 0.016)


async def test_what_was_written_before_the_first_start_is_not_answered(
    server: StandIn, settings: Settings
) -> None:
    ann, ben = server.world.add_account("ann"), server.world.add_account("ben")
    old = server.world.add_post(ann, "@nonet an old wish", age_s=3_600)
    async with nonet(server, settings):
        new = server.world.add_post(ben, "@nonet a new wish")
        await until(lambda: server.world.replies_to(new))
    assert not server.world.replies_to(old)


async def test_only_who_names_us_is_answered(server: StandIn, settings: Settings) -> None:
    ann, ben, cleo = (server.world.add_account(name) for name in ("ann", "ben", "cleo"))
    async with nonet(server, settings):
        mention = server.world.add_post(ann, "@nonet a red fox")
        thanks = server.world.add_post(ben, "lovely!", replied_to=mention)
        thread = server.world.add_post(cleo, "@nonet", replied_to=mention)
        wish = server.world.add_post(cleo, "and @nonet a blue one", replied_to=thanks)
        await until(lambda: server.world.replies_to(wish) and server.world.replies_to(mention))
    assert [len(server.world.replies_to(post)) for post in (mention, thanks, thread, wish)] == [1, 0, 0, 1]
    assert all(entry.status == 201 for entry in server.journal.of(POST))


async def test_posts_with_xs_new_names_are_answered_too(
    service: Painter, settings: Settings, empty_database: object
) -> None:
    async with stand_in("post") as server:
        chosen = settings_for(settings.data_dir, server, service)
        ann, ben = server.world.add_account("ann"), server.world.add_account("ben")
        async with nonet(server, chosen):
            quoted = server.world.add_post(ben, "a cat " + "on a skateboard " * 20)
            mention = server.world.add_post(ann, "@nonet draw this", quoted=quoted)
            server.world.add_post(ann, "a repost", reposted=mention)
            await until(lambda: server.world.replies_to(mention))
        (reply,) = server.world.replies_to(mention)
        assert "a cat on a skateboard" in reply.text
        assert server.journal.violations() == []


async def test_a_reply_that_shows_up_late_is_waited_for(
    server: StandIn, service: Painter, settings: Settings
) -> None:
    server.world.show_after_s = (0.5, 0.5)
    chosen = settings_for(settings.data_dir, server, service, reconcile_after_s=1.0)
    async with nonet(server, chosen):
        server.faults.for_calls(POST, {1}, faults.dropped_after())
        mention = server.world.add_post(server.world.add_account("ann"), "@nonet a red fox")
        await until(lambda: server.journal.of(OWN_POSTS))
        await looked_again(server)
    assert len(server.world.replies_to(mention)) == 1
    assert len(server.journal.of(POST)) == 1


async def test_a_picture_is_posted_when_x_is_done_with_it(server: StandIn, settings: Settings) -> None:
    server.uploads.looks = 1
    async with nonet(server, settings):
        mention = server.world.add_post(server.world.add_account("ann"), "@nonet a red fox")
        await until(lambda: server.world.replies_to(mention))
    assert len(server.journal.of("GET /2/media/upload")) == 1
    assert server.journal.violations() == []


async def test_a_kind_of_picture_that_x_refuses_is_sent_as_jpeg(server: StandIn, settings: Settings) -> None:
    server.uploads.refused_types = {"image/png", "image/webp"}
    async with nonet(server, settings):
        mention = server.world.add_post(server.world.add_account("ann"), "@nonet a red fox")
        await until(lambda: server.world.replies_to(mention))
    (reply,) = server.world.replies_to(mention)
    assert reply.media[0].content_type == "image/jpeg"


async def test_a_mention_that_is_gone_meanwhile_is_left_alone(
    server: StandIn, settings: Settings, service: Painter
) -> None:
    service.go_on.clear()
    async with nonet(server, settings):
        mention = server.world.add_post(server.world.add_account("ann"), "@nonet a red fox")
        await until(lambda: service.requests)
        del server.world.posts[mention.id]
        service.go_on.set()
        await until(lambda: server.journal.of(POST))
        await looked_again(server)
    assert [entry.status for entry in server.journal.of(POST)] == [403]

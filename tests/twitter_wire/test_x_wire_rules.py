"""What X refuses, the stand-in refuses too; and what X's descriptions do not allow is noticed."""

import io
from collections.abc import AsyncIterator, Mapping
from typing import Any

import aiohttp
import pytest

from bench.common.answers import Answer
from bench.common.call import Call
from bench.twitter.bill import Price
from bench.twitter.contract import XContract
from bench.twitter.server import StandIn
from bench.twitter.signature import KEYS
from bench.twitter.world import Post
from bot.twitter.keys import AppKeys, UserKeys
from bot.twitter.signing import OAuth1Signer
from bot.twitter.wire import Answer as XAnswer
from bot.twitter.wire import Wire

FIELDS = ["author_id", "conversation_id", "referenced_tweets"]
PNG = b"\x89PNG" + bytes(100)


def signer(**other: str) -> OAuth1Signer:
    keys = KEYS | other
    app = AppKeys(keys["consumer_key"], keys["consumer_secret"])
    return OAuth1Signer(app, UserKeys(keys["access_token"], keys["access_token_secret"]))


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
def wire(server: StandIn, session: aiohttp.ClientSession) -> Wire:
    return Wire(session, server.url, signer())


@pytest.fixture
def mention(server: StandIn) -> Post:
    return server.world.add_post(server.world.add_account("ann"), "@nonet a red fox")


async def post(wire: Wire, **body: Any) -> XAnswer:
    return await wire.request("POST", "/2/tweets", json=body)


async def upload(wire: Wire, data: bytes = PNG) -> XAnswer:
    form = aiohttp.FormData()
    form.add_field("media", io.BytesIO(data), filename="collage", content_type="image/png")
    form.add_field("media_category", "tweet_image")
    return await wire.request("POST", "/2/media/upload", form=form)


class TestSignatures:
    async def test_a_signed_call_is_served(self, wire: Wire) -> None:
        answer = await wire.get_me(user_fields=["id", "name & more"])
        assert (answer.status, answer.body["data"]["username"]) == (200, "nonet")

    @pytest.mark.parametrize("wrong", KEYS)
    async def test_other_keys_open_nothing(
        self, server: StandIn, session: aiohttp.ClientSession, wrong: str
    ) -> None:
        wire = Wire(session, server.url, signer(**{wrong: "another"}))
        assert (await wire.get_me()).status == 401

    async def test_a_signature_is_good_for_one_call_as_it_was_signed(
        self, server: StandIn, session: aiohttp.ClientSession
    ) -> None:
        url = f"{server.url}/2/users/me"
        headers = await signer().sign("GET", url)
        assert await _status(session, f"{url}?user.fields=id", headers) == 401
        assert await _status(session, url, headers) == 200
        assert await _status(session, url, headers) == 401, "a nonce is good for one call"

    async def test_old_signatures_are_refused(self, server: StandIn, wire: Wire) -> None:
        server.world.clock.advance(600.0)
        assert (await wire.get_me()).status == 401

    async def test_without_a_signature_nothing_is_served(
        self, server: StandIn, session: aiohttp.ClientSession
    ) -> None:
        assert await _status(session, f"{server.url}/2/users/me", {}) == 401


async def _status(session: aiohttp.ClientSession, url: str, headers: Mapping[str, str]) -> int:
    async with session.get(url, headers=headers) as answer:
        return answer.status


class TestTimelines:
    async def test_pages_hold_every_mention_once_newest_first(self, server: StandIn, wire: Wire) -> None:
        ann = server.world.add_account("ann")
        posts = [server.world.add_post(ann, f"@nonet {number}") for number in range(23)]
        found, token = [], None
        while True:
            page = await wire.get_users_mentions(
                7, since_id=posts[2].id, max_results=7, pagination_token=token, tweet_fields=FIELDS
            )
            found += [int(one["id"]) for one in page.body["data"]]
            token = page.body["meta"].get("next_token")
            if token is None:
                break
        assert found == [one.id for one in reversed(posts[3:])]
        assert server.bill.charged[Price.MENTION] == 20

    async def test_what_was_read_today_is_charged_once(
        self, server: StandIn, wire: Wire, mention: Post
    ) -> None:
        for _ in range(3):
            await wire.get_users_mentions(7)
        assert server.bill.charged == {Price.MENTION: 1}

    async def test_a_post_shows_up_late(self, server: StandIn, wire: Wire) -> None:
        server.world.show_after_s = (60.0, 60.0)
        server.world.add_post(server.world.add_account("ann"), "@nonet a red fox")
        assert (await wire.get_users_mentions(7)).body["meta"]["result_count"] == 0
        server.world.clock.advance(61.0)
        assert len(server.world.visible()) == 1

    async def test_pages_have_their_limits(self, wire: Wire) -> None:
        assert (await wire.get_users_mentions(7, max_results=4)).status == 400
        assert (await wire.get_users_mentions(7, pagination_token="x!")).status == 400


class TestPosting:
    async def test_only_whoever_has_asked_is_answered(
        self, server: StandIn, wire: Wire, mention: Post
    ) -> None:
        thanks = server.world.add_post(server.world.add_account("ben"), "nice", replied_to=mention)
        for asked, status in ((mention, 201), (thanks, 403)):
            reply = {"in_reply_to_tweet_id": str(asked.id)}
            assert (await post(wire, text=f"to {asked.id}", reply=reply)).status == status
        gone = {"in_reply_to_tweet_id": "123"}
        assert (await post(wire, text="to nobody", reply=gone)).status == 403

    async def test_a_text_is_posted_once(self, server: StandIn, wire: Wire) -> None:
        assert (await post(wire, text="a red fox")).status == 201
        refusal = await post(wire, text="a red fox")
        assert (refusal.status, "duplicate" in refusal.body["detail"]) == (403, True)

    @pytest.mark.parametrize(
        ("text", "status"), [("x" * 281, 400), ("", 400), ("$AAPL and $TSLA", 403), ("$AAPL", 201)]
    )
    async def test_texts_have_their_limits(self, wire: Wire, text: str, status: int) -> None:
        assert (await post(wire, text=text)).status == status

    @pytest.mark.parametrize(
        ("text", "price"), [("a fox", Price.POST), ("see nonet.example", Price.LINK), ("v1.5", Price.POST)]
    )
    async def test_a_link_costs_more(self, server: StandIn, wire: Wire, text: str, price: Price) -> None:
        await post(wire, text=text)
        assert server.bill.charged == {price: 1}

    async def test_only_our_own_posts_can_be_deleted(
        self, server: StandIn, wire: Wire, mention: Post
    ) -> None:
        made = await post(wire, text="a red fox")
        assert (await wire.delete_tweet(mention.id)).status == 403
        assert (await wire.delete_tweet(made.body["data"]["id"])).status == 200
        assert server.world.posts_of_bot() == []


class TestPictures:
    @pytest.mark.parametrize(
        ("data", "status"), [(PNG, 200), (PNG + bytes(5_000_000), 400), (b"<svg/>", 400)]
    )
    async def test_they_have_their_limits(self, wire: Wire, data: bytes, status: int) -> None:
        assert (await upload(wire, data)).status == status

    async def test_one_that_x_has_not_looked_through_cannot_be_posted(
        self, server: StandIn, wire: Wire
    ) -> None:
        server.uploads.looks = 1
        media_id = (await upload(wire)).body["data"]["id"]
        media = {"media_ids": [media_id]}
        assert (await post(wire, text="a", media=media)).status == 400
        params = {"command": "STATUS", "media_id": media_id}
        assert "processing_info" not in (await wire.request("GET", "/2/media/upload", params)).body["data"]
        assert (await post(wire, text="a", media=media)).status == 201

    async def test_alt_texts_have_their_limit(self, wire: Wire) -> None:
        media_id = (await upload(wire)).body["data"]["id"]
        for chars, status in ((1_001, 400), (1_000, 200)):
            body = {"id": media_id, "metadata": {"alt_text": {"text": "x" * chars}}}
            assert (await wire.request("POST", "/2/media/metadata", json=body)).status == status


async def test_a_limit_is_told_before_it_is_used_up(server: StandIn, wire: Wire) -> None:
    left = []
    for _ in range(76):
        answer = await wire.get_me()
        left.append(int(answer.headers["x-rate-limit-remaining"]))
    assert left == [*range(74, -1, -1), 0]
    assert (answer.status, server.limits.refused) == (429, 1)


class TestDescriptions:
    @pytest.mark.parametrize(
        "call",
        [
            Call("POST", "/2/tweets", {}, {}, "", {"text": "a fox", "made_with_ai": True}),
            Call("GET", "/2/users/{id}/mentions", {"id": "7"}, {"tweet.fields": "author_id,lang"}, ""),
            Call("GET", "/2/users/{id}/mentions", {"id": "7"}, {"post.fields": "conversation_id"}, ""),
        ],
        ids=lambda call: call.route,
    )
    def test_what_either_of_them_allows_is_right(self, call: Call) -> None:
        assert list(XContract().violations(call)) == []

    @pytest.mark.parametrize(
        "call",
        [
            Call("POST", "/2/tweets", {}, {}, "", {"text": "a fox", "by_ai": True}),
            Call("POST", "/2/tweets", {}, {}, "", {"media": {"media_ids": [str(n) for n in range(5)]}}),
            Call("POST", "/2/tweets", {}, {}, ""),
            Call("GET", "/2/users/{id}/mentions", {"id": "7"}, {"tweet.fields": "writer"}, ""),
            Call("GET", "/2/users/{id}/mentions", {"id": "7"}, {"max_results": "101"}, ""),
            Call("POST", "/2/media/upload", {}, {}, "", {"media": "collage"}),
            Call("POST", "/2/likes", {}, {}, "", {}),
        ],
        ids=lambda call: f"{call.route} {call.query}",
    )
    def test_what_neither_allows_is_noticed(self, call: Call) -> None:
        assert list(XContract().violations(call))

    def test_answers_are_held_against_them_too(self) -> None:
        call = Call("POST", "/2/tweets", {}, {}, "", {"text": "a fox"})
        right = Answer(201, {"data": {"id": "1", "text": "a fox"}})
        wrong = Answer(201, {"data": {"id": 1, "text": "a fox"}})
        assert list(XContract().answer_violations(call, right)) == []
        assert list(XContract().answer_violations(call, wrong))

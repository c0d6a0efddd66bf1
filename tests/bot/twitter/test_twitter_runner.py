"""Looking for mentions again and again, whatever happens in between."""

import asyncio
from datetime import UTC, datetime
from typing import Any

import pytest
from aiohttp import web

from bot.at_work import at_work
from bot.twitter import account
from bot.twitter.errors import NotNowError, PassingError, UnreadableError
from bot.twitter.keys import UserKeys
from db import markers
from tests.bot.twitter.conftest import House, open_house
from tests.bot.twitter.fake_x import FakeX, html, problem

ME, MENTIONS = "GET /2/users/me", "GET /2/users/7/mentions"


@pytest.fixture
def choices() -> dict[str, Any]:
    return {"poll_interval_s": 0.01, "rest_s": 0.05}


async def until_answered(house: House, x: FakeX, mention: str) -> None:
    async with asyncio.timeout(20):
        while not x.replies_to(mention):
            await house.paint_all()
            await house.deliver_all()
            await asyncio.sleep(0.01)


def began(log_lines: list[dict[str, Any]]) -> bool:
    return any(line["event"] == "mentions are read from now on" for line in log_lines)


async def test_trouble_is_waited_out(house: House, x: FakeX, log_lines: list[dict[str, Any]]) -> None:
    x.faults[ME] = [problem(401, "Unauthorized")]
    x.faults[MENTIONS] = [html(503), problem(402, "CreditsDepleted"), None]

    async with at_work(house.runner.run()):
        while not began(log_lines):  # noqa: ASYNC110 - it tells nobody but the log
            await asyncio.sleep(0.01)
        mention = x.mention("@nonet a fox")
        await until_answered(house, x, mention)

    events = [line["event"] for line in log_lines]
    assert {"X paused", "X goes on", "mentions not read"} <= set(events)


async def test_a_full_queue_leaves_mentions_on_x(
    house: House, x: FakeX, monkeypatch: pytest.MonkeyPatch
) -> None:
    await house.runner.look()
    limits = house.settings.limits.model_copy(update={"waiting_total": 1})
    monkeypatch.setattr(house.acceptor, "_settings", house.settings.model_copy(update={"limits": limits}))
    first, second = (x.mention("@nonet a fox", author=str(author)) for author in (101, 102))

    async with at_work(house.runner.run()):
        await until_answered(house, x, first)
        await until_answered(house, x, second)


async def test_an_errand_that_fails_is_left_for_the_next_look(house: House, x: FakeX) -> None:
    async with house.database.session() as session:
        await markers.put(session, "remove twitter 5", "5", datetime.now(UTC))
    x.faults["DELETE /2/tweets/5"] = [html(503)]

    await house.runner.look()
    await house.runner.look()
    await house.runner.look()

    assert x.calls.count("DELETE /2/tweets/5") == 2


async def test_errands_do_not_wait_until_mentions_can_be_read(house: House, x: FakeX) -> None:
    await house.runner.look()
    async with house.database.session() as session:
        await markers.put(session, "remove twitter 5", "5", datetime.now(UTC))
    x.faults[MENTIONS] = [html(503)]

    with pytest.raises(PassingError):
        await house.runner.look()

    assert "DELETE /2/tweets/5" in x.calls


async def test_a_page_that_leads_to_itself_is_noticed(house: House, x: FakeX) -> None:
    await house.runner.look()
    x.mention("@nonet a fox")
    page = {"data": x.posts, "meta": {"next_token": "again"}}
    x.faults[MENTIONS] = [web.json_response(page) for _ in range(9)]

    with pytest.raises(UnreadableError, match="page"):
        await house.runner.look()

    assert len(x.faults[MENTIONS]) == 7


@pytest.mark.parametrize("username", [None, "", 5])
async def test_an_account_without_a_name_is_asked_for_again(house: House, x: FakeX, username: object) -> None:
    x.faults[ME] = [web.json_response({"data": {"id": "7", "username": username}})]
    with pytest.raises(UnreadableError):
        await house.runner.look()
    await house.runner.look()
    assert x.calls.count(ME) == 2


async def test_the_account_is_asked_for_again_after_a_day(
    house: House, x: FakeX, monkeypatch: pytest.MonkeyPatch
) -> None:
    await house.parts.account.me()
    await house.parts.account.me()
    assert x.calls.count(ME) == 1

    monkeypatch.setattr(account, "LASTS", -account.LASTS)
    await house.parts.account.me()
    assert x.calls.count(ME) == 2


async def test_keys_of_another_account_are_noticed(house: House, x: FakeX) -> None:
    async with house.database.session() as session:
        stored = '{"id": "8", "username": "other", "at": "2999-01-01T00:00:00+00:00"}'
        await markers.put(session, "twitter-account", stored, datetime.now(UTC))
    assert UserKeys("7-token", "secret").account_id == "7"
    twitter = house.settings.twitter.model_dump() | {"access_token": "7-token"}
    chosen = house.settings.twitter.model_validate(twitter)

    other = await open_house(house.settings.model_copy(update={"twitter": chosen}))
    me = await other.parts.account.me()
    await other.stack.aclose()

    assert me.username == "nonet"


async def test_a_mistake_with_one_mention_keeps_no_other_from_its_answer(
    house: House, x: FakeX, monkeypatch: pytest.MonkeyPatch, log_lines: list[dict[str, Any]]
) -> None:
    await house.runner.look()
    broken, fine = x.mention("@nonet a broken fox", author="101"), x.mention("@nonet a fox", author="102")
    accept = house.acceptor.accept

    async def mistaken(request: Any, *also: Any) -> Any:
        if "broken" in request.prompt:
            raise ValueError("broken")
        return await accept(request, *also)

    monkeypatch.setattr(house.acceptor, "accept", mistaken)
    await house.answer()

    assert (len(x.replies_to(broken)), len(x.replies_to(fine))) == (0, 1)
    assert "mention lost" in [line["event"] for line in log_lines]


@pytest.mark.parametrize(
    "spoilt",
    [{"created_at": "yesterday"}, {"author_id": 5}, {"id": "x"}, {"referenced_tweets": [5]}, {"text": None}],
)
async def test_a_post_that_cannot_be_read_keeps_no_other_from_its_answer(
    house: House, x: FakeX, spoilt: dict[str, Any]
) -> None:
    await house.runner.look()
    x.mention("@nonet a strange fox", author="101")
    fine = x.mention("@nonet a fox", author="102", created_at="2026-11-23T07:00:00")
    answer = x.posts[0] | spoilt
    x.faults[MENTIONS] = [web.json_response({"data": [x.posts[1], answer], "meta": {}})]

    await house.answer()

    assert len(x.replies_to(fine)) == 1


async def test_a_page_on_which_nothing_can_be_read_is_read_again(house: House, x: FakeX) -> None:
    await house.runner.look()
    mention = x.mention("@nonet a fox")
    x.faults[MENTIONS] = [web.json_response({"data": [{"id": mention}], "meta": {"next_token": 5}})]
    with pytest.raises(UnreadableError):
        await house.runner.look()

    await house.answer()

    assert len(x.replies_to(mention)) == 1


class TestAtTheCap:
    @pytest.fixture
    def choices(self) -> dict[str, Any]:
        return {"daily_calls": 1}

    async def test_nothing_is_read_and_nothing_is_lost(self, house: House, x: FakeX) -> None:
        with pytest.raises(NotNowError) as waiting:
            await house.runner.look()
        assert x.calls == [ME]
        assert waiting.value.until > datetime.now(UTC)

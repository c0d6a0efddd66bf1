"""Exactly once: crashes at every step of an answer, and several who send at once."""

import asyncio
from typing import Any

import pytest

from bot.pipeline.accept import Acceptor
from bot.twitter import poller
from bot.twitter.errors import NoError, PassingError
from bot.twitter.own_posts import post_job
from bot.twitter.wire import Wire
from db import mentions
from tests.bot.twitter.conftest import House, open_house
from tests.bot.twitter.fake_x import FakeX, problem

POST = "/2/tweets"


class Crash(BaseException):
    """The process ends here."""


def crash_at(monkeypatch: pytest.MonkeyPatch, route: str, *, afterwards: bool) -> None:
    """Let the process end right before, or right after, X hears of a call."""
    request = Wire.request

    async def crashing(self: Wire, method: Any, path: str, *args: Any, **kwargs: Any) -> Any:
        if path != route:
            return await request(self, method, path, *args, **kwargs)
        if afterwards:
            await request(self, method, path, *args, **kwargs)
        raise Crash

    monkeypatch.setattr(Wire, "request", crashing)


@pytest.fixture
async def mention(house: House, x: FakeX) -> str:
    await house.poller.poll()
    return x.mention("@nonet a fox")


@pytest.mark.parametrize("afterwards", [False, True])
@pytest.mark.parametrize("route", ["/2/users/7/mentions", "/2/media/upload", "/2/media/metadata", POST])
async def test_a_crash_at_any_call_yields_one_reply(
    house: House, x: FakeX, mention: str, route: str, afterwards: bool
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        crash_at(patch, route, afterwards=afterwards)
        patch.setattr(house.deliverer, "_settings", house.settings.queue.model_copy(update={"lease_s": 0.0}))
        with pytest.raises(Crash):
            await house.answer()

    next_process = await open_house(house.settings)
    await next_process.answer()
    await next_process.deliver_all()
    await next_process.stack.aclose()

    (reply,) = x.replies_to(mention)
    assert (await house.deliveries_of(mention))[-1].receipt == reply["id"]


async def test_a_crash_while_a_mention_is_accepted_leaves_no_job(
    house: House, x: FakeX, mention: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def crashing(*_: Any) -> None:
        raise Crash

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(poller.reading, "passed", crashing)
        with pytest.raises(Crash):
            await house.poller.poll()
    assert await house.job_of(mention) is None

    await house.answer()
    assert len(x.replies_to(mention)) == 1


async def test_what_another_process_has_accepted_meanwhile_is_no_second_job(
    house: House, x: FakeX, mention: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    accept = Acceptor.accept
    other = await open_house(house.settings)

    async def slow(self: Acceptor, *args: Any) -> Any:
        monkeypatch.setattr(Acceptor, "accept", accept)
        await other.poller.poll()
        return await accept(self, *args)

    monkeypatch.setattr(Acceptor, "accept", slow)
    await house.answer()
    await other.stack.aclose()

    assert len(x.replies_to(mention)) == 1
    async with house.database.reading() as session:
        assert await mentions.is_decided(session, mention)


async def test_of_several_who_post_at_once_one_does(house: House, x: FakeX, mention: str) -> None:
    await house.answer()
    job = await house.job_of(mention)
    assert job is not None
    stores = house.database, house.deliverer._image_store, house.parts.sender

    outcomes = await asyncio.gather(*(post_job(*stores, job.id) for _ in range(5)), return_exceptions=True)

    assert len(x.bodies) == 2, "the reply, and one post"
    ids = {outcome for outcome in outcomes if isinstance(outcome, str)}
    assert ids == {x.posts[-1]["id"]}
    assert all(isinstance(outcome, str | PassingError) for outcome in outcomes)


async def test_what_x_has_refused_for_good_is_not_asked_again(house: House, x: FakeX, mention: str) -> None:
    await house.answer()
    job = await house.job_of(mention)
    assert job is not None
    stores = house.database, house.deliverer._image_store, house.parts.sender
    x.faults["POST " + POST] = [problem(403, "Not allowed")]
    calls = len(x.calls)

    for _ in range(2):
        with pytest.raises(NoError, match="Not allowed"):
            await post_job(*stores, job.id)

    assert len(x.calls) == calls + 3

"""The same request under the same key is painted once."""

import asyncio
from contextlib import AsyncExitStack

import pytest

from generation.service import api
from generation.service.admission import LISTENERS_LIMIT
from generation.service.idempotency import KEPT_LIMIT

KEY = {"Idempotency-Key": "job-7"}
WHO_WENT = 'route="/v1/images/generations",status="499"} 1.0'


def pictures(answer):
    """Of a plain answer, or of the events of a streamed one."""
    events = answer["data"] if isinstance(answer, dict) else answer
    return [event["b64_json"] for event in events if "b64_json" in event]


@pytest.mark.parametrize("streamed", [False, True])
async def test_who_asks_again_gets_the_same_pictures(asking, gradient, streamed):
    ask = await asking(gradient)
    _, _, first = await ask("a cat", n=2, stream=streamed, headers=KEY)
    _, _, second = await ask("a cat", n=2, stream=streamed, headers=KEY)

    assert pictures(second) == pictures(first)
    assert len(pictures(second)) == 2
    assert gradient.step_taken == ["a cat"] * 8


@pytest.mark.parametrize("streamed", [False, True])
async def test_who_asks_meanwhile_joins(asking, gated, until, streamed):
    ask = await asking(gated)
    first = ask.later(stream=streamed, headers=KEY)
    gated.permit(1)
    await until(lambda: gated.step_taken)
    second = ask.later(stream=streamed, headers=KEY)
    await asyncio.sleep(0.05)
    gated.permit(100)

    assert pictures((await first)[2]) == pictures((await second)[2])
    assert len(gated.step_taken) == 8


async def test_only_so_many_may_join(asking, gated):
    ask = await asking(gated)
    async with AsyncExitStack() as joining:
        joined = [
            await joining.enter_async_context(ask.begin(stream=True, headers=KEY))
            for _ in range(LISTENERS_LIMIT)
        ]

        status, _, answer = await ask(stream=True, headers=KEY)

        assert (status, answer["error"]["code"]) == (429, "user_limit")
        gated.permit(1000)
        for response in joined:
            assert "completed" in await response.text()


async def test_a_lost_connection_can_be_taken_up_again(asking, gated, until):
    ask = await asking(gated)
    async with ask.begin(stream=True, headers=KEY):
        gated.permit(1)
        await until(lambda: gated.step_taken)
    await ask.until_told(WHO_WENT)

    again = ask.later(stream=True, headers=KEY)
    gated.permit(100)

    assert (await again)[2][-1]["type"] == "image_generation.completed"
    assert len(gated.step_taken) == 8


async def test_what_nobody_takes_up_again_is_given_up(asking, gated, until, monkeypatch):
    monkeypatch.setattr(api, "LINGER_S", 0.05)
    gated.steps = 1000
    ask = await asking(gated)
    async with ask.begin(stream=True, headers=KEY):
        gated.permit(1)
        await until(lambda: gated.step_taken)
    await ask.until_told('outcome="cancelled"} 1.0')
    again = ask.later(stream=True, headers=KEY)
    gated.permit(2000)
    assert (await again)[2][-1]["type"] == "image_generation.completed"


async def test_a_service_that_drains_waits_for_nobody_who_is_gone(asking, gated, until):
    ask = await asking(gated, grace_s=60)
    async with ask.begin(stream=True, headers=KEY):
        gated.permit(1)
        await until(lambda: gated.step_taken)
    await ask.until_told(WHO_WENT)

    ask.served.stop.set()
    gated.permit(1)

    async with asyncio.timeout(5):
        await ask.served.ended


async def test_a_key_belongs_to_one_request(asking, gradient):
    ask = await asking(gradient)
    await ask("a cat", headers=KEY)
    for other in ({"prompt": "a dog"}, {"prompt": "a cat", "n": 2}, {"prompt": "a cat", "stream": True}):
        status, _, answer = await ask(**other, headers=KEY)
        assert (status, answer["error"]["code"]) == (422, "idempotency_key_reused")


async def test_clients_with_different_api_keys_do_not_share_theirs(asking, gradient):
    ask = await asking(gradient, key="sesame", more_api_keys=("caraway",))
    await ask("a cat", headers=KEY)
    status, _, _ = await ask("a dog", headers=KEY | {"Authorization": "Bearer caraway"})
    assert status == 200


async def test_failures_are_tried_again(asking, gradient):
    gradient.wrong = RuntimeError("out of luck")
    ask = await asking(gradient)
    assert (await ask("wrong", headers=KEY))[0] == 500
    gradient.wrong = None
    assert (await ask("wrong", headers=KEY))[0] == 200


@pytest.mark.parametrize(
    "limits", [{"kept_answers_s": 1e-9}, {"kept_answers_bytes": 100}, {"kept_limit": 1}], ids=str
)
async def test_answers_are_not_kept_beyond_any_limit(asking, gradient, limits, monkeypatch):
    monkeypatch.setattr("generation.service.idempotency.KEPT_LIMIT", limits.pop("kept_limit", KEPT_LIMIT))
    ask = await asking(gradient, **limits)
    await ask("a cat", headers=KEY)
    await ask("a dog", headers={"Idempotency-Key": "job-8"})

    assert (await ask("a bird", headers=KEY))[0] == 200


@pytest.mark.parametrize("key", ["", "x" * 256, "a b", "sésame"])
async def test_keys_that_are_none_are_refused(asking, gradient, key):
    status, _, answer = await (await asking(gradient))(headers={"Idempotency-Key": key})
    assert (status, answer["error"]["param"]) == (400, "Idempotency-Key")

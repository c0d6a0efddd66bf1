"""Who gets in, who is sent away until later, and who is sent elsewhere."""

import asyncio
import resource

import pytest


@pytest.fixture
async def busy(asking, gated, until):
    """A service that paints nine samples, and so has no slot left, with room for one request to wait."""
    ask = await asking(gated, queue_limit=1, requests_per_user=2, grace_s=10)
    painting = ask.later("first", n=9, user="first")
    gated.permit(1)
    await until(lambda: gated.step_taken)
    yield ask
    gated.permit(1000)
    assert (await painting)[0] == 200


@pytest.mark.parametrize("streamed", [False, True])
async def test_a_full_queue_is_a_429_that_says_when_to_come_again(busy, gated, streamed):
    waiting = busy.later("second", user="second")
    await asyncio.sleep(0.05)

    status, headers, answer = await busy("third", user="third", stream=streamed)

    assert status == 429
    wait_s = int(headers["Retry-After"])
    assert wait_s >= 1
    assert answer["error"]["code"] == "queue_full"
    assert answer["error"]["message"].endswith(f"in about {wait_s} s.")
    gated.permit(1000)
    assert (await waiting)[0] == 200


async def test_one_user_has_only_so_many_requests(asking, gated, until):
    ask = await asking(gated, requests_per_user=2)
    own = [ask.later(f"own {number}", user="somebody") for number in range(2)]
    gated.permit(1)
    await until(lambda: gated.step_taken)

    status, headers, answer = await ask("own 3", user="somebody")
    other = ask.later("other", user="another")

    assert (status, answer["error"]["code"]) == (429, "user_limit")
    assert int(headers["Retry-After"]) >= 1
    gated.permit(1000)
    assert [status for status, _, _ in await asyncio.gather(*own, other)] == [200] * 3
    assert (await ask("own 3", user="somebody"))[0] == 200


async def test_users_of_different_keys_are_different(asking, gated, until):
    ask = await asking(gated, key="sesame", more_api_keys=("caraway",), requests_per_user=1)
    first = ask.later("first", user="somebody")
    gated.permit(1)
    await until(lambda: gated.step_taken)

    again = await ask("again", user="somebody")
    other = ask.later("other", user="somebody", headers={"Authorization": "Bearer caraway"})

    assert again[0] == 429
    gated.permit(1000)
    assert [status for status, _, _ in await asyncio.gather(first, other)] == [200, 200]


async def test_the_users_of_one_key_have_only_so_many_together(asking, gated, until):
    ask = await asking(gated, key="sesame", more_api_keys=("caraway",), requests_per_key=2)
    first = [ask.later("first", user=user) for user in ("somebody", "another")]
    gated.permit(1)
    await until(lambda: gated.step_taken)

    status, headers, answer = await ask("third", user="third")
    other = ask.later("other", user="third", headers={"Authorization": "Bearer caraway"})

    assert (status, answer["error"]["code"]) == (429, "key_limit")
    assert int(headers["Retry-After"]) >= 1
    gated.permit(1000)
    assert [status for status, _, _ in await asyncio.gather(*first, other)] == [200] * 3


async def test_who_goes_makes_room_for_the_users_next(asking, gated, until):
    ask = await asking(gated, requests_per_user=1)
    async with ask.begin("given up", n=9, stream=True, user="somebody"):
        gated.permit(1)
        await until(lambda: gated.step_taken)
        assert (await ask(user="somebody"))[0] == 429
    gated.permit(1000)

    async with asyncio.timeout(5):
        while (await ask(user="somebody"))[0] == 429:
            pass


async def test_a_draining_service_ends_what_it_has_begun_and_sends_others_elsewhere(busy, gated, walking):
    async with busy.begin("second", stream=True, user="second") as waiting:
        assert b"image_generation.queued" in await walking(waiting.content.readline())

        busy.served.stop.set()
        assert '"code": "draining"' in await waiting.text()
        assert await busy.get("/readyz") == (503, '{"status": "draining"}')
        assert await busy.get("/healthz") == (200, '{"status": "ok"}')
        status, headers, answer = await busy("late")
        assert (status, answer["error"]["code"]) == (503, "draining")
        assert int(headers["Retry-After"]) >= 1

    gated.permit(1000)
    await busy.served.ended


@pytest.mark.parametrize("streamed", [False, True])
async def test_what_outlives_the_grace_may_be_painted_elsewhere(asking, gated, until, streamed):
    ask = await asking(gated, grace_s=0.05)
    asked = ask.later(stream=streamed)
    gated.permit(1)
    await until(lambda: gated.step_taken)

    ask.served.stop.set()
    asyncio.get_running_loop().call_later(0.2, gated.permit, 1)

    status, headers, answer = await asked
    if streamed:
        assert answer[-1]["type"] == "error"
        assert answer[-1]["error"]["code"] == "draining"
        assert answer[-1]["request_id"] == headers["X-Request-Id"]
    else:
        assert (status, answer["error"]["code"]) == (503, "draining")
    await ask.served.ended


async def test_a_thousand_requests_at_once(asking, gradient):
    ask = await asking(gradient, queue_limit=700, requests_per_user=1000)
    await ask("a cat")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    statuses = [status for status, _, _ in await asyncio.gather(*(ask(f"cat {n}") for n in range(1000)))]

    assert set(statuses) <= {200, 429}
    assert statuses.count(200) >= 700
    grown_kib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown_kib < 200 * 1024  # of service and clients together
    assert 'nonet_generation_rows_in_use{model="gradient"} 0.0' in (await ask.get("/metrics"))[1]

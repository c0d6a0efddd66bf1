"""What the client makes of a service that refuses, is busy, or breaks."""

import asyncio
import time

import pytest
from aiohttp import web

from generation.errors import (
    AccessDeniedError,
    BadParameterError,
    PaintingError,
    PromptRefusedError,
    ServiceBusyError,
    ServiceUnavailableError,
    UnknownModelError,
    UnpaidError,
)
from generation.event_stream import write_event
from generation.protocol import Painted
from tests.generation.client.openai_stand_in import USAGE, event, hang_up, picture, refusal, write

BUSY = {"status": 429, "code": "rate_limit_exceeded", "kind": "requests"}
FAULT = {"status": 500, "kind": "server_error"}


def numbers(events):
    return sorted(event.sample for event in events if isinstance(event, Painted))


@pytest.mark.parametrize(
    ("answer", "error", "says"),
    [
        (
            refusal("Rejected by the safety system.", code="content_policy_violation"),
            PromptRefusedError,
            "safety",
        ),
        (
            refusal("Rejected by it.", code="moderation_blocked", kind="image_generation_user_error"),
            PromptRefusedError,
            "Rejected",
        ),
        (
            refusal("Billing hard limit has been reached", code="billing_hard_limit_reached"),
            UnpaidError,
            "paid",
        ),
        (
            refusal("No.", status=429, code="insufficient_quota", kind="insufficient_quota"),
            UnpaidError,
            "paid",
        ),
        (refusal("Cap.", status=429, code="project_spend_limit_exceeded"), UnpaidError, "Cap"),
        (refusal("No money.", status=402), UnpaidError, "money"),
        (refusal("Too long.", "prompt"), BadParameterError, "Too long"),
        (refusal("No such model.", "model", status=404), UnknownModelError, "No such"),
        (refusal("No access.", status=403, code="model_not_found"), UnknownModelError, "No access"),
        (refusal("Incorrect API key.", status=401), AccessDeniedError, "Incorrect"),
        (refusal("Not from this country.", status=403), AccessDeniedError, "country"),
        (refusal("Slow down.", **BUSY, Retry_After="90"), ServiceBusyError, "Slow"),
        (
            web.Response(status=302, headers={"Location": "http://127.0.0.1:1/"}),
            ServiceUnavailableError,
            "302",
        ),
        (web.Response(text="<html>"), ServiceUnavailableError, "JSON"),
        (web.Response(text="[" * 100_000), ServiceUnavailableError, "JSON"),
        (web.json_response([]), ServiceUnavailableError, "JSON"),
        (web.json_response({"data": {}}), ServiceUnavailableError, "list"),
        (web.json_response({"data": [7]}), ServiceUnavailableError, "list"),
        (web.json_response({"data": []}), PaintingError, "nothing"),
        (web.Response(body=b"x" * (2**24 + 1)), ServiceUnavailableError, "bytes"),
    ],
)
async def test_what_another_try_would_not_mend_comes_out_typed_at_once(ask_plain, plain, answer, error, says):
    plain.faults.append(answer)
    with pytest.raises(error, match=says):
        await ask_plain(n=1)
    assert len(plain.bodies) == 1


@pytest.mark.parametrize(
    ("headers", "wait_s"),
    [
        ({"Retry_After": "90"}, 90),
        ({"x_ratelimit_remaining_images": "0", "x_ratelimit_reset_images": "2m3.5s"}, 123.5),
        (
            {
                "x_ratelimit_remaining_images": "0",
                "x_ratelimit_reset_images": "1h0m0s",
                "x_ratelimit_remaining_requests": "4",
                "x_ratelimit_reset_requests": "24h",
            },
            3600,
        ),
        ({"Retry_After": "9" * 400}, float("inf")),
    ],
)
async def test_long_waits_are_left_to_the_queue(ask_plain, plain, headers, wait_s):
    plain.faults.append(refusal("Slow down.", **BUSY, **headers))
    with pytest.raises(ServiceBusyError) as busy:
        await ask_plain(n=1)
    assert busy.value.retry_after_s == wait_s


@pytest.mark.parametrize(
    "headers",
    [
        {"Retry_After": "soon"},
        {"Retry_After": "٣"},
        {"x_ratelimit_remaining_images": "0", "x_ratelimit_reset_images": "20ms"},
        {"x_ratelimit_remaining_images": "0", "x_ratelimit_reset_images": "1 fortnight"},
        {"x_ratelimit_remaining_images": "0"},
    ],
)
async def test_short_waits_are_waited(ask_plain, plain, headers):
    plain.faults.extend([refusal("Slow down.", **BUSY, **headers)] * 2)
    assert numbers(await ask_plain(n=1)) == [1]


async def test_retry_after_is_waited_in_full(ask_plain, plain):
    plain.faults.append(refusal("Slow down.", **BUSY, Retry_After="1"))
    began = time.monotonic()
    await ask_plain(n=1)
    assert time.monotonic() - began >= 1


@pytest.mark.parametrize(
    ("fault", "tries", "error"),
    [
        (refusal("Slow down.", **BUSY), 6, ServiceBusyError),
        (refusal("Overloaded.", status=503), 6, ServiceBusyError),
        (refusal("The server had an error.", **FAULT), 3, PaintingError),
        (web.Response(status=502, text="<html>"), 3, ServiceUnavailableError),
        (hang_up, 3, ServiceUnavailableError),
    ],
)
async def test_tries_are_bounded(ask_plain, plain, fault, tries, error):
    plain.faults.extend([fault] * 10)
    with pytest.raises(error):
        await ask_plain(n=1)
    assert len(plain.bodies) == tries


@pytest.mark.parametrize("fault", [refusal("Oops.", **FAULT), refusal("Slow down.", **BUSY), hang_up])
async def test_what_is_painted_is_kept_and_only_the_rest_is_asked_for_again(ask_plain, plain, fault):
    plain.faults.extend([fault, fault])
    events = await ask_plain(model="dall-e-3", n=5)
    assert numbers(events) == [1, 2, 3, 4, 5]
    assert len(plain.bodies) == 7


async def test_a_service_that_gives_fewer_and_then_fails_is_asked_for_the_rest(ask_plain, plain):
    plain.faults.append(web.json_response({"created": 1, "data": [{"b64_json": picture()}] * 5}))
    plain.faults.append(refusal("Oops.", **FAULT))
    assert numbers(await ask_plain(model="dall-e-2")) == list(range(1, 10))
    assert [body["n"] for body in plain.bodies] == [9, 4, 4]


async def test_a_refusal_in_the_midst_ends_it_all(ask_plain, plain):
    plain.faults.extend([refusal("Rejected.", code="content_policy_violation")])
    with pytest.raises(PromptRefusedError):
        await ask_plain(model="dall-e-3")
    await asyncio.sleep(0.05)
    assert plain.under_way == 0
    assert len(plain.bodies) <= 4


def stream_of(*payloads, cut=False):
    """A stream of these events, perhaps with the connection broken at its end."""

    async def answer(request):
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await response.prepare(request)
        for payload in payloads:
            await write(response, payload)
        if cut:
            request.transport.close()
        return response

    return answer


def error_event(code, kind="server_error"):
    return {"type": "error", "error": {"message": "It says why.", "type": kind, "code": code, "param": None}}


@pytest.mark.parametrize("cut", [False, True])
async def test_a_stream_that_breaks_off_is_asked_for_again(ask_plain, plain, cut):
    plain.faults.append(stream_of(event("partial_image", partial_image_index=0), cut=cut))
    assert numbers(await ask_plain(model="gpt-image-1", n=2, partial_images=1)) == [1, 2]
    assert len(plain.bodies) == 3


async def test_a_stream_that_breaks_off_after_the_picture_costs_nothing(ask_plain, plain):
    completed = event("completed", usage=USAGE)
    plain.faults.append(stream_of(completed, cut=True))
    assert numbers(await ask_plain(model="gpt-image-1", n=1, partial_images=1)) == [1]
    assert len(plain.bodies) == 1


@pytest.mark.parametrize(
    ("payload", "error", "tries"),
    [
        (error_event("moderation_blocked", "image_generation_user_error"), PromptRefusedError, 1),
        (error_event(None), PaintingError, 3),
        (error_event("billing_hard_limit_reached"), UnpaidError, 1),
        ({"type": "error", "message": "Flat.", "code": "content_policy_violation"}, PromptRefusedError, 1),
        ({"type": "error", "error": None}, ServiceUnavailableError, 1),
    ],
)
async def test_errors_in_streams_are_typed_too(ask_plain, plain, payload, error, tries):
    plain.faults.extend([stream_of(payload)] * 9)
    with pytest.raises(error):
        await ask_plain(model="gpt-image-1", n=1, partial_images=1)
    assert len(plain.bodies) == tries


async def test_marks_and_events_of_other_kinds_are_passed_over(ask_plain, plain):
    async def answer(request):
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await response.prepare(request)
        await response.write(write_event({"type": "keepalive"}) + b": a comment\n\n")
        await write(response, event("completed", usage=USAGE))
        await response.write(b"data: [DONE]\n\n")
        return response

    plain.faults.append(answer)
    assert numbers(await ask_plain(model="gpt-image-1", n=1, partial_images=1)) == [1]

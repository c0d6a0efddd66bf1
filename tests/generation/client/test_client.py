"""The client with our own service."""

import asyncio
import io
import socket

import pytest
from aiohttp import web
from PIL import Image

from generation.client import GenerationClient
from generation.errors import (
    AccessDeniedError,
    DeadlineError,
    InvalidRequestError,
    PaintingError,
    ServiceBusyError,
    ServiceUnavailableError,
    UnknownModelError,
)
from generation.event_stream import write_event
from generation.protocol import SEED_LIMIT, Finished, GenerationRequest, Painted, Partial, Progress, Queued
from generation.service import api


def ask(prompt="a cat", **options):
    return GenerationRequest(prompt=prompt, **{"seed": 7} | options)


async def events_of(client, request):
    return [event async for event in client.paint(request)]


@pytest.fixture
async def client_of():
    """Makes clients: `client_of(url, key, timeout_s)`; they are closed with the test."""
    clients = []

    def make(url, key="", timeout_s=10.0):
        clients.append(GenerationClient(url, key, timeout_s, retry_s=0.001))
        return clients[-1]

    yield make
    for client in clients:
        await client.close()


@pytest.fixture
async def answering():
    """Starts a service of ours that streams what the test says: `await answering(bytes or a handler, ...)`.

    The second request gets the second stream, and so on; the last one is for all that follow.
    """
    runners = []

    async def start(*streams, asked=None):
        ways = iter(streams)

        async def generate(request):
            stream = next(ways, streams[-1])
            if asked is not None:
                asked.append((request.headers, await request.json()))
            if isinstance(stream, web.Response):
                return stream
            response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
            await response.prepare(request)
            if isinstance(stream, bytes):
                await response.write(stream)
            else:
                await stream(response)
            return response

        async def models(request):
            return web.json_response({"object": "list", "data": [{"id": "m", "nonet": {}}]})

        application = web.Application()
        application.add_routes([web.get("/v1/models", models), web.post("/v1/images/generations", generate)])
        runner = web.AppRunner(application, handler_cancellation=True, shutdown_timeout=0.1)
        runners.append(runner)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        return f"http://127.0.0.1:{runner.addresses[0][1]}"

    yield start
    for runner in runners:
        await runner.cleanup()


async def test_a_painting_arrives_as_events(serving, gradient, client_of):
    gradient.step_s = 0.02  # time enough for previews
    served = await serving(gradient, key="sesame")
    client = client_of(served.url, "sesame")

    events = await events_of(client, ask(partial_images=2, user="somebody"))

    painted = [event for event in events if isinstance(event, Painted)]
    assert [event.sample for event in painted] == list(range(1, 10))
    assert Image.open(io.BytesIO(painted[0].png)).size == (32, 32)
    previews = [(event.sample, event.index) for event in events if isinstance(event, Partial)]
    assert previews == [(sample, index) for index in (0, 1) for sample in range(1, 10)]
    assert any(isinstance(event, Progress) and event.total == 8 for event in events)
    assert events[-1] == Finished("gradient", 7)


@pytest.mark.parametrize("suffix", ["", "/", "/v1", "/v1/"])
async def test_the_address_may_be_written_as_for_any_openai_client(serving, gradient, client_of, suffix):
    client = client_of((await serving(gradient)).url + suffix)
    assert await client.models() == ["gradient", "other", "damaged"]


async def test_the_place_in_the_queue_arrives(serving, gated, client_of, walking):
    client = client_of((await serving(gated)).url)
    first, second = client.paint(ask("first")), client.paint(ask("second"))
    await walking(anext(first))
    queued = await walking(anext(second))
    assert isinstance(queued, Queued)
    assert queued.place == 1
    await first.aclose()
    await second.aclose()


async def test_closing_frees_the_work(serving, gated, client_of, walking, until, monkeypatch):
    monkeypatch.setattr(api, "LINGER_S", 0.01)
    client = client_of((await serving(gated)).url)
    painting = client.paint(ask("given up"))
    await walking(anext(painting))
    await painting.aclose()

    following = client.paint(ask("next"))
    await walking(anext(following))
    await walking(until(lambda: "next" in gated.step_taken))
    await following.aclose()
    assert gated.step_taken.count("given up") < 1000


@pytest.mark.parametrize(
    ("request_", "error", "says"),
    [
        (ask("x" * 10_000), InvalidRequestError, "4000"),
        (ask(temperature=1000.0), InvalidRequestError, "temperature"),
        (ask(model="dall-e-3"), UnknownModelError, "dall-e-3"),
        (ask(model="damaged"), PaintingError, "damaged"),
        (ask("wrong"), PaintingError, "RuntimeError"),
        (ask(deadline_s=1e-6), DeadlineError, "deadline"),
    ],
)
async def test_errors_come_out_typed(serving, gradient, client_of, request_, error, says):
    gradient.wrong = RuntimeError()
    client = client_of((await serving(gradient)).url)
    with pytest.raises(error, match=says):
        await events_of(client, request_)


async def test_a_wrong_key_is_told(serving, gradient, client_of):
    client = client_of((await serving(gradient, key="sesame")).url, "wrong")
    with pytest.raises(AccessDeniedError, match="key"):
        await events_of(client, ask())
    with pytest.raises(AccessDeniedError):
        await client.models()


async def test_a_full_queue_says_when_to_come_again(serving, gated, client_of, walking):
    client = client_of((await serving(gated, queue_limit=1)).url)
    first, second = client.paint(ask()), client.paint(ask())
    await walking(anext(first))
    await walking(anext(second))
    with pytest.raises(ServiceBusyError, match="full") as refusal:
        await events_of(client, ask())
    assert refusal.value.retry_after_s >= 1
    await first.aclose()
    await second.aclose()


async def test_models_without_image_tokens_can_not_vary(serving, gradient, answering, client_of):
    assert await client_of((await serving(gradient)).url).image_tokens() == {}
    older = client_of(await answering(b""))  # its cards say nothing of tokens
    assert await older.image_tokens() == {}


async def test_nobody_at_the_address(client_of):
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        client = client_of(f"http://127.0.0.1:{unused.getsockname()[1]}")
        with pytest.raises(ServiceUnavailableError, match="can't be reached"):
            await events_of(client, ask())


COMPLETED = {"type": "image_generation.completed", "sample": 1, "seed": 7, "model": "m"}
PNG = "iVBORw0KGgo="
PROGRESS = {"type": "image_generation.progress", "done": 1, "total": 8, "expected_s": 1}


@pytest.mark.parametrize(
    ("stream", "says"),
    [
        (b"", "broke off"),
        (write_event(PROGRESS), "broke off"),
        (b"data: {\n\n", "no JSON object"),
        (b"data: []\n\n", "no JSON object"),
        (b"data: " + b"[" * 100_000 + b"\n\n", "no JSON object"),
        (write_event(PROGRESS | {"done": "1"}), "done"),
        (write_event(PROGRESS | {"expected_s": 10**400}), "expected_s"),
        (write_event(COMPLETED), "b64_json"),
        (write_event(COMPLETED | {"b64_json": "%%%"}), "base64"),
        (write_event(COMPLETED | {"b64_json": "é"}), "base64"),
        (write_event(COMPLETED | {"b64_json": "R0lGODlh"}), "not PNG"),
        (write_event(COMPLETED | {"b64_json": PNG, "tokens": "1, 2"}), "tokens"),
        (write_event(COMPLETED | {"b64_json": PNG, "tokens": [1, True]}), "no token"),
        (write_event(COMPLETED | {"b64_json": PNG, "tokens": [-1]}), "no token"),
        (write_event(COMPLETED | {"b64_json": PNG, "tokens": [2**32]}), "no token"),
        (write_event({"type": "error", "error": {}}), "status"),
        (write_event({"type": "error"}), "error"),
    ],
)
async def test_a_service_that_talks_nonsense(answering, client_of, stream, says):
    client = client_of(await answering(stream))
    with pytest.raises(ServiceUnavailableError, match=says):
        await events_of(client, ask())


async def test_an_endless_event_is_not_read_to_its_end(answering, client_of):
    async def flood(response):
        for _ in range(1000):
            await response.write(b"x" * 2**20)

    client = client_of(await answering(flood))
    with pytest.raises(ServiceUnavailableError, match="bytes"):
        await events_of(client, ask())


async def test_silence_ends_in_time_even_if_comments_come(answering, client_of):
    async def mumble(response):
        while True:
            await response.write(b": still here\n\n")
            await asyncio.sleep(0.02)

    client = client_of(await answering(mumble), timeout_s=0.2)
    with pytest.raises(ServiceUnavailableError, match="silent"):
        await events_of(client, ask())


async def test_events_of_kinds_to_come_are_skipped(answering, client_of):
    stream = write_event({"type": "image_generation.sparkle"}) + write_event(COMPLETED | {"b64_json": PNG})
    client = client_of(await answering(stream))
    events = await events_of(client, ask(n=1))
    assert [type(event) for event in events] == [Painted, Finished]


def completed(sample):
    return write_event(COMPLETED | {"b64_json": PNG, "sample": sample})


async def test_a_request_whose_connection_broke_is_joined_and_no_sample_comes_twice(answering, client_of):
    async def break_off(response):
        await response.write(write_event(PROGRESS) + completed(1))
        response._payload_writer.transport.close()

    asked = []
    client = client_of(await answering(break_off, completed(1), completed(1) + completed(2), asked=asked))
    events = await events_of(client, ask(n=2))

    assert [event.sample for event in events if isinstance(event, Painted)] == [1, 2]
    assert len(asked) == 3
    assert len({headers["Idempotency-Key"] for headers, _ in asked}) == 1


async def test_another_try_is_for_the_same_pictures_also_without_a_seed(answering, client_of):
    async def break_off(response):
        await response.write(completed(1))
        response._payload_writer.transport.close()

    asked = []
    client = client_of(await answering(break_off, completed(2), asked=asked))
    await events_of(client, ask(n=2, seed=None))

    first, second = (body for _, body in asked)
    assert first == second
    assert 0 <= first["seed"] < SEED_LIMIT


async def test_each_painting_has_ids_of_its_own(answering, client_of):
    asked = []
    client = client_of(await answering(completed(1), asked=asked))
    for _ in range(2):
        await events_of(client, ask(n=1))
    assert len({headers["Idempotency-Key"] for headers, _ in asked}) == 2
    assert len({headers["X-Request-Id"] for headers, _ in asked}) == 2


async def test_priority_and_deadline_are_told_to_our_service(answering, client_of):
    asked = []
    client = client_of(await answering(completed(1), asked=asked))
    await events_of(client, ask(n=1, priority="low", deadline_s=60.0))
    _, body = asked[0]
    assert (body["priority"], body["deadline_s"]) == ("low", 60.0)


DRAINING = {
    "error": {"message": "It is stopping.", "type": "server_error", "code": "draining", "param": None}
}
FULL = {"error": {"message": "It is full.", "type": "server_error", "code": "queue_full", "param": None}}


@pytest.mark.parametrize(
    ("answer", "wait_s"),
    [
        (web.json_response(DRAINING, status=503, headers={"Retry-After": "7"}), 7),
        (web.json_response(FULL, status=429, headers={"Retry-After": "7"}), 7),
        (write_event(DRAINING | {"type": "error"}), None),
    ],
)
async def test_a_service_that_takes_nothing_now_is_left_at_once(answering, client_of, answer, wait_s):
    asked = []
    client = client_of(await answering(answer, asked=asked))
    with pytest.raises(ServiceBusyError, match="It is") as busy:
        await events_of(client, ask())
    assert busy.value.retry_after_s == wait_s
    assert len(asked) == 1

"""The client with an OpenAI-compatible service that knows nothing of our additions."""

import base64
import io
import json
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from aiohttp import web
from PIL import Image

from generation.client import GenerationClient
from generation.errors import (
    AccessDeniedError,
    InvalidRequestError,
    PaintingError,
    ServiceUnavailableError,
    UnknownModelError,
)
from generation.protocol import Finished, GenerationRequest, Painted, Progress

CONTRACT = json.loads((Path(__file__).parents[1] / "contracts/openai-images.json").read_text())
PARAMETERS = CONTRACT["components"]["schemas"]["CreateImageRequest"]["properties"]


def picture(kind="PNG", size=(24, 24)):
    file = io.BytesIO()
    Image.new("RGB", size, "teal").save(file, kind)
    return base64.b64encode(file.getvalue()).decode()


@dataclass
class Plain:
    """A stand-in for OpenAI's API, as strict as its contract."""

    contract: object
    n_limit: int = 10
    takes_format: bool = True
    has_models: bool = True
    image: dict = field(default_factory=lambda: {"b64_json": picture()})
    answer: web.Response | None = None
    bodies: list = field(default_factory=list)
    url: str = ""

    async def models(self, request):
        if not self.has_models:
            raise web.HTTPNotFound
        model = {"id": "gpt-image-1", "object": "model", "created": 1, "owned_by": "openai"}
        return web.json_response({"object": "list", "data": [model]})

    async def generate(self, request):
        body = await request.json()
        self.bodies.append(body)
        if self.answer is not None:
            return self.answer
        for name in body:
            if name not in PARAMETERS or (name == "response_format" and not self.takes_format):
                return refusal(f"Unknown parameter: '{name}'.", name)
        self.contract("CreateImageRequest", body)
        if body["n"] > self.n_limit:
            return refusal(f"'n' must be at most {self.n_limit}.", "n")
        answer = {"created": 1, "data": [self.image] * body["n"]}
        self.contract("ImagesResponse", answer)
        return web.json_response(answer)

    async def edit(self, request):
        body = await request.json()
        self.bodies.append(body)
        self.contract("EditImageBodyJsonParam", body)
        return web.json_response({"created": 1, "data": [self.image] * body["n"]})


def refusal(message, param=None, status=400, **headers):
    error = {"message": message, "type": "invalid_request_error", "param": param, "code": None}
    return web.json_response({"error": error}, status=status, headers=headers)


@pytest.fixture
async def plain(contract):
    """The stand-in, running."""
    plain = Plain(contract)
    application = web.Application()
    application.add_routes(
        [
            web.get("/v1/models", plain.models),
            web.post("/v1/images/generations", plain.generate),
            web.post("/v1/images/edits", plain.edit),
        ]
    )
    runner = web.AppRunner(application)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    plain.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield plain
    await runner.cleanup()


@pytest.fixture
async def client(plain):
    client = GenerationClient(plain.url, "key", timeout_s=5)
    yield client
    await client.close()


async def events_of(client, **options):
    options = {
        "prompt": "a cat",
        "model": "gpt-image-1",
        "seed": 7,
        "guidance": 4.0,
        "partial_images": 3,
    } | options
    return [event async for event in client.paint(GenerationRequest(**options))]


def samples(events):
    return [event.sample for event in events if isinstance(event, Painted)]


async def test_nine_pictures_come_in_one_answer_and_none_of_our_parameters_is_sent(client, plain):
    events = await events_of(client, user="somebody")

    assert samples(events) == list(range(1, 10))
    assert events[-1] == Finished("gpt-image-1", 7)
    assert plain.bodies == [
        {"prompt": "a cat", "n": 9, "model": "gpt-image-1", "user": "somebody", "response_format": "b64_json"}
    ]


async def test_a_picture_to_go_on_from_is_sent_as_the_contract_says(client, plain):
    events = await events_of(client, picture=b"\x89PNG ...", kept_share=0.25, user="somebody")
    assert samples(events) == list(range(1, 10))
    reference = {"image_url": "data:image/png;base64,iVBORyAuLi4="}
    assert plain.bodies == [
        {"prompt": "a cat", "n": 9, "model": "gpt-image-1", "user": "somebody", "images": [reference]}
    ]


async def test_a_service_without_edits_says_so_in_a_sentence(plain):
    client = GenerationClient(plain.url + "/elsewhere", "key", timeout_s=5)
    with pytest.raises(InvalidRequestError, match="can't go on from pictures"):
        await events_of(client, picture=b"\x89PNG ...")
    await client.close()


async def test_what_is_to_be_left_out_is_said_in_words(client, plain):
    await events_of(client, negative_prompt="hats")
    assert plain.bodies[0]["prompt"] == "a cat\n\nLeave out: hats"


async def test_a_service_of_others_is_asked_for_no_tokens_and_can_not_vary(client, plain):
    events = await events_of(client, n=1, return_tokens=True)
    assert events[0].tokens is None
    assert "return_tokens" not in plain.bodies[0]
    with pytest.raises(InvalidRequestError, match="can't vary"):
        await events_of(client, prefix_tokens=(1, 2))
    assert len(plain.bodies) == 1
    assert await client.image_tokens() == {}


async def test_a_service_that_paints_one_at_a_time_is_asked_nine_times(client, plain):
    plain.n_limit = 1

    events = await events_of(client)
    again = await events_of(client, n=2, first_sample=4)

    assert samples(events) == list(range(1, 10))
    assert samples(again) == [4, 5]
    assert [body["n"] for body in plain.bodies] == [9] + [1] * 9 + [1] * 2
    progress = [event for event in events if isinstance(event, Progress)]
    assert [(event.done, event.total) for event in progress] == [(done, 9) for done in range(1, 10)]
    assert progress[0].expected_s > progress[-1].expected_s == 0


async def test_a_service_that_refuses_response_format_is_asked_without(client, plain):
    plain.takes_format = False
    assert len(samples(await events_of(client))) == 9
    await events_of(client)
    assert [("response_format" in body) for body in plain.bodies] == [True, False, False]


async def test_a_service_without_a_list_of_models(client, plain):
    plain.has_models = False
    assert len(samples(await events_of(client))) == 9
    with pytest.raises(ServiceUnavailableError):
        await client.models()


async def test_the_list_of_models(client):
    assert await client.models() == ["gpt-image-1"]


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
async def test_every_kind_of_picture_becomes_png(client, plain, kind):
    plain.image = {"b64_json": picture(kind)}
    events = await events_of(client, n=1)
    painted = Image.open(io.BytesIO(events[0].png))
    assert (painted.format, painted.size, painted.mode) == ("PNG", (24, 24), "RGB")


async def test_a_data_url_is_a_picture(client, plain):
    plain.image = {"url": f"data:image/png;base64,{picture()}"}
    assert samples(await events_of(client, n=1)) == [1]


@pytest.mark.parametrize(
    ("image", "error", "says"),
    [
        ({"url": "http://169.254.169.254/secret.png"}, ServiceUnavailableError, "links"),
        ({}, ServiceUnavailableError, "links"),
        ({"b64_json": "%%%"}, ServiceUnavailableError, "base64"),
        ({"b64_json": "é"}, ServiceUnavailableError, "base64"),
        ({"b64_json": "R0lGODlhAQABAAAAACw="}, PaintingError, "no picture"),
        ({"b64_json": picture()[:60] + "AAAA"}, PaintingError, "no picture"),
        ({"b64_json": picture(size=(5000, 10))}, PaintingError, "5000 x 10"),
    ],
)
async def test_what_is_no_picture(client, plain, image, error, says):
    plain.image = image
    with pytest.raises(error, match=says):
        await events_of(client, n=1)


@pytest.mark.parametrize(
    ("answer", "error", "says"),
    [
        (refusal("Your request was rejected by the safety system.", "prompt"), InvalidRequestError, "safety"),
        (refusal("No such model.", "model", status=404), UnknownModelError, "No such"),
        (refusal("Incorrect API key.", status=401), AccessDeniedError, "Incorrect"),
        (refusal("Slow down.", status=429, **{"Retry-After": "20"}), ServiceUnavailableError, "Slow"),
        (refusal("Overloaded.", status=503), ServiceUnavailableError, "Overloaded"),
        (web.Response(status=502, text="<html>"), ServiceUnavailableError, "502"),
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
async def test_errors_come_out_typed(client, plain, answer, error, says):
    plain.answer = answer
    with pytest.raises(error, match=says) as raised:
        await events_of(client, n=1)
    if answer.status == 429:
        assert raised.value.retry_after_s == 20

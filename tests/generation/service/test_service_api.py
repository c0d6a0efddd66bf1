"""The HTTP API as any client meets it."""

import asyncio
import base64
import io
import json

import aiohttp
import pytest
from PIL import Image

from generation.event_stream import EventReader

OTHER_COMPLAINTS = [
    ({"prompt": ""}, "prompt", "empty"),
    ({"prompt": " \n\t"}, "prompt", "empty"),
    ({"prompt": "x" * 10_000}, "prompt", "4000 characters"),
    ({"prompt": 7}, "prompt", "string"),
    ({"prompt": "a\ud800"}, "prompt", "unicode"),
    ({}, "prompt", "missing"),
    ({"n": 0}, "n", "greater than or equal to 1, not 0"),
    ({"n": 10}, "n", "less than or equal to 9, not 10"),
    ({"n": "x"}, "n", 'integer, not "x"'),
    ({"n": True}, "n", "integer"),
    ({"n": 1.5}, "n", "integer"),
    ({"n": 10**400}, "n", "less than or equal to 9"),
    ({"n": 5, "first_sample": 6}, "first_sample", "number 10"),
    ({"size": "17x17"}, "size", "256x256"),
    ({"size": 256}, "size", "string"),
    ({"response_format": "gif"}, "response_format", "b64_json"),
    ({"output_format": "gif"}, "output_format", "png"),
    ({"background": "transparent"}, "background", "opaque"),
    ({"partial_images": 4}, "partial_images", "3"),
    ({"stream": "yes"}, "stream", "boolean"),
    ({"seed": -1}, "seed", "0"),
    ({"seed": 2**32}, "seed", "4294967295"),
    ({"temperature": 0}, "temperature", "0.01"),
    ({"temperature": 10**400}, "temperature", ""),
    ({"top_p": 1.1}, "top_p", "1"),
    ({"guidance": "strong"}, "guidance", "number"),
    ({"strength": "dogs"}, "strength", "no parameter"),
    ({"user": "u" * 513}, "user", "512"),
    ({"prefix_tokens": [0]}, "prefix_tokens", "This model can't vary pictures"),
    ({"prefix_tokens": [-1]}, "prefix_tokens", "greater than or equal to 0, not -1"),
    ({"prefix_tokens": [2**20 + 1]}, "prefix_tokens", "1048576"),
    ({"prefix_tokens": [True]}, "prefix_tokens", "integer"),
    ({"prefix_tokens": "1, 2"}, "prefix_tokens", "list"),
    ({"prefix_tokens": [0] * 5000}, "prefix_tokens", "at most 4096"),
    ({"return_tokens": "yes"}, "return_tokens", "boolean"),
    ({"priority": "urgent"}, "priority", "'high', 'normal' or 'low'"),
    ({"priority": 1}, "priority", "'high', 'normal' or 'low'"),
    ({"deadline_s": 0}, "deadline_s", "greater than 0"),
    ({"deadline_s": 86_401}, "deadline_s", "86400"),
    ({"deadline_s": "soon"}, "deadline_s", "number"),
]


def png_size(encoded):
    return Image.open(io.BytesIO(base64.b64decode(encoded))).size


async def post(served, body, **options):
    data = body if isinstance(body, bytes) else json.dumps(body)
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {served.key}"}
    headers |= options.pop("headers", {})
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{served.url}/v1/images/generations", data=data, headers=headers) as response,
    ):
        return response.status, response.headers, await response.read()


async def get(served, path, headers=None):
    async with (
        aiohttp.ClientSession() as session,
        session.get(served.url + path, headers=headers) as response,
    ):
        return response.status, response.headers, await response.read()


async def get_json(served, path):
    status, _, answer = await get(served, path)
    return status, json.loads(answer)


async def stream(served, body):
    status, headers, answer = await post(served, {"stream": True} | body)
    assert status == 200, answer
    assert headers["Content-Type"] == "text/event-stream"
    events = EventReader().feed(answer)
    payloads = [json.loads(event.data) for event in events]
    assert [event.type for event in events] == [payload["type"] for payload in payloads]
    return payloads


async def test_a_plain_answer_is_as_the_contract_says(serving, gradient, contract):
    served = await serving(gradient)

    status, _, answer = await post(served, {"prompt": "a red cat", "n": 9, "seed": 7})

    answer = json.loads(answer)
    assert status == 200
    contract("ImagesResponse", answer)
    assert [image["sample"] for image in answer["data"]] == list(range(1, 10))
    assert {png_size(image["b64_json"]) for image in answer["data"]} == {(32, 32)}
    assert answer["seed"] == 7
    assert answer["model"] == "gradient"
    assert answer["usage"]["input_tokens"] == 5
    assert answer["usage"]["output_tokens"] == 9 * 8
    assert answer["usage"]["total_tokens"] == 5 + 72


async def test_one_sample_is_painted_unless_more_are_asked_for(serving, gradient):
    _, _, answer = await post(await serving(gradient), {"prompt": "a cat"})
    assert len(json.loads(answer)["data"]) == 1


async def test_null_means_the_default(serving, gradient):
    served = await serving(gradient)
    names = ["n", "size", "seed", "model", "stream", "quality", "output_format", "user", "top_k"]
    status, _, _ = await post(served, {"prompt": "a cat"} | dict.fromkeys(names))
    assert status == 200


@pytest.mark.parametrize("size", ["256x256", "512x512", "1024x1024"])
@pytest.mark.parametrize("output_format", ["png", "jpeg", "webp"])
async def test_sizes_and_formats(serving, gradient, contract, size, output_format):
    served = await serving(gradient)

    _, _, answer = await post(served, {"prompt": "a cat", "size": size, "output_format": output_format})

    answer = json.loads(answer)
    contract("ImagesResponse", answer)
    picture = Image.open(io.BytesIO(base64.b64decode(answer["data"][0]["b64_json"])))
    assert f"{picture.width}x{picture.height}" == size
    assert picture.format == output_format.upper()
    assert answer["output_format"] == output_format
    assert answer.get("size", size) == size


async def test_a_model_without_image_tokens_gives_none(serving, gradient):
    served = await serving(gradient)
    ask = {"prompt": "a cat", "return_tokens": True, "prefix_tokens": []}
    status, _, answer = await post(served, ask)
    assert status == 200
    assert json.loads(answer)["data"][0].keys() == {"b64_json", "sample"}
    assert "tokens" not in (await stream(served, ask))[-1]


async def test_the_models_own_size_may_be_named(serving, gradient):
    status, _, _ = await post(await serving(gradient), {"prompt": "a cat", "size": "32x32"})
    assert status == 200


async def test_a_url_is_the_picture_itself(serving, gradient, contract):
    _, _, answer = await post(await serving(gradient), {"prompt": "a cat", "response_format": "url"})
    answer = json.loads(answer)
    contract("ImagesResponse", answer)
    kind, _, encoded = answer["data"][0]["url"].partition(",")
    assert kind == "data:image/png;base64"
    assert png_size(encoded) == (32, 32)


async def test_a_stream_tells_everything_as_the_contract_says(serving, gradient, contract):
    gradient.step_s = 0.02  # so that no preview is left out because the one before is not drawn yet
    served = await serving(gradient)

    events = await stream(served, {"prompt": "a cat", "n": 2, "partial_images": 3, "seed": 7})

    official = ("image_generation.partial_image", "image_generation.completed")
    for event in events:
        if event["type"] in official:
            contract("ImageGenStreamEvent", event)
            assert event["size"] == "auto"
            assert event["seed"] == 7
    partial = [event for event in events if event["type"] == official[0]]
    assert [(event["sample"], event["partial_image_index"]) for event in partial] == [
        (sample, index) for index in range(3) for sample in (1, 2)
    ]
    completed = [event for event in events if event["type"] == official[1]]
    assert [event["sample"] for event in completed] == [1, 2]
    assert completed[0]["usage"]["output_tokens"] == 8
    progress = [event for event in events if event["type"] == "image_generation.progress"]
    assert progress
    assert progress[-1].keys() == {"type", "done", "total", "expected_s"}
    assert progress[-1]["total"] == 8


async def test_those_who_wait_hear_of_it(serving, gated):
    served = await serving(gated)
    first = asyncio.create_task(stream(served, {"prompt": "first", "n": 9}))
    await asyncio.sleep(0.1)
    second = asyncio.create_task(stream(served, {"prompt": "second"}))
    await asyncio.sleep(0.1)
    gated.permit(16)
    await first
    assert (await second)[0]["type"] == "image_generation.queued"
    assert (await second)[0]["place"] == 1


async def test_plain_and_streamed_pictures_are_the_same(serving, gradient):
    served = await serving(gradient)
    ask = {"prompt": "a cat", "n": 3, "seed": 7}
    plain = json.loads((await post(served, ask))[2])["data"]
    streamed = [event for event in await stream(served, ask) if "b64_json" in event]
    assert [image["b64_json"] for image in plain] == [event["b64_json"] for event in streamed]


@pytest.mark.parametrize(("wrong", "param", "says"), OTHER_COMPLAINTS)
async def test_wrong_parameters_are_named(serving, gradient, wrong, param, says):
    served = await serving(gradient)
    body = wrong if wrong == {} else {"prompt": "a cat"} | wrong

    status, _, answer = await post(served, body)

    error = json.loads(answer)["error"]
    assert status == 400
    assert error.keys() == {"message", "type", "param", "code"}
    assert json.loads(answer)["request_id"].startswith("req_")
    assert error["type"] == "invalid_request_error"
    assert error["param"] == param
    assert says in error["message"]
    assert len(error["message"]) < 200


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"nul", b"[]", b'"a cat"', b"\xff\xfe\xfd", b"[" * 60_000, b'{"n": ' + b"9" * 5000 + b"}"]
    + [
        b'{"prompt": "a cat", "temperature": %s}' % number
        for number in (b"NaN", b"Infinity", b"-Infinity", b"1e999")
    ],
)
async def test_what_is_no_json_object_is_refused(serving, gradient, body):
    status, _, answer = await post(await serving(gradient), body)
    assert status == 400
    assert json.loads(answer)["error"]["type"] == "invalid_request_error"


async def test_a_body_over_the_limit_is_refused(serving, gradient):
    served = await serving(gradient, body_limit_bytes=1000)
    status, _, answer = await post(served, {"prompt": "x" * 1000})
    assert status == 413
    assert json.loads(answer)["error"]["code"] == "request_too_large"


@pytest.mark.parametrize("content_type", ["text/plain", "multipart/form-data; boundary=x", ""])
async def test_another_content_type_is_refused(serving, gradient, content_type):
    served = await serving(gradient)
    status, _, answer = await post(served, {"prompt": "a cat"}, headers={"Content-Type": content_type})
    assert status == 415
    assert "application/json" in json.loads(answer)["error"]["message"]


async def test_compressed_bodies_are_not_unpacked(serving, gradient):
    served = await serving(gradient)
    status, _, answer = await post(served, b"\x1f\x8b junk", headers={"Content-Encoding": "gzip"})
    assert status == 400
    assert json.loads(answer)["error"]["code"] == "invalid_json"


async def test_an_unknown_model_is_not_found(serving, gradient):
    status, _, answer = await post(await serving(gradient), {"prompt": "a cat", "model": "dall-e-3"})
    error = json.loads(answer)["error"]
    assert status == 404
    assert error["code"] == "model_not_found"
    assert "dall-e-3" in error["message"]


async def test_routes_and_methods_that_are_not_there(serving, gradient):
    served = await serving(gradient)
    status, _, answer = await get(served, "/v1/nothing")
    assert (status, json.loads(answer)["error"]["code"]) == (404, "unknown_url")
    status, headers, answer = await get(served, "/v1/images/generations")
    assert (status, json.loads(answer)["error"]["code"]) == (405, "method_not_allowed")
    assert headers["Allow"] == "POST"


async def test_a_failing_painting_is_an_error_with_its_reason(serving, gradient):
    gradient.wrong = RuntimeError("out of memory")
    served = await serving(gradient)

    status, _, answer = await post(served, {"prompt": "wrong"})
    assert status == 500
    assert json.loads(answer)["error"]["code"] == "painting_failed"

    events = await stream(served, {"prompt": "wrong"})
    assert events[-1]["type"] == "error"
    assert "RuntimeError" in events[-1]["error"]["message"]

    status, _, _ = await post(served, {"prompt": "right"})
    assert status == 200


async def test_models_are_listed_and_told_one_by_one(serving, gradient, contract):
    served = await serving(gradient)

    _, _, answer = await get(served, "/v1/models")
    models = json.loads(answer)
    contract("ListModelsResponse", models)
    assert [model["id"] for model in models["data"]] == ["gradient", "other", "damaged"]

    _, _, answer = await get(served, "/v1/models/other")
    model = json.loads(answer)
    contract("Model", model)
    assert model["nonet"]["picture_size"] == 32
    assert model["nonet"]["defaults"]["guidance"] == 4.0
    assert model["nonet"]["image_tokens"] is None

    status, _, answer = await get(served, "/v1/models/org%2Fnothing")
    assert status == 404
    assert json.loads(answer)["error"]["code"] == "model_not_found"


async def test_health_and_readiness(serving, gradient):
    served = await serving(gradient)
    assert await get_json(served, "/healthz") == (200, {"status": "ok"})
    assert await get_json(served, "/readyz") == (200, {"status": "ready"})


async def test_a_deadline_that_passes_ends_the_request(serving, gated):
    served = await serving(gated)
    blocking = asyncio.create_task(post(served, {"prompt": "first", "n": 9}))
    await asyncio.sleep(0.05)

    late = asyncio.create_task(post(served, {"prompt": "late", "deadline_s": 0.05}))
    await asyncio.sleep(0.1)
    gated.permit(100)

    status, _, answer = await late
    assert status == 504
    assert json.loads(answer)["error"]["code"] == "deadline_passed"
    assert (await blocking)[0] == 200
    assert "late" not in gated.step_taken


async def test_what_is_high_begins_before_what_is_low(serving, gated):
    served = await serving(gated)
    asked = [asyncio.create_task(post(served, {"prompt": "first", "n": 9}))]
    for priority in ("low", "normal", "high"):
        await asyncio.sleep(0.05)
        asked.append(asyncio.create_task(post(served, {"prompt": priority, "n": 9, "priority": priority})))
    await asyncio.sleep(0.05)
    gated.permit(100)

    assert [status for status, _, _ in await asyncio.gather(*asked)] == [200] * 4

    assert list(dict.fromkeys(gated.step_taken)) == ["first", "high", "normal", "low"]


@pytest.mark.parametrize(
    "authorization", [None, "", "Bearer", "Bearer wrong", "Basic sesame", "Bearer sésame"]
)
async def test_a_wrong_key_opens_nothing(serving, gradient, authorization):
    served = await serving(gradient, key="sesame")
    headers = {} if authorization is None else {"Authorization": authorization}

    for path in ("/v1/models", "/metrics", "/nothing"):
        status, answered, answer = await get(served, path, headers)
        assert status == 401
        assert json.loads(answer)["error"]["code"] == "invalid_api_key"
        assert answered["WWW-Authenticate"] == "Bearer"
    for path in ("/healthz", "/readyz"):
        assert (await get(served, path, headers))[0] == 200


async def test_each_of_several_keys_opens(serving, gradient):
    served = await serving(gradient, key="sesame", more_api_keys=("caraway",))
    for key in ("sesame", "caraway"):
        assert (await get(served, "/v1/models", {"Authorization": f"Bearer {key}"}))[0] == 200
    assert (await get(served, "/v1/models", {"Authorization": "Bearer cumin"}))[0] == 401


async def test_the_right_key_opens(serving, gradient):
    served = await serving(gradient, key="sesame")
    assert (await post(served, {"prompt": "a cat"}))[0] == 200
    assert (await get(served, "/v1/models", {"Authorization": "bearer sesame"}))[0] == 200

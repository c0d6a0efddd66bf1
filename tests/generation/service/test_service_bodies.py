"""Whatever a client sends, the service answers in OpenAI's form, and never with a 500."""

import asyncio
import json

import aiohttp
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generation.errors import InvalidRequestError
from generation.service.request_body import ImagesBody, read_body

NAMES = [*ImagesBody.model_fields, "negative_prompt", "", "\ud800"]
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.integers(min_value=2**31, max_value=10**320)
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from(
        ["auto", "256x256", "b64_json", "url", "png", "webp", "other", "low", "opaque", "\ud800"]
    )
)
JSON = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3)
)
NEARLY_RIGHT = st.fixed_dictionaries(
    {"prompt": st.text(max_size=30) | JSON}, optional={name: JSON for name in NAMES if name != "prompt"}
)
VALID = st.fixed_dictionaries(
    {"prompt": st.text(min_size=1, max_size=50).filter(str.strip)},
    optional={
        "n": st.integers(1, 9),
        "stream": st.booleans(),
        "partial_images": st.integers(0, 3),
        "negative_prompt": st.text(max_size=50),
        "seed": st.integers(0, 2**32 - 1),
        "temperature": st.floats(0.01, 100),
        "top_k": st.integers(0, 2**20),
        "top_p": st.floats(0.001, 1),
        "guidance": st.floats(0, 100),
        "user": st.text(max_size=10),
        "output_format": st.sampled_from(["png", "jpeg", "webp"]),
        "output_compression": st.integers(0, 100),
        "return_tokens": st.booleans(),
        "prefix_tokens": st.lists(st.integers(0, 2**20), max_size=5),
    },
)
FEW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@given(NEARLY_RIGHT | JSON)
def test_a_body_is_read_or_refused_in_a_short_sentence(body):
    try:
        read = read_body(json.dumps(body).encode(), ImagesBody)
    except InvalidRequestError as refusal:
        assert 5 < len(str(refusal)) < 400
        json.dumps(str(refusal)).encode()
    else:
        assert read.prompt.strip()
        assert read.request().first_sample + read.request().n <= 10


@given(st.binary(max_size=50))
def test_bytes_that_are_no_json_are_refused(body):
    try:
        json.loads(body)
    except ValueError:
        try:
            read_body(body, ImagesBody)
        except InvalidRequestError:
            return
        raise AssertionError("accepted what is no JSON") from None


@given(VALID)
def test_a_valid_body_keeps_what_it_says(body):
    request = read_body(json.dumps(body).encode(), ImagesBody).request()
    for name in ("prompt", "seed", "temperature", "top_k", "top_p", "guidance", "user"):
        assert getattr(request, name) == body.get(name)
    assert request.n == body.get("n", 1)


async def answer_of(served, body, address="generations", content_type="application/json"):
    """The status, and the answer if it is a plain one."""
    async with (
        aiohttp.ClientSession() as session,
        session.post(
            f"{served.url}/v1/images/{address}", data=body, headers={"Content-Type": content_type}
        ) as response,
    ):
        answer = await response.read()
        streamed = response.content_type == "text/event-stream"
        return response.status, None if streamed else json.loads(answer)


async def test_any_body_is_answered_in_openais_form_and_never_with_a_500(serving, gradient):
    served = await serving(gradient)
    loop = asyncio.get_running_loop()

    @FEW
    @given(
        (NEARLY_RIGHT | JSON | VALID).map(lambda body: json.dumps(body).encode()) | st.binary(max_size=100)
    )
    def send(body):
        status, answer = asyncio.run_coroutine_threadsafe(answer_of(served, body), loop).result()
        assert status in {200, 400, 404}
        if status != 200:
            assert answer["error"].keys() == {"message", "type", "param", "code"}
            assert answer["error"]["message"]

    await asyncio.to_thread(send)


PART_HEADS = st.sampled_from(
    [
        b'Content-Disposition: form-data; name="prompt"',
        b'Content-Disposition: form-data; name="image"; filename="cat.png"',
        b"Content-Disposition: form-data",
        b"Content-Length: -1",
        b"Content-Length: 1",
        b"Content-Type: multipart/mixed; boundary=inner",
        b"Content-Transfer-Encoding: base64",
        b"Content-Encoding: deflate",
        b"no head",
    ]
)
PARTS = st.lists(
    st.one_of(
        st.tuples(st.lists(PART_HEADS, max_size=3).map(b"\r\n".join), st.binary(max_size=20)).map(
            lambda part: b"--cut\r\n%b\r\n\r\n%b\r\n" % part
        ),
        st.sampled_from([b"--cut--\r\n", b"--cut", b"--inner\r\n", b"\r\n"]),
    ),
    max_size=6,
).map(b"".join)


async def test_any_form_is_answered_in_openais_form_and_never_with_a_500(serving, gradient):
    served = await serving(gradient)
    loop = asyncio.get_running_loop()

    @settings(FEW, max_examples=150)
    @given(PARTS | st.binary(max_size=100), st.sampled_from(["; boundary=cut", "", '; boundary="']))
    def send(body, boundary):
        asked = answer_of(served, body, "edits", f"multipart/form-data{boundary}")
        status, answer = asyncio.run_coroutine_threadsafe(asked, loop).result()
        assert status in {400, 413}
        assert answer["error"]["message"]

    await asyncio.to_thread(send)


async def test_what_is_no_http_is_refused_without_a_line_in_the_log(serving, gradient, caplog):
    served = await serving(gradient)
    reader, writer = await asyncio.open_connection("127.0.0.1", int(served.url.rpartition(":")[2]))
    writer.write(b"GET /healthz HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n")

    assert b" 400 " in await reader.readline()
    writer.close()
    assert caplog.records == []

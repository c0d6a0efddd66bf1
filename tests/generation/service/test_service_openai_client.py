"""The real `openai` client against our service."""

import asyncio
import base64

import openai
import pytest

PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
async def client(serving, gradient):
    served = await serving(gradient, key="sesame")
    async with openai.AsyncOpenAI(base_url=f"{served.url}/v1", api_key="sesame", max_retries=0) as client:
        yield client


async def test_plain(client):
    answer = await client.images.generate(prompt="a cat", model="gradient", n=9, user="somebody")
    assert len(answer.data) == 9
    assert all(base64.b64decode(image.b64_json).startswith(PNG) for image in answer.data)
    assert answer.usage.output_tokens == 72


async def test_streaming(client, gradient):
    gradient.step_s = 0.02  # so that no preview is left out because the one before is not drawn yet
    stream = await client.images.generate(prompt="a cat", stream=True, partial_images=2, n=2)
    events = [event async for event in stream]

    by_type = [event.type for event in events]
    assert by_type.count("image_generation.partial_image") == 4
    assert by_type.count("image_generation.completed") == 2
    assert "image_generation.progress" in by_type
    assert base64.b64decode(events[-1].b64_json).startswith(PNG)
    assert events[-1].usage.total_tokens == 12


async def test_our_own_parameters(client):
    answers = [
        await client.images.generate(prompt="a cat", extra_body={"seed": 3, "guidance": 2.0})
        for _ in range(2)
    ]
    assert answers[0].data[0].b64_json == answers[1].data[0].b64_json
    assert answers[0].seed == 3


async def test_models(client):
    assert [model.id async for model in client.models.list()] == ["gradient", "other", "damaged"]
    assert (await client.models.retrieve("other")).owned_by == "nonet"
    with pytest.raises(openai.NotFoundError, match="nothing"):
        await client.models.retrieve("org/nothing")


async def test_errors_come_out_typed(client):
    with pytest.raises(openai.BadRequestError) as bad:
        await client.images.generate(prompt="a cat", n=10)
    assert bad.value.param == "n"
    with pytest.raises(openai.NotFoundError) as missing:
        await client.images.generate(prompt="a cat", model="dall-e-3")
    assert missing.value.code == "model_not_found"
    with pytest.raises(openai.AuthenticationError):
        await client.with_options(api_key="wrong").images.generate(prompt="a cat")
    with pytest.raises(openai.APIStatusError) as large:
        await client.images.generate(prompt="x" * 100_000)
    assert large.value.status_code == 413
    with pytest.raises(openai.InternalServerError, match="damaged"):
        await client.images.generate(prompt="a cat", model="damaged")


async def test_an_error_in_the_stream_is_raised(client):
    stream = await client.images.generate(prompt="a cat", model="damaged", stream=True)
    with pytest.raises(openai.APIError, match="damaged"):
        async for _ in stream:
            pass


async def test_the_synchronous_client(client):
    def work():
        with openai.OpenAI(base_url=client.base_url, api_key="sesame") as synchronous:
            answer = synchronous.images.generate(prompt="a cat", n=2)
            events = list(synchronous.images.generate(prompt="a cat", stream=True))
        return answer, events

    answer, events = await asyncio.to_thread(work)
    assert len(answer.data) == 2
    assert events[-1].type == "image_generation.completed"

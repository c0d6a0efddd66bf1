"""Variations with the model that ships, from its files to clients and back."""

import base64
import io

import numpy as np
import openai
import pytest
from PIL import Image

from generation.client import GenerationClient
from generation.errors import InvalidRequestError
from generation.models.library import PRETRAINED
from generation.models.loading import load
from generation.protocol import Finished, GenerationRequest, ImageTokens, Painted, Progress, upper_part
from generation.service.model_cards import CheckpointCards

NAME = "nonet-small"
PROMPT = "a cat wearing a hat"
SIDE, CODES, STARTS = 12, 4096, (4096, 4097, 4098)


@pytest.fixture
def cards(tmp_path):
    return CheckpointCards(tmp_path)


@pytest.fixture(scope="module")
def shipped():
    return load(PRETRAINED / NAME)


@pytest.fixture
async def client(serving, shipped):
    served = await serving(shipped, model=NAME, threads=1)
    client = GenerationClient(served.url)
    yield client
    await client.close()


@pytest.fixture
async def openai_client(serving, shipped):
    served = await serving(shipped, model=NAME, threads=1)
    async with openai.AsyncOpenAI(base_url=f"{served.url}/v1", api_key="none", max_retries=0) as client:
        yield client


def pixels(png):
    return np.asarray(Image.open(io.BytesIO(png)), dtype=float)


async def events_of(client, **options):
    request = GenerationRequest(prompt=PROMPT, **{"seed": 7, "return_tokens": True} | options)
    return [event async for event in client.paint(request)]


async def painted_by(client, **options):
    return [event for event in await events_of(client, **options) if isinstance(event, Painted)]


async def test_a_variation_keeps_the_upper_part_and_draws_the_rest_anew(client):
    chosen = (await painted_by(client, first_sample=3, n=1))[0]
    kept = upper_part(chosen.tokens, 0.5)

    varied = await painted_by(client, seed=8, n=3, prefix_tokens=kept)

    assert [len(sample.tokens) for sample in varied] == [1 + SIDE * SIDE] * 3
    assert all(sample.tokens[: len(kept)] == kept for sample in varied)
    assert len({sample.tokens for sample in varied}) == 3
    rows = pixels(chosen.png).shape[0] // SIDE
    changed = np.stack([np.abs(pixels(sample.png) - pixels(chosen.png)).mean((1, 2)) for sample in varied])
    upper, lower = changed[:, : 5 * rows], changed[:, 7 * rows :]  # at the seam the decoder blends both
    assert upper.mean() < 2
    assert lower.mean() > 5 * upper.mean()


async def test_one_request_gives_one_variation_however_often_it_is_made(client):
    kept = (STARTS[1], *range(4 * SIDE))
    together = await painted_by(client, n=3, prefix_tokens=kept)
    (again,) = await painted_by(client, n=1, first_sample=3, prefix_tokens=kept)
    assert again.tokens == together[2].tokens
    assert np.abs(pixels(again.png) - pixels(together[2].png)).max() <= 1  # rounded alone and among three


async def test_progress_counts_the_tokens_that_are_drawn(client):
    kept = (STARTS[0], *range(9 * SIDE))
    events = await events_of(client, n=1, prefix_tokens=kept)
    progress = [event for event in events if isinstance(event, Progress)]
    assert {event.total for event in progress} == {3 * SIDE}
    assert progress[0].done <= 1
    assert (progress[-1].done, progress[-1].total) == (3 * SIDE, 3 * SIDE)
    assert events[-1] == Finished(NAME, 7)


async def test_tokens_come_only_if_they_are_asked_for(client):
    (sample,) = await painted_by(client, n=1, return_tokens=False)
    assert sample.tokens is None


async def test_the_client_learns_which_models_can_vary(client):
    layout = ImageTokens(rows=SIDE, columns=SIDE, codes=CODES, starts=STARTS)
    assert (await client.image_tokens())[NAME] == layout


async def test_a_prefix_that_fits_no_sample_is_refused_before_anything_is_painted(client):
    with pytest.raises(InvalidRequestError, match="no start token"):
        await events_of(client, prefix_tokens=(5, 6, 7))


@pytest.mark.parametrize("stream", [False, True])
@pytest.mark.parametrize(
    ("prefix", "says"),
    [
        ([4096] + [1] * 144, "145 tokens; 144"),
        ([4096, 4096], "4096, which is outside 0 to 4095"),
        ([1], "start token"),
    ],
)
async def test_a_wrong_prefix_is_a_400_that_names_it(openai_client, stream, prefix, says):
    with pytest.raises(openai.BadRequestError, match=says) as refusal:
        await openai_client.images.generate(
            prompt=PROMPT, stream=stream, extra_body={"prefix_tokens": prefix}
        )
    assert refusal.value.param == "prefix_tokens"


async def test_the_real_openai_client_varies_too(openai_client):
    ask = {"prompt": PROMPT, "n": 1}
    first = await openai_client.images.generate(**ask, extra_body={"seed": 7, "return_tokens": True})
    kept = list(upper_part(first.data[0].tokens, 0.75))
    extra = {"seed": 8, "return_tokens": True, "prefix_tokens": kept}

    plain = await openai_client.images.generate(**ask, extra_body=extra)
    stream = await openai_client.images.generate(**ask, stream=True, partial_images=1, extra_body=extra)
    events = [event async for event in stream]

    assert plain.data[0].tokens[: len(kept)] == kept
    assert plain.usage.output_tokens == SIDE * SIDE + 1 - len(kept)
    assert events[-1].type == "image_generation.completed"
    assert events[-1].tokens == plain.data[0].tokens
    assert events[-1].b64_json == plain.data[0].b64_json
    assert base64.b64decode(events[-1].b64_json).startswith(b"\x89PNG")
    partial = [event for event in events if event.type == "image_generation.partial_image"]
    assert len(partial) == 1
    assert not hasattr(partial[0], "tokens")

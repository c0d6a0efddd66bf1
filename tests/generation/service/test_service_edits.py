"""Pictures that go on from one that somebody brings, with the model that ships."""

import base64
import io

import numpy as np
import openai
import pytest
from PIL import Image

from generation.client import GenerationClient
from generation.errors import BadParameterError
from generation.models.base import finish
from generation.models.library import PRETRAINED
from generation.models.loading import load
from generation.protocol import GenerationRequest, Painted, upper_part
from generation.service.model_cards import CheckpointCards

NAME = "nonet-small"
SIDE_PX, ROWS = 192, 12


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
    served = await serving(shipped, model=NAME, threads=1, picture_limit_bytes=50_000)
    async with openai.AsyncOpenAI(base_url=f"{served.url}/v1", api_key="none", max_retries=0) as client:
        yield client


def file_of(picture, kind="PNG"):
    file = io.BytesIO()
    picture.save(file, kind)
    return file.getvalue()


def flag():
    """Red above, blue below."""
    picture = Image.new("RGB", (SIDE_PX, SIDE_PX), "#dd2020")
    picture.paste("#2020dd", (0, SIDE_PX // 2, SIDE_PX, SIDE_PX))
    return picture


def pixels(png):
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGB"), dtype=float)


async def painted_by(client, **options):
    request = GenerationRequest(prompt="a cat", **{"seed": 7, "return_tokens": True} | options)
    return [event async for event in client.paint(request) if isinstance(event, Painted)]


def test_what_the_model_writes_down_of_its_own_pictures_it_paints_again(shipped):
    (picture,) = finish(shipped, shipped.begin("a penguin", 3, [1], shipped.defaults))
    tokens = shipped.write_down(picture)
    assert len(tokens) == 1 + ROWS * ROWS
    shipped.image_tokens.check_prefix(tokens[:-1])
    all_but_one = shipped.begin("a penguin", 3, [1], shipped.defaults, prefix=tokens[:-1])
    (again,) = finish(shipped, all_but_one)
    assert np.abs(again.astype(float) - picture).mean() < 6
    assert shipped.write_down(picture) == tokens


async def test_samples_keep_the_upper_part_of_the_picture(client, shipped):
    samples = await painted_by(client, n=3, picture=file_of(flag()), kept_share=0.5)

    kept = upper_part(shipped.write_down(np.array(flag())), 0.5)
    assert all(sample.tokens[: len(kept)] == kept for sample in samples)
    for sample in samples:
        top = pixels(sample.png)[: SIDE_PX // 3].mean((0, 1))
        assert np.abs(top - (0xDD, 0x20, 0x20)).max() < 40


async def test_the_share_says_how_much_is_kept(client, shipped):
    tokens = tuple(shipped.write_down(np.array(flag())))
    for share, rows in ((0.25, 3), (0.75, 9)):
        (sample,) = await painted_by(client, n=1, picture=file_of(flag()), kept_share=share)
        assert sample.tokens[: 1 + rows * ROWS] == tokens[: 1 + rows * ROWS]
        assert sample.tokens != tokens


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
async def test_any_common_picture_is_taken_and_its_middle_square_used(client, kind):
    wide = Image.new("RGB", (400, 100), "black")
    wide.paste("white", (150, 0, 250, 100))
    (sample,) = await painted_by(client, n=1, picture=file_of(wide, kind))
    assert pixels(sample.png)[: SIDE_PX // 3].mean() > 220


async def test_what_is_see_through_counts_as_white(client):
    (sample,) = await painted_by(client, n=1, picture=file_of(Image.new("RGBA", (64, 64), (0, 0, 0, 0))))
    assert pixels(sample.png)[: SIDE_PX // 3].mean() > 235


@pytest.mark.parametrize("picture", [b"", b"GIF89a not for us", file_of(flag())[:60]])
async def test_what_is_no_picture_is_refused(client, picture):
    with pytest.raises(BadParameterError, match="picture"):
        await painted_by(client, n=1, picture=picture)


async def test_a_small_file_with_a_huge_picture_is_refused(client):
    bomb = file_of(Image.new("1", (8_000, 8_000)))
    assert len(bomb) < 50_000
    with pytest.raises(BadParameterError, match="too many"):
        await painted_by(client, n=1, picture=bomb)


async def test_the_real_openai_client_edits_with_a_file(openai_client):
    extra = {"seed": 7, "kept_share": 0.5, "return_tokens": True}
    answer = await openai_client.images.edit(
        image=("flag.png", file_of(flag()), "image/png"), prompt="a cat", n=2, extra_body=extra
    )
    assert len(answer.data) == 2
    assert answer.data[0].tokens[: 1 + 6 * ROWS] == answer.data[1].tokens[: 1 + 6 * ROWS]


async def test_a_stream_of_edits_has_the_official_events(openai_client, contract):
    stream = await openai_client.images.edit(
        image=("flag.png", file_of(flag()), "image/png"), prompt="a cat", stream=True, partial_images=1
    )
    events = [event async for event in stream]
    assert [event.type for event in events if event.type.startswith("image_edit")] == [
        "image_edit.partial_image",
        "image_edit.completed",
    ]
    assert base64.b64decode(events[-1].b64_json).startswith(b"\x89PNG")
    contract("ImageEditCompletedEvent", events[-1].to_dict())


async def test_a_file_over_the_limit_is_refused(openai_client):
    noise = np.random.default_rng(1).integers(0, 255, (200, 200, 3), dtype=np.uint8)
    with pytest.raises(openai.APIStatusError) as refusal:
        await openai_client.images.edit(
            image=("noise.png", file_of(Image.fromarray(noise)), "image/png"), prompt="a cat"
        )
    assert refusal.value.status_code == 413


async def test_a_second_file_is_not_even_read(openai_client):
    with pytest.raises(openai.BadRequestError, match="One picture") as refusal:
        await openai_client.images.edit(image=[file_of(flag())] * 2, prompt="a cat")
    assert refusal.value.param == "images"


@pytest.mark.parametrize(
    ("body", "param"),
    [
        ({"images": []}, "images"),
        ({"images": [{"image_url": "https://example.org/cat.png"}]}, "images"),
        ({"images": [{"image_url": "data:image/png;base64,?"}]}, "images"),
        ({"images": [{"file_id": "file-1"}]}, "images"),
        ({"images": [{"image_url": "data:image/png;base64,"}], "kept_share": 1.0}, "kept_share"),
        ({"images": [{"image_url": "data:image/png;base64,"}], "prefix_tokens": [1]}, "prefix_tokens"),
        ({"mask": "x", "images": [{"image_url": "data:image/png;base64,"}]}, "mask"),
        ({}, "images"),
    ],
)
async def test_wrong_edits_are_named(openai_client, body, param):
    with pytest.raises(openai.BadRequestError) as refusal:
        await openai_client.post("/images/edits", cast_to=object, body={"prompt": "a cat"} | body)
    assert refusal.value.param == param

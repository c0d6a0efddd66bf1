"""Pictures on X: small enough, waited for, and tried once more as JPEG."""

import io
from typing import Any

import pytest
from aiohttp import web
from PIL import Image

from bot.twitter import media
from db import jobs
from tests.bot.twitter.conftest import House
from tests.bot.twitter.fake_x import FakeX, problem

UPLOAD, STATUS, METADATA = "POST /2/media/upload", "GET /2/media/upload", "POST /2/media/metadata"
MEDIA_ID = "1234567890123456789"


@pytest.fixture
async def mention(house: House, x: FakeX) -> str:
    await house.poller.poll()
    return x.mention("@nonet a fox")


def processing(state: str) -> web.Response:
    info = {"state": state, "check_after_secs": 0.01}
    return web.json_response({"data": {"id": MEDIA_ID, "processing_info": info}})


async def test_a_picture_that_is_still_processed_is_waited_for(house: House, x: FakeX, mention: str) -> None:
    x.media[MEDIA_ID] = {}
    x.faults[UPLOAD] = [processing("pending")]
    x.faults[STATUS] = [processing("in_progress"), processing("succeeded")]

    await house.answer()

    assert len(x.replies_to(mention)) == 1
    assert x.bodies[-1]["media"] == {"media_ids": [MEDIA_ID]}
    assert x.queries[x.calls.index(STATUS)] == {"command": "STATUS", "media_id": MEDIA_ID}


async def test_a_picture_that_takes_too_long_is_tried_again(
    house: House, x: FakeX, mention: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(media, "PROCESSING_S", 0.05)
    x.faults[UPLOAD] = [processing("pending")]
    x.faults[STATUS] = [processing("in_progress")] * 100

    await house.answer()
    x.faults.clear()
    await house.deliver_all()

    assert len(x.replies_to(mention)) == 1


@pytest.mark.parametrize("refusal", [problem(400, "media type unrecognized"), processing("failed")])
async def test_a_refused_picture_is_tried_once_more_as_jpeg(
    house: House, x: FakeX, mention: str, refusal: web.Response
) -> None:
    x.faults[UPLOAD] = [refusal]

    await house.answer()

    (uploaded,) = x.media.values()
    assert uploaded["type"] == "image/jpeg"
    assert Image.open(io.BytesIO(uploaded["data"])).format == "JPEG"
    assert len(x.replies_to(mention)) == 1


async def test_a_picture_that_is_refused_twice_is_given_up(house: House, x: FakeX, mention: str) -> None:
    x.faults[UPLOAD] = [problem(400, "no"), problem(400, "no"), problem(400, "no")]

    await house.answer()
    await house.deliver_all()

    assert not x.replies_to(mention)
    assert [attempt.error for attempt in await house.deliveries_of(mention)] == [
        "X does not take the picture, not even as JPEG."
    ]


async def test_an_alt_text_that_is_refused_does_not_keep_the_picture_back(
    house: House, x: FakeX, mention: str
) -> None:
    x.faults[METADATA] = [problem(400, "alt text")]
    await house.answer()
    assert len(x.replies_to(mention)) == 1


async def test_a_picture_that_x_has_forgotten_is_uploaded_again(house: House, x: FakeX, mention: str) -> None:
    x.faults["POST /2/tweets"] = [problem(503, "Over capacity"), problem(400, "Your media IDs are invalid.")]

    await house.answer()
    await house.deliver_all()

    assert len(x.replies_to(mention)) == 1
    assert x.calls.count(UPLOAD) == 2


async def test_large_collages_are_made_to_fit(house: House, x: FakeX, mention: str, tmp_path: Any) -> None:
    await house.poller.poll()
    await house.paint_all()
    job = await house.job_of(mention)
    assert job and job.collage_key
    noise = io.BytesIO()
    Image.effect_noise((1600, 1600), 90).convert("RGB").save(noise, "PNG", compress_level=0)
    assert noise.tell() > media.LIMIT_BYTES
    path = house.settings.images_dir / job.collage_key
    path.chmod(0o600)
    path.write_bytes(noise.getvalue())

    await house.deliver_all()

    (uploaded,) = x.media.values()
    assert len(uploaded["data"]) <= media.LIMIT_BYTES
    assert uploaded["type"] in {"image/webp", "image/jpeg"}


async def test_a_job_that_is_deleted_while_it_is_posted_is_taken_down(
    house: House, x: FakeX, mention: str
) -> None:
    await house.poller.poll()
    await house.paint_all()
    job = await house.job_of(mention)
    assert job is not None
    describe = house.parts.api.describe

    async def delete_meanwhile(media_id: str, alt_text: str) -> None:
        await describe(media_id, alt_text)
        async with house.database.session() as session:
            await jobs.delete(session, job.id, job.created_at)

    house.parts.api.describe = delete_meanwhile  # type: ignore[method-assign] # something happens in between
    await house.deliver_all()
    await house.runner.look()

    assert not x.replies_to(mention)
    assert len(x.bodies) == 1

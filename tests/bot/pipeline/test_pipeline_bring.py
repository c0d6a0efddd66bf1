"""Pictures that people bring: taken in, judged, kept, and handed to the service."""

import asyncio
import io
import time
from collections.abc import Sequence

import pytest
from PIL import Image

from bot.errors import BadRequestError, RefusedError
from bot.pipeline import bring
from bot.pipeline.request import Requester
from bot.pipeline.withdraw import withdraw
from db import images, refusals
from moderation.images import AllowAllPictures, Pixels
from moderation.verdict import Category, Decision, Verdict
from tests.bot.pipeline.conftest import Pipeline


def picture_file(colour: str = "orange", size: tuple[int, int] = (90, 60), **saved: object) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", size, colour).save(file, "JPEG", **saved)
    return file.getvalue()


class RefusesAll(AllowAllPictures):
    def check(self, pictures: Sequence[Pixels], level: str = "standard") -> list[Verdict]:
        return [Verdict(Decision.REFUSE, Category.SEXUAL, 0.9, audit="a test")] * len(pictures)


class Fails(AllowAllPictures):
    def check(self, pictures: Sequence[Pixels], level: str = "standard") -> list[Verdict]:
        raise RuntimeError("out of order")


async def test_the_service_goes_on_from_the_picture_and_keeps_its_upper_half(pipeline: Pipeline) -> None:
    job = await pipeline.accept(picture=picture_file())
    assert job.picture_key is not None
    await pipeline.render_next()
    request = pipeline.service.requests[0]
    assert request.picture == pipeline.image_store.path(job.picture_key).read_bytes()
    assert (request.kept_share, request.prefix_tokens) == (0.5, ())


async def test_large_pictures_are_decoded_one_at_a_time(
    pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each may take some hundred megabytes."""
    at_once, most, cut = 0, 0, bring._square

    def square(data: bytes) -> bytes:
        nonlocal at_once, most
        at_once += 1
        most = max(most, at_once)
        time.sleep(0.05)
        at_once -= 1
        return cut(data)

    monkeypatch.setattr(bring, "_square", square)
    people = [Requester("web", name) for name in ("ann", "ben", "cid")]
    await asyncio.gather(*(pipeline.accept(one.id, requester=one, picture=picture_file()) for one in people))
    assert most == 1


async def test_nothing_is_kept_of_a_picture_but_its_pixels(pipeline: Pipeline) -> None:
    exif = Image.Exif()
    exif[0x010F] = "Somebody's camera"
    job = await pipeline.accept(picture=picture_file(exif=exif.tobytes()))
    kept = pipeline.image_store.path(job.picture_key or "").read_bytes()
    assert b"camera" not in kept
    assert Image.open(io.BytesIO(kept)).size == (512, 512)


async def test_what_follows_a_job_goes_on_from_its_picture(pipeline: Pipeline) -> None:
    first = await pipeline.accept("first", picture=picture_file())
    again = await pipeline.accept("again", parent=first.id)
    assert again.picture_key == first.picture_key
    other = await pipeline.accept("other", parent=first.id, picture=picture_file("blue"))
    assert other.picture_key not in (None, first.picture_key)


async def test_a_picture_goes_with_the_last_job_that_goes_on_from_it(pipeline: Pipeline) -> None:
    first = await pipeline.accept("first", picture=picture_file())
    again = await pipeline.accept("again", parent=first.id)
    path = pipeline.image_store.path(first.picture_key or "")
    await withdraw(pipeline.database, pipeline.image_store, pipeline.board, first.id)
    assert path.exists()
    await withdraw(pipeline.database, pipeline.image_store, pipeline.board, again.id)
    assert not path.exists()


async def test_a_job_whose_picture_has_gone_says_so(pipeline: Pipeline) -> None:
    job = await pipeline.accept(picture=picture_file())
    async with pipeline.database.session() as session:
        await images.forget(session, [job.picture_key or ""])
    failed = await pipeline.render_next()
    assert failed.failure is not None
    assert "not there any more" in failed.failure


@pytest.mark.parametrize(
    ("picture", "key"),
    [(b"no picture", "error-picture-unread"), (b"\xff" * 10_000_001, "error-picture-large")],
)
async def test_what_can_not_be_taken_is_said(pipeline: Pipeline, picture: bytes, key: str) -> None:
    with pytest.raises(BadRequestError) as caught:
        await pipeline.accept(picture=picture)
    assert caught.value.key == key


@pytest.mark.parametrize(
    ("filter_", "key"), [(RefusesAll, "error-picture-refused"), (Fails, "error-picture-unjudged")]
)
async def test_a_picture_that_may_not_be_shown_is_refused_and_recorded(
    pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch, filter_: type[AllowAllPictures], key: str
) -> None:
    monkeypatch.setattr(pipeline.acceptor._bringer._judge, "_load", filter_)
    with pytest.raises(RefusedError) as caught:
        await pipeline.accept(picture=picture_file(), requester=Requester("web", "ann", "Ann"))
    assert caught.value.key == key
    assert not list(pipeline.settings.images_dir.rglob("*.webp"))
    async with pipeline.database.reading() as session:
        assert len(await refusals.newest(session, 10)) == 1

"""Jobs become pictures, are tried again, or end with a sentence."""

import asyncio
import io
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta

import pytest
from PIL import Image
from sqlalchemy import text

from bot.errors import PictureError, StorageError
from bot.pipeline.cancel import CANCELLED, cancel
from bot.pipeline.mend import GIVEN_UP, LONGEST_RETRY_AFTER_S, SERVICE_REFUSED
from bot.pipeline.progress import Failed, Painting, Preview, ProgressEvent, Rendered
from bot.pipeline.request import Requester
from bot.provenance import read_provenance
from db import deliveries, images, jobs, queue, samples
from db.deliveries import DeliveryState
from db.errors import DatabaseError
from db.jobs import Job, JobState
from generation.errors import (
    GenerationError,
    InvalidRequestError,
    PaintingError,
    PromptRefusedError,
    ServiceBusyError,
    ServiceUnavailableError,
    UnknownModelError,
)
from tests.bot.pipeline.conftest import SIDE_PX, Pipeline, assemble, eventually, picture

AWAY = ServiceUnavailableError("The service is away.")


async def watch(pipeline: Pipeline, job: Job) -> list[ProgressEvent]:
    return [event async for event in pipeline.board.watch(job.id)]


@asynccontextmanager
async def working(pipeline: Pipeline) -> AsyncIterator[None]:
    async with asyncio.TaskGroup() as group:
        task = group.create_task(pipeline.renderer.run())
        yield
        task.cancel()


async def end_of(pipeline: Pipeline, job: Job) -> Job:
    async def has_ended() -> bool:
        return (await pipeline.read(job)).state not in (JobState.QUEUED, JobState.RENDERING)

    await eventually(has_ended)
    return await pipeline.read(job)


async def busy(pipeline: Pipeline, jobs_at_once: int) -> None:
    """Wait until the service works at so many jobs."""

    async def is_busy() -> bool:
        return pipeline.service.under_way == jobs_at_once

    await eventually(is_busy)


def pixel(data: bytes) -> tuple[int, ...]:
    with Image.open(io.BytesIO(data)) as image:
        assert image.size == (SIDE_PX, SIDE_PX)
        colour = image.convert("RGB").getpixel((8, 8))
    assert isinstance(colour, tuple)
    return colour


async def test_nine_samples_and_a_collage_are_kept(pipeline: Pipeline) -> None:
    job = await pipeline.accept(seed=5, caption_top="")
    job = await pipeline.render_next()
    assert (job.state, job.attempts) == (JobState.RENDERED, 1)
    assert job.collage_key is not None
    async with pipeline.database.reading() as session:
        nine = await samples.of_job(session, job.id)
        collage = await images.get(session, job.collage_key)
        (delivery,) = await deliveries.of_job(session, job.id)
    assert delivery.state is DeliveryState.PENDING
    assert collage is not None
    assert collage.width == collage.height == 3 * SIDE_PX + 2 * pipeline.settings.images.gutter_px
    assert [(s.number, s.seed, s.width, s.height) for s in nine] == [(n, 5, 16, 16) for n in range(1, 10)]
    for sample in nine:
        data = pipeline.image_store.path(sample.image_key or "").read_bytes()
        assert pixel(data) == pixel(picture(5, sample.number))
        provenance = read_provenance(data)
        assert provenance is not None
        assert (provenance.prompt, provenance.seed, provenance.job_id) == (job.prompt, 5, job.id)


async def test_the_service_is_told_what_the_job_says_and_who_asks(pipeline: Pipeline) -> None:
    await pipeline.accept(seed=5, model="dalle-mini")
    await pipeline.render_next()
    (request,) = pipeline.service.requests
    assert (request.prompt, request.seed, request.model) == ("a red fox in the snow", 5, "dalle-mini")
    assert (request.n, request.user, request.partial_images) == (9, "web:ann", 3)


async def test_watchers_see_it_all(pipeline: Pipeline) -> None:
    job = await pipeline.accept(seed=5)
    watching = asyncio.create_task(watch(pipeline, job))
    await asyncio.sleep(0)
    await pipeline.render_next()
    seen = await watching
    assert {Painting(1, 2, 0.5), *(Preview(n, picture(5, n)) for n in range(1, 10))} <= set(seen)
    assert seen[-1] == Rendered()


async def test_captions_are_on_the_collage_and_not_on_the_samples(pipeline: Pipeline) -> None:
    plain = await pipeline.accept("plain", seed=5)
    await pipeline.render_next()
    captioned = await pipeline.accept("captioned", seed=5, caption_top="HI")
    await pipeline.render_next()
    plain, captioned = await pipeline.read(plain), await pipeline.read(captioned)

    def colours(job: Job) -> set[object]:
        with Image.open(pipeline.image_store.path(job.collage_key or "")) as image:
            return {colour for _, colour in image.convert("RGB").getcolors(99_999) or []}

    assert (0, 0, 0) in colours(captioned) - colours(plain)


async def test_several_jobs_are_rendered_at_once_and_a_new_one_at_once(pipeline: Pipeline) -> None:
    pipeline.service.go_on.clear()
    first = await pipeline.accept("first")
    async with working(pipeline):
        await busy(pipeline, 1)
        second = await pipeline.accept("second")
        third = await pipeline.accept("third")
        await busy(pipeline, 2)
        assert (await pipeline.read(third)).state is JobState.QUEUED
        pipeline.service.go_on.set()
        for job in (first, second, third):
            assert (await end_of(pipeline, job)).state is JobState.RENDERED


@pytest.mark.parametrize("events", [0, 1])
async def test_a_service_that_is_away_costs_no_attempt(pipeline: Pipeline, events: int) -> None:
    job = await pipeline.accept()
    pipeline.service.faults.extend([(events, AWAY)] * 5)
    async with working(pipeline):
        job = await end_of(pipeline, job)
    assert (job.state, job.attempts, len(pipeline.service.requests)) == (JobState.RENDERED, 1, 6)


@pytest.mark.parametrize(("asked_s", "rest_s"), [(60.0, 60.0), (1e9, LONGEST_RETRY_AFTER_S)])
async def test_a_busy_service_says_how_long_to_rest_within_reason(
    pipeline: Pipeline, asked_s: float, rest_s: float
) -> None:
    await pipeline.accept()
    pipeline.service.faults.append((0, ServiceUnavailableError("It is busy.", retry_after_s=asked_s)))
    job = await pipeline.render_next()
    assert job.not_before is not None
    assert rest_s - 5 < (job.not_before - datetime.now(UTC)).total_seconds() <= rest_s


@pytest.mark.parametrize("events", [0, 4])
async def test_a_service_that_stops_in_good_order_costs_no_attempt(pipeline: Pipeline, events: int) -> None:
    job = await pipeline.accept()
    pipeline.service.faults.extend([(events, ServiceBusyError("It is stopping."))] * 5)
    async with working(pipeline):
        job = await end_of(pipeline, job)
    assert (job.state, job.attempts, len(pipeline.service.requests)) == (JobState.RENDERED, 1, 6)


async def test_a_service_that_dies_while_painting_costs_an_attempt(pipeline: Pipeline) -> None:
    job = await pipeline.accept()
    pipeline.service.faults.extend([(4, AWAY)] * 2)
    async with working(pipeline):
        job = await end_of(pipeline, job)
    assert (job.state, job.attempts) == (JobState.RENDERED, 3)


@pytest.mark.parametrize(
    "error", [AWAY, PaintingError("NaN."), GenerationError("?"), RuntimeError("a bug"), PictureError("?")]
)
async def test_after_the_last_attempt_a_job_fails_with_a_sentence(
    pipeline: Pipeline, error: Exception
) -> None:
    job = await pipeline.accept()
    pipeline.service.faults.extend([(4, error)] * 3)
    watching = asyncio.create_task(watch(pipeline, job))
    async with working(pipeline):
        job = await end_of(pipeline, job)
    assert (job.state, job.attempts, job.failure) == (JobState.FAILED, 3, GIVEN_UP)
    assert (await watching)[-1] == Failed(GIVEN_UP)


@pytest.mark.parametrize("error", [InvalidRequestError("No such size."), UnknownModelError("No such model.")])
async def test_what_the_service_refuses_fails_at_once_with_its_sentence(
    pipeline: Pipeline, error: Exception
) -> None:
    await pipeline.accept()
    pipeline.service.faults.append((0, error))
    job = await pipeline.render_next()
    assert (job.state, job.failure, job.attempts) == (JobState.FAILED, str(error), 1)


async def test_a_prompt_that_the_service_refuses_is_not_tried_again(pipeline: Pipeline) -> None:
    await pipeline.accept()
    pipeline.service.faults.append((4, PromptRefusedError("Rejected. Write to help@, request req_1.")))
    job = await pipeline.render_next()
    assert (job.state, job.failure, job.attempts) == (JobState.FAILED, SERVICE_REFUSED, 1)


async def test_a_full_disk_costs_no_attempt_and_leaves_nothing_half_done(
    pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    put, puts = pipeline.image_store.put, iter(range(100))

    async def full(data: bytes, media_type: str) -> str:
        if next(puts) == 4:
            raise StorageError("The disk is full.")
        return await put(data, media_type)

    monkeypatch.setattr(pipeline.image_store, "put", full)
    await pipeline.accept()
    job = await pipeline.render_next()
    assert (job.state, job.attempts, job.collage_key) == (JobState.QUEUED, 0, None)
    async with pipeline.database.reading() as session:
        assert await samples.of_job(session, job.id) == []
        assert await images.keys(session) == set()
    async with working(pipeline):
        assert (await end_of(pipeline, job)).state is JobState.RENDERED


async def test_a_database_that_fails_at_the_end_costs_a_painting_and_no_job(
    pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    insert = samples.insert_samples

    async def fail_once(*args: object) -> None:
        monkeypatch.setattr(samples, "insert_samples", insert)
        raise DatabaseError("The disk is full.")

    monkeypatch.setattr(samples, "insert_samples", fail_once)
    job = await pipeline.accept()
    async with working(pipeline):
        job = await end_of(pipeline, job)
    assert (job.state, len(pipeline.service.requests)) == (JobState.RENDERED, 2)


async def test_a_cancelled_job_frees_its_work_at_once(pipeline: Pipeline) -> None:
    pipeline.service.go_on.clear()
    job = await pipeline.accept()
    watching = asyncio.create_task(watch(pipeline, job))
    async with working(pipeline):
        await busy(pipeline, 1)
        assert not await cancel(pipeline.database, pipeline.board, job.id, Requester("web", "bob"))
        assert await cancel(pipeline.database, pipeline.board, job.id, Requester("web", "ann"))
        await busy(pipeline, 0)
    assert (await pipeline.read(job)).state is JobState.CANCELLED
    assert (await watching)[-1] == Failed(CANCELLED)


async def test_a_job_cancelled_in_another_process_is_left_at_the_next_heartbeat(pipeline: Pipeline) -> None:
    pipeline.service.go_on.clear()
    job = await pipeline.accept()
    async with working(pipeline):
        await busy(pipeline, 1)
        async with pipeline.database.session() as session:
            assert await jobs.cancel(session, job.id, "web", "ann", datetime.now(UTC))
        await busy(pipeline, 0)
    assert (await pipeline.read(job)).state is JobState.CANCELLED


async def test_a_stopped_process_gives_its_jobs_back_at_once(pipeline: Pipeline) -> None:
    pipeline.service.go_on.clear()
    job = await pipeline.accept()
    running = asyncio.create_task(pipeline.renderer.run())
    await busy(pipeline, 1)
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running
    job = await pipeline.read(job)
    assert (job.state, job.attempts, pipeline.service.under_way) == (JobState.QUEUED, 0, 0)


async def test_a_long_painting_keeps_its_lease(pipeline: Pipeline) -> None:
    pipeline.service.go_on.clear()
    job = await pipeline.accept()
    async with working(pipeline):
        await busy(pipeline, 1)
        first = (await pipeline.read(job)).lease_until
        assert first is not None

        async def is_renewed() -> bool:
            return (await pipeline.read(job)).lease_until != first

        await eventually(is_renewed)
        pipeline.service.go_on.set()
        assert (await end_of(pipeline, job)).attempts == 1


async def test_a_worker_that_comes_too_late_leaves_the_newer_result_alone(pipeline: Pipeline) -> None:
    other = assemble(
        pipeline.settings, pipeline.database, type(pipeline.service)(), pipeline.image_store, pipeline.front
    )
    await pipeline.accept(seed=5)
    asleep = await pipeline.renderer.claim()
    assert asleep is not None
    async with pipeline.database.session() as session:
        later = datetime.now(UTC) + timedelta(seconds=pipeline.settings.queue.lease_s + 1)
        await queue.take_back_expired(session, later, 3, GIVEN_UP)
        await session.execute(text("UPDATE jobs SET not_before = NULL"))
    newer = await other.render_next()
    await pipeline.renderer.render(asleep)
    assert await pipeline.read(newer) == newer
    async with pipeline.database.reading() as session:
        assert len(await samples.of_job(session, newer.id)) == 9
        assert len(await deliveries.of_job(session, newer.id)) == 1


async def test_run_for_renders_that_job_only(pipeline: Pipeline) -> None:
    other = await pipeline.accept("other")
    mine = await pipeline.accept("mine")
    async with asyncio.TaskGroup() as group:
        task = group.create_task(pipeline.renderer.run_for(mine.id))
        assert (await end_of(pipeline, mine)).state is JobState.RENDERED
        task.cancel()
    assert (await pipeline.read(other)).state is JobState.QUEUED


async def test_run_for_waits_for_no_service_that_is_away(pipeline: Pipeline) -> None:
    pipeline.service.faults.append((0, ServiceUnavailableError("It is away.")))
    job = await pipeline.accept()

    with pytest.raises(ServiceUnavailableError, match="It is away"):
        await pipeline.renderer.run_for(job.id)
    assert (await pipeline.read(job)).state is JobState.QUEUED


async def test_run_for_waits_for_no_room_on_the_disk(
    pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def full(data: bytes, media_type: str) -> str:
        raise StorageError("The disk is full.")

    monkeypatch.setattr(pipeline.image_store, "put", full)
    job = await pipeline.accept()

    with pytest.raises(StorageError, match="The disk is full"):
        await pipeline.renderer.run_for(job.id)


async def test_run_for_tries_again_when_the_service_dies_while_painting(pipeline: Pipeline) -> None:
    pipeline.service.faults.append((2, ServiceUnavailableError("It died.")))
    job = await pipeline.accept()
    async with asyncio.TaskGroup() as group:
        task = group.create_task(pipeline.renderer.run_for(job.id))
        assert (await end_of(pipeline, job)).state is JobState.RENDERED
        task.cancel()

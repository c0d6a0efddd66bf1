"""A job that is taken back is gone: its row's words, its files, its work and its delivery."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.errors import BadRequestError
from bot.pipeline.deliver import Deliverer
from bot.pipeline.progress import Failed
from bot.pipeline.request import Requester
from bot.pipeline.withdraw import withdraw
from db import deliveries, images, jobs, posts, samples
from db.jobs import Job
from db.posts import Post, PostKind
from tests.bot.pipeline.conftest import Pipeline


async def files(pipeline: Pipeline, job: Job) -> list[Path]:
    async with pipeline.database.reading() as session:
        return [pipeline.image_store.path(key) for key in await images.of_jobs(session, [job.id])]


async def take_back(pipeline: Pipeline, job: Job) -> list[Post]:
    return await withdraw(pipeline.database, pipeline.image_store, pipeline.board, job.id)


async def test_its_files_go_at_once_and_its_posts_are_named(pipeline: Pipeline) -> None:
    await pipeline.accept("gone")
    gone = await pipeline.render_next()
    await pipeline.accept("kept", requester=Requester("web", "bob"))
    kept = await pipeline.render_next()
    post = Post(
        front="web",
        message_id="1",
        channel_id="7",
        job_id=gone.id,
        kind=PostKind.RESULT,
        person_id="ann",
        created_at=datetime.now(UTC),
    )
    async with pipeline.database.session() as session:
        await posts.remember(session, post)
    paths, others = await files(pipeline, gone), await files(pipeline, kept)
    assert (len(paths), len(others)) == (10, 10)

    assert await take_back(pipeline, gone) == [post]

    assert not any(path.exists() for path in paths)
    assert all(path.exists() for path in others)
    assert await files(pipeline, kept) == others
    async with pipeline.database.reading() as session:
        assert await jobs.get(session, gone.id) is None


async def test_a_picture_that_another_job_shows_stays(pipeline: Pipeline) -> None:
    await pipeline.accept("first")
    first = await pipeline.render_next()
    second = await pipeline.accept("second", requester=Requester("web", "bob"))
    async with pipeline.database.session() as session:
        (sample, *_) = await samples.of_job(session, first.id)
        await samples.insert_samples(session, second.id, [sample])
    await take_back(pipeline, first)
    assert sample.image_key is not None
    assert pipeline.image_store.path(sample.image_key).exists()
    assert await files(pipeline, second) == [pipeline.image_store.path(sample.image_key)]


async def test_what_waits_is_not_painted_and_watchers_are_told(pipeline: Pipeline) -> None:
    job = await pipeline.accept()
    story = pipeline.board.watch(job.id)
    await take_back(pipeline, job)
    assert isinstance(await anext(story), Failed)
    assert await pipeline.renderer.claim() is None


async def test_what_is_owed_is_not_delivered_any_more(pipeline: Pipeline) -> None:
    await pipeline.accept()
    job = await pipeline.render_next()
    await take_back(pipeline, job)
    deliverer: Deliverer = pipeline.deliverer
    assert not await deliverer.deliver_one(pipeline.front)
    assert pipeline.front.posts == {}
    async with pipeline.database.reading() as session:
        assert await deliveries.of_job(session, job.id) == []


async def test_nothing_goes_on_from_it(pipeline: Pipeline) -> None:
    await pipeline.accept("parent")
    job = await pipeline.render_next()
    await take_back(pipeline, job)
    with pytest.raises(BadRequestError):
        await pipeline.accept("child", parent=job.id)


async def test_a_second_time_nothing_happens(pipeline: Pipeline) -> None:
    await pipeline.accept()
    job = await pipeline.render_next()
    await take_back(pipeline, job)
    assert await take_back(pipeline, job) == []
    assert await withdraw(pipeline.database, pipeline.image_store, pipeline.board, "none") == []

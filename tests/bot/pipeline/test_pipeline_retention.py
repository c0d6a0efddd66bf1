"""What has had its time goes: old pictures, the oldest of too many, deleted jobs; nothing else does."""

import os
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import update

from bot.image_store import YOUNG_S
from bot.pipeline.request import Place
from bot.pipeline.retention import Retention
from db import images, jobs, samples, servers
from db.jobs import Job
from db.models import JobRow
from db.servers import ServerChoices
from tests.bot.pipeline.conftest import Pipeline


async def rendered(pipeline: Pipeline, source_id: str, days_ago: float, server: str | None = None) -> Job:
    """A job that was asked for and rendered so long ago, in the files as in the database."""
    await pipeline.accept(source_id, seed=7, place=Place("web", "page", server))
    job = await pipeline.render_next()
    then = datetime.now(UTC) - timedelta(days=days_ago)
    for path in await files(pipeline, job):
        os.utime(path, (then.timestamp(), then.timestamp()))
    async with pipeline.database.session() as session:
        mine = {sample.image_key for sample in await samples.of_job(session, job.id)} | {job.collage_key}
        stored = [await images.get(session, key) for key in mine if key]
        await images.remember(session, [image for image in stored if image], then)
        moments = {"created_at": then, "finished_at": then}
        await session.execute(update(JobRow).where(JobRow.id == job.id).values(**moments))
    return job


async def files(pipeline: Pipeline, job: Job) -> list[Path]:
    async with pipeline.database.reading() as session:
        keys = [sample.image_key for sample in await samples.of_job(session, job.id)]
    return [pipeline.image_store.path(key) for key in [job.collage_key, *keys] if key]


async def tidy(pipeline: Pipeline, **limits: float) -> None:
    images_settings = pipeline.settings.images.model_copy(update=limits)
    settings = pipeline.settings.model_copy(update={"images": images_settings})
    await Retention(settings, pipeline.database, pipeline.image_store).tidy()


async def test_old_pictures_go_and_their_job_says_so(pipeline: Pipeline) -> None:
    old, new = await rendered(pipeline, "old", 91), await rendered(pipeline, "new", 89)
    gone, kept = await files(pipeline, old), await files(pipeline, new)
    await tidy(pipeline, retention_days=90.0)
    assert not any(path.exists() for path in gone)
    assert all(path.exists() for path in kept)
    assert (await pipeline.read(old)).pictures_expired
    assert not (await pipeline.read(new)).pictures_expired


async def test_the_oldest_go_when_there_are_too_many(pipeline: Pipeline) -> None:
    old, new = await rendered(pipeline, "old", 2), await rendered(pipeline, "new", 1)
    newest = await files(pipeline, new)
    await tidy(pipeline, store_limit_bytes=sum(path.stat().st_size for path in newest))
    assert (await pipeline.read(old)).pictures_expired
    assert [path.exists() for path in newest] == [True] * 10
    assert not (await pipeline.read(new)).pictures_expired


async def test_files_that_no_row_names_go_unless_they_are_young(pipeline: Pipeline) -> None:
    old = pipeline.image_store.path(await pipeline.image_store.put(b"old", "image/png"))
    young = pipeline.image_store.path(await pipeline.image_store.put(b"young", "image/png"))
    then = time.time() - 2 * YOUNG_S
    os.utime(old, (then, then))
    await tidy(pipeline)
    assert (old.exists(), young.exists()) == (False, True)


async def test_what_is_within_limits_stays(pipeline: Pipeline) -> None:
    stored = await files(pipeline, await rendered(pipeline, "event", 1))
    await tidy(pipeline)
    assert [path.exists() for path in stored] == [True] * 10


async def test_a_server_may_keep_its_pictures_for_a_shorter_time(pipeline: Pipeline) -> None:
    young, old, elsewhere = [
        await rendered(pipeline, name, days, server)
        for name, days, server in (("young", 2, "cats"), ("old", 8, "cats"), ("elsewhere", 8, "dogs"))
    ]
    async with pipeline.database.session() as session:
        await servers.choose(session, "web", "cats", retention_days=7.0)
    gone = await files(pipeline, old)
    await tidy(pipeline)
    assert not any(path.exists() for path in gone)
    assert [(await pipeline.read(job)).pictures_expired for job in (young, old, elsewhere)] == [
        False,
        True,
        False,
    ]


async def test_a_server_that_was_left_long_ago_is_forgotten(pipeline: Pipeline) -> None:
    now = datetime.now(UTC)
    async with pipeline.database.session() as session:
        for server, days in (("cats", 31), ("dogs", 29)):
            await servers.choose(session, "web", server, policy="strict", left_at=now - timedelta(days=days))
            await servers.set_channels(session, "web", server, denied=["garden"])
    await tidy(pipeline)
    async with pipeline.database.reading() as session:
        assert await servers.choices(session, "web", "cats") == ServerChoices()
        assert (await servers.choices(session, "web", "dogs")).policy == "strict"


async def test_what_is_left_of_deleted_jobs_goes_after_an_hour(pipeline: Pipeline) -> None:
    old, new = [await rendered(pipeline, name, days) for name, days in (("old", 0.1), ("new", 0))]
    async with pipeline.database.session() as session:
        await jobs.delete_all(session, [old.id, new.id], datetime.now(UTC))
    await tidy(pipeline)
    async with pipeline.database.reading() as session:
        assert await jobs.by_source(session, "web", "old") is None
        assert await jobs.by_source(session, "web", "new") is not None

"""Which pictures are old, which are too many, and what forgetting them does."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

from db import images, jobs, queue, samples
from db.images import StoredImage
from db.jobs import Job
from db.samples import Sample
from db.session import Database

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


def image(key: str, size_bytes: int = 100) -> StoredImage:
    return StoredImage(key, "image/png", size_bytes, 80, 60)


async def remember(database: Database, stored: StoredImage, hours: float) -> None:
    async with database.session() as session:
        await images.remember(session, [stored], NOON + timedelta(hours=hours))


async def test_equal_pictures_are_one_and_become_young_again(database: Database) -> None:
    await remember(database, image("a"), hours=0)
    await remember(database, image("b"), hours=1)
    await remember(database, image("a"), hours=2)
    async with database.reading() as session:
        assert await images.get(session, "a") == image("a")
        assert await images.get(session, "c") is None
        assert await images.keys(session) == {"a", "b"}
        assert await images.expired(session, NOON + timedelta(hours=1.5), limit=9) == ["b"]
        assert await images.expired(session, NOON + timedelta(hours=9), limit=1) == ["b"]


async def test_the_oldest_go_until_the_rest_fits(database: Database) -> None:
    for n, size in enumerate((10, 500, 100, 100, 100)):
        await remember(database, image(str(n), size), hours=n)
    async with database.reading() as session:
        assert await images.surplus(session, 810, limit=9) == []
        assert await images.surplus(session, 809, limit=9) == ["0"]
        assert await images.surplus(session, 300, limit=9) == ["0", "1"]
        assert await images.surplus(session, 300, limit=1) == ["0"]
        assert await images.surplus(session, 99, limit=9) == ["0", "1", "2", "3", "4"]


async def test_a_job_whose_pictures_are_forgotten_says_that_they_have_expired(
    database: Database, add_job: Callable[..., Awaitable[Job]]
) -> None:
    await add_job(now=NOON)
    async with database.session() as session:
        job = await queue.claim(session, NOON, 30.0)
        assert job is not None
        await images.remember(session, [image("collage"), image("sample")], NOON)
        await queue.finish(session, job, "collage", NOON)
        await samples.insert_samples(session, job.id, [Sample(number, 7, "sample") for number in (2, 1)])
    async with database.session() as session:
        rendered = await jobs.get(session, job.id)
        assert rendered is not None
        assert not rendered.pictures_expired
        assert await samples.of_job(session, job.id) == [Sample(n, 7, "sample", 80, 60) for n in (1, 2)]
        await images.forget(session, ["collage", "sample"])
    async with database.reading() as session:
        expired = await jobs.get(session, job.id)
        assert expired is not None
        assert expired.pictures_expired
        assert await samples.of_job(session, job.id) == [Sample(1, 7, None), Sample(2, 7, None)]

"""What is owed is attempted by one process at a time, and every attempt is kept."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from db import deliveries, images, jobs, queue
from db.deliveries import Delivery, DeliveryState
from db.errors import LeaseLostError
from db.images import StoredImage
from db.jobs import Job, JobState
from db.session import Database

LEASE_S = 30.0
NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
COLLAGE = StoredImage("ab/abc.png", "image/png", 1_000, 80, 80)

AddJob = Callable[..., Awaitable[Job]]


def after(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


@pytest.fixture
def render(database: Database, add_job: AddJob) -> AddJob:
    """Adds a job and renders it at noon."""

    async def render(**fields: object) -> Job:
        await add_job(now=NOON, **fields)
        async with database.session() as session:
            job = await queue.claim(session, NOON, LEASE_S)
            assert job is not None
            await images.remember(session, [COLLAGE], NOON)
            await queue.finish(session, job, COLLAGE.key, NOON)
        return job

    return render


async def claim(database: Database, now: datetime = NOON, front: str = "web") -> tuple[Delivery, Job] | None:
    async with database.session() as session:
        return await deliveries.claim(session, front, now, LEASE_S)


async def taken(database: Database, now: datetime = NOON) -> tuple[Delivery, Job]:
    claimed = await claim(database, now)
    assert claimed is not None
    return claimed


async def read(database: Database, job: Job) -> tuple[JobState, list[DeliveryState]]:
    async with database.reading() as session:
        found = await jobs.get(session, job.id)
        attempts = await deliveries.of_job(session, job.id)
    assert found is not None
    return found.state, [attempt.state for attempt in attempts]


async def test_a_rendered_job_is_delivered_on_its_own_front_only(database: Database, render: AddJob) -> None:
    job = await render(front="discord")
    assert await claim(database, front="web") is None
    claimed = await claim(database, front="discord")
    assert claimed is not None
    delivery, found = claimed
    assert (delivery.attempt, found.id, found.collage_key) == (1, job.id, COLLAGE.key)


async def test_a_delivery_that_is_done_ends_the_job(database: Database, render: AddJob) -> None:
    job = await render()
    delivery, _ = await taken(database)
    async with database.session() as session:
        await deliveries.done(session, delivery, "post 1", after(2))
    assert await read(database, job) == (JobState.DELIVERED, [DeliveryState.DONE])
    async with database.reading() as session:
        (done,) = await deliveries.of_job(session, job.id)
    assert (done.receipt, done.finished_at) == ("post 1", after(2))
    assert await claim(database, after(1000)) is None


async def test_a_failed_attempt_is_kept_and_another_follows_later(database: Database, render: AddJob) -> None:
    job = await render()
    first, _ = await taken(database)
    async with database.session() as session:
        await deliveries.failed(session, first, "503", after(1), retry_at=after(10))
    assert await claim(database, after(9)) is None
    second, _ = await taken(database, after(10))
    assert second.attempt == 2
    async with database.session() as session:
        await deliveries.failed(session, second, "gone", after(11), retry_at=None)
    assert await read(database, job) == (JobState.RENDERED, [DeliveryState.FAILED, DeliveryState.FAILED])
    assert await claim(database, after(1000)) is None


async def test_a_postponed_delivery_is_due_later_and_was_no_attempt(
    database: Database, render: AddJob
) -> None:
    job = await render()
    first, _ = await taken(database)
    async with database.session() as session:
        await deliveries.postponed(session, first, after(10))
    assert await read(database, job) == (JobState.RENDERED, [DeliveryState.PENDING])
    assert await claim(database, after(9)) is None
    again, _ = await taken(database, after(10))
    assert (again.id, again.attempt) == (first.id, 1)


async def test_a_dead_processs_delivery_is_taken_by_another_which_alone_may_write(
    database: Database, render: AddJob
) -> None:
    job = await render()
    late, _ = await taken(database)
    assert await claim(database, after(LEASE_S)) is None
    newer, _ = await taken(database, after(LEASE_S + 1))
    assert newer.id == late.id
    writes: list[Callable[[AsyncSession], Awaitable[None]]] = [
        lambda session: deliveries.heartbeat(session, late, NOON, LEASE_S),
        lambda session: deliveries.done(session, late, "post", NOON),
        lambda session: deliveries.failed(session, late, "no", NOON, None),
        lambda session: deliveries.postponed(session, late, NOON),
    ]
    for write in writes:
        with pytest.raises(LeaseLostError):
            async with database.session() as session:
                await write(session)
    async with database.session() as session:
        await deliveries.done(session, newer, "post", after(32))
    assert await read(database, job) == (JobState.DELIVERED, [DeliveryState.DONE])


async def test_heartbeats_keep_a_delivery(database: Database, render: AddJob) -> None:
    await render()
    delivery, _ = await taken(database)
    async with database.session() as session:
        await deliveries.heartbeat(session, delivery, after(20), LEASE_S)
    assert await claim(database, after(LEASE_S + 1)) is None


async def test_a_failure_is_owed_too_and_stays_one(database: Database, add_job: AddJob) -> None:
    await add_job(now=NOON)
    async with database.session() as session:
        job = await queue.claim(session, NOON, LEASE_S)
        assert job is not None
        await queue.fail(session, job, "It can't be painted.", NOON)
    delivery, found = await taken(database)
    assert (found.state, found.failure) == (JobState.FAILED, "It can't be painted.")
    async with database.session() as session:
        await deliveries.done(session, delivery, "post", NOON)
    assert await read(database, job) == (JobState.FAILED, [DeliveryState.DONE])


async def test_no_two_processes_take_the_same_delivery(database: Database, render: AddJob) -> None:
    for _ in range(6):
        await render()

    async def work() -> list[int]:
        mine, misses = [], 0
        while misses < 5:
            claimed = await claim(database)
            mine += [claimed[0].id] if claimed else []
            misses += claimed is None
        return mine

    by_worker = await asyncio.gather(*(work() for _ in range(5)))
    ids = [delivery_id for mine in by_worker for delivery_id in mine]
    assert len(ids) == len(set(ids)) == 6

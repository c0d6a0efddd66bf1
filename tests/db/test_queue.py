"""Claims, leases and fencing tokens: one worker at a time may write to a job."""

import asyncio
import random
from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from db import deliveries, images, jobs, queue
from db.errors import LeaseLostError
from db.images import StoredImage
from db.jobs import Job, JobState, Priority
from db.session import Database

LEASE_S = 30.0
ATTEMPTS = 3
NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
COLLAGE = StoredImage("ab/abc.png", "image/png", 1_000, 80, 80)

AddJob = Callable[..., Awaitable[Job]]


def after(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


async def claim(database: Database, now: datetime = NOON) -> Job | None:
    async with database.session() as session:
        await queue.take_back_expired(session, now, ATTEMPTS, "It failed too often.")
        return await queue.claim(session, now, LEASE_S)


async def taken(database: Database, now: datetime = NOON) -> Job:
    job = await claim(database, now)
    assert job is not None
    return job


async def read(database: Database, job: Job) -> Job:
    async with database.reading() as session:
        found = await jobs.get(session, job.id)
    assert found is not None
    return found


async def finish(database: Database, job: Job, now: datetime) -> None:
    async with database.session() as session:
        await images.remember(session, [COLLAGE], now)
        await queue.finish(session, job, COLLAGE.key, now)


async def test_an_empty_queue_gives_nothing(database: Database) -> None:
    assert await claim(database) is None


async def test_a_claimed_job_is_leased_and_counts_an_attempt(database: Database, add_job: AddJob) -> None:
    job = await add_job(now=NOON)
    claimed = await taken(database)
    assert (claimed.id, claimed.state, claimed.attempts) == (job.id, JobState.RENDERING, 1)
    assert (claimed.lease_until, claimed.claimed_at) == (after(LEASE_S), NOON)
    assert await claim(database) is None


async def test_jobs_are_taken_in_the_order_that_places_foretold(database: Database, add_job: AddJob) -> None:
    for n, (who, server, priority) in enumerate(
        [
            ("ann", None, Priority.NORMAL),
            ("ann", None, Priority.NORMAL),
            ("ann", "cats", Priority.NORMAL),
            ("bob", "cats", Priority.NORMAL),
            ("bob", "cats", Priority.NORMAL),
            ("cid", None, Priority.LOW),
            ("dan", "dogs", Priority.HIGH),
            ("bob", "dogs", Priority.NORMAL),
        ]
    ):
        await add_job(requester_id=who, server=server, priority=priority, now=after(n))
    async with database.reading() as session:
        places = (await queue.state(session)).places
    order = [(await taken(database, after(60 + n))).id for n in range(len(places))]
    assert order == sorted(places, key=lambda job_id: places[job_id])


@pytest.mark.parametrize("seed", range(4))
async def test_whatever_waits_the_next_claim_takes_the_first_place(
    database: Database, add_job: AddJob, seed: int
) -> None:
    chance, waiting = random.Random(seed), 0
    for minute in range(90):
        if minute < 60 and chance.random() < 0.7:
            moment = after(60 * (minute - chance.randrange(3)))  # often the same, so that names decide
            server, front = chance.choice([None, "cats", "dogs", "Ants"]), chance.choice(["web", "discord"])
            who, priority = chance.choice(["ann", "bob", "Cid"]), chance.choice([0, 1, 1, 1])
            await add_job(requester_id=who, server=server, front=front, priority=priority, now=moment)
            waiting += 1
        elif waiting:
            async with database.session() as session:
                places = (await queue.state(session)).places
                job = await queue.claim(session, after(60 * minute), lease_s=86_400)
            assert job is not None
            assert (len(places), places[job.id]) == (waiting, 1)
            waiting -= 1


async def test_a_job_that_rests_lets_others_pass(database: Database, add_job: AddJob) -> None:
    resting, other = await add_job(now=NOON), await add_job(now=after(1))
    taken_first = await taken(database)
    async with database.session() as session:
        await queue.put_back(session, taken_first, after(60), counts=True)
    assert (await taken(database, after(2))).id == other.id
    assert await claim(database, after(3)) is None
    assert (await taken(database, after(60))).id == resting.id


async def test_who_was_served_goes_to_the_end_of_the_row(database: Database, add_job: AddJob) -> None:
    await add_job(requester_id="ann", now=NOON)
    await add_job(requester_id="ann", now=NOON)
    await add_job(requester_id="bob", now=after(1))
    assert [(await taken(database, after(2 + n))).requester_id for n in range(3)] == ["ann", "bob", "ann"]


async def test_five_workers_take_each_job_exactly_once(database: Database, add_job: AddJob) -> None:
    wanted = [(await add_job(requester_id=f"{n % 7}", now=NOON)).id for n in range(30)]

    async def work() -> list[str]:
        mine = []
        while job := await claim(database, after(1)):
            mine.append(job.id)
        return mine

    by_worker = await asyncio.gather(*(work() for _ in range(5)))
    assert Counter(job_id for mine in by_worker for job_id in mine) == Counter(wanted)


async def test_a_dead_workers_job_is_taken_by_another(database: Database, add_job: AddJob) -> None:
    await add_job(now=NOON)
    dead = await taken(database)
    assert await claim(database, after(LEASE_S)) is None
    alive = await taken(database, after(LEASE_S + 1))
    assert (alive.id, alive.attempts) == (dead.id, 2)
    assert alive.lease_token != dead.lease_token


async def test_heartbeats_keep_a_job(database: Database, add_job: AddJob) -> None:
    await add_job(now=NOON)
    job = await taken(database)
    async with database.session() as session:
        await queue.heartbeat(session, job, after(20), LEASE_S)
    assert await claim(database, after(LEASE_S + 1)) is None


async def test_a_late_worker_can_change_nothing(database: Database, add_job: AddJob) -> None:
    await add_job(now=NOON)
    late = await taken(database)
    newer = await taken(database, after(LEASE_S + 1))
    async with database.session() as session:
        await images.remember(session, [COLLAGE], NOON)
    writes: list[Callable[[AsyncSession], Awaitable[None]]] = [
        lambda session: queue.heartbeat(session, late, after(32), LEASE_S),
        lambda session: queue.finish(session, late, COLLAGE.key, after(32)),
        lambda session: queue.fail(session, late, "Too late.", after(32)),
        lambda session: queue.put_back(session, late, after(32), counts=True),
    ]
    for write in writes:
        with pytest.raises(LeaseLostError):
            async with database.session() as session:
                await write(session)
    assert await read(database, late) == newer


async def test_a_finished_job_is_owed_to_its_requester(database: Database, add_job: AddJob) -> None:
    await add_job(now=NOON)
    job = await taken(database)
    await finish(database, job, after(9))
    done = await read(database, job)
    assert (done.state, done.collage_key, done.finished_at) == (JobState.RENDERED, COLLAGE.key, after(9))
    async with database.session() as session:
        await queue.heartbeat(session, job, after(9), LEASE_S)  # one that was on its way already
        with pytest.raises(LeaseLostError):
            await queue.put_back(session, job, after(9), counts=True)
        (delivery,) = await deliveries.of_job(session, job.id)
    assert (delivery.attempt, delivery.state) == (1, deliveries.DeliveryState.PENDING)


async def test_a_job_put_back_rests_and_keeps_or_returns_its_attempt(
    database: Database, add_job: AddJob
) -> None:
    await add_job(now=NOON)
    for counts, attempts in ((False, 0), (True, 1)):
        job = await taken(database, after(100))
        async with database.session() as session:
            await queue.put_back(session, job, after(100), counts=counts)
        assert (await read(database, job)).attempts == attempts
        assert await claim(database, after(99)) is None


async def test_after_its_last_attempt_a_dead_workers_job_fails_with_a_sentence(
    database: Database, add_job: AddJob
) -> None:
    job = await add_job(now=NOON)
    for attempt in range(ATTEMPTS):
        await taken(database, after(attempt * 100))
    assert await claim(database, after(ATTEMPTS * 100)) is None
    failed = await read(database, job)
    assert (failed.state, failed.failure) == (JobState.FAILED, "It failed too often.")


async def test_the_queue_tells_how_long_and_how_fast_it_is(database: Database, add_job: AddJob) -> None:
    for n in range(4):
        await add_job(now=after(n))
    await finish(database, await taken(database, after(10)), after(16))
    await finish(database, await taken(database, after(20)), after(24))
    await taken(database, after(30))
    async with database.reading() as session:
        state = await queue.state(session)
    assert (list(state.places.values()), state.rendering, state.seconds_per_job) == ([1], 1, 5.0)


async def test_an_unused_queue_knows_no_speed(database: Database) -> None:
    async with database.reading() as session:
        assert await queue.state(session) == queue.QueueState({}, 0, None)

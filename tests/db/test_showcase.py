"""A job gets into its server's showcase once, whoever tries at the same time."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime

from db import posts, showcase
from db.jobs import Job
from db.models import PostKind
from db.posts import Post
from db.session import Database
from db.showcase import CLAIM_LASTS

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)

AddJob = Callable[..., Awaitable[Job]]


def post_of(job: Job, created_at: datetime = NOON) -> Post:
    return Post(
        front="discord",
        message_id="",
        channel_id="5",
        job_id=job.id,
        kind=PostKind.SHOWCASE,
        person_id="7",
        created_at=created_at,
    )


async def claim(database: Database, post: Post) -> bool:
    async with database.session() as session:
        return await showcase.claim(session, post)


async def shown(database: Database, job: Job) -> Post | None:
    async with database.reading() as session:
        return await showcase.shown(session, "discord", job.id)


async def test_of_many_at_once_one_may_post(database: Database, add_job: AddJob) -> None:
    post = post_of(await add_job(now=NOON))
    claims = await asyncio.gather(*(claim(database, post) for _ in range(8)))
    assert sorted(claims) == [False] * 7 + [True]


async def test_what_is_posted_is_never_posted_again(database: Database, add_job: AddJob) -> None:
    job = await add_job(now=NOON)
    await claim(database, post_of(job))
    pending = await shown(database, job)
    async with database.session() as session:
        await showcase.settle(session, replace(post_of(job), message_id="99"))
    done = await shown(database, job)

    assert pending is not None
    assert done is not None
    assert (showcase.is_posted(pending), showcase.is_posted(done)) == (False, True)
    assert not await claim(database, post_of(job, NOON + 2 * CLAIM_LASTS))
    async with database.reading() as session:
        assert await posts.by_message(session, "discord", "99") == done


async def test_who_gives_up_lets_others_try(database: Database, add_job: AddJob) -> None:
    job = await add_job(now=NOON)
    await claim(database, post_of(job))
    async with database.session() as session:
        await showcase.give_up(session, "discord", job.id)
    assert await shown(database, job) is None
    assert await claim(database, post_of(job))


async def test_a_dead_claim_is_taken_over(database: Database, add_job: AddJob) -> None:
    job = await add_job(now=NOON)
    await claim(database, post_of(job))
    assert not await claim(database, post_of(job, NOON + CLAIM_LASTS))
    assert await claim(database, post_of(job, NOON + CLAIM_LASTS * 1.01))

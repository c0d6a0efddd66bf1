"""One event becomes one job, found again by everything that is known of it."""

import re
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from db import deliveries, jobs, queue, samples, votes
from db.errors import LeaseLostError
from db.jobs import Job, JobState, Priority
from db.session import Database
from db.votes import VoteKind

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)

AddJob = Callable[..., Awaitable[Job]]


async def test_a_job_is_found_by_its_id_and_by_its_event(database: Database, add_job: AddJob) -> None:
    job = await add_job(source_id="event 9", priority=Priority.LOW, private=True, now=NOON)
    async with database.reading() as session:
        assert await jobs.get(session, job.id) == job
        assert await jobs.by_source(session, "web", "event 9") == job
        assert await jobs.by_source(session, "discord", "event 9") is None
    assert (job.state, job.attempts, job.priority) == (JobState.QUEUED, 0, Priority.LOW)


async def test_the_address_of_a_job_cannot_be_guessed(add_job: AddJob) -> None:
    ids = {(await add_job()).id for _ in range(20)}
    assert len(ids) == 20
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{16}", job_id) for job_id in ids)


async def test_one_event_never_becomes_two_jobs(add_job: AddJob) -> None:
    await add_job(source_id="event")
    with pytest.raises(IntegrityError):
        await add_job(source_id="event")


async def test_who_asks_on_a_server_stands_in_its_line_and_others_in_their_own(add_job: AddJob) -> None:
    assert (await add_job(server="cats")).line == "server:web:cats"
    assert (await add_job()).line == "person:web:ann"


async def test_only_the_requester_can_cancel_and_only_once(database: Database, add_job: AddJob) -> None:
    job = await add_job()
    async with database.session() as session:
        assert not await jobs.cancel(session, job.id, "web", "bob", NOON)
        assert not await jobs.cancel(session, job.id, "discord", "ann", NOON)
        assert await jobs.cancel(session, job.id, "web", "ann", NOON)
        assert not await jobs.cancel(session, job.id, "web", "ann", NOON)
        cancelled = await jobs.get(session, job.id)
    assert cancelled is not None
    assert (cancelled.state, cancelled.finished_at) == (JobState.CANCELLED, NOON)


async def test_waiting_jobs_are_counted_by_requester_and_in_all(database: Database, add_job: AddJob) -> None:
    await add_job(requester_id="ann")
    await add_job(requester_id="ann", platform="discord")
    ended = await add_job(requester_id="bob")
    async with database.session() as session:
        await jobs.cancel(session, ended.id, "web", "bob", NOON)
        assert await jobs.count_waiting(session, jobs.of_person("web", "ann")) == 1
        assert await jobs.count_waiting(session, jobs.of_person("web", "bob")) == 0
        assert await jobs.count_waiting(session) == 2


async def test_the_last_hour_counts_cancelled_jobs_too(database: Database, add_job: AddJob) -> None:
    await add_job(now=NOON - HOUR)
    job = await add_job(now=NOON)
    await add_job(now=NOON - HOUR / 2)
    async with database.session() as session:
        await jobs.cancel(session, job.id, "web", "ann", NOON)
        anns = jobs.of_person("web", "ann")
        assert await jobs.moments_since(session, anns, NOON - HOUR, 9) == [NOON, NOON - HOUR / 2]
        assert await jobs.moments_since(session, anns, NOON - HOUR, 1) == [NOON]


async def test_outcomes_leave_out_what_does_not_exist(database: Database, add_job: AddJob) -> None:
    job = await add_job()
    async with database.reading() as session:
        found = await jobs.outcomes(session, [job.id, *(f"none {n}" for n in range(2_500))])
    assert found == {job.id: (JobState.QUEUED, None)}


async def test_unfinished_jobs_are_those_of_the_fronts_asked_for(database: Database, add_job: AddJob) -> None:
    second, first = await add_job(now=NOON), await add_job(now=NOON - HOUR)
    await add_job(front="discord")
    async with database.reading() as session:
        found = await jobs.unfinished(session, ["web"])
        assert set(found) == {first.id, second.id}
        assert await jobs.get_all(session, [*found, "none"]) == [first, second]


async def test_any_text_from_outside_can_be_stored(database: Database, add_job: AddJob) -> None:
    job = await add_job(requester_name="a\0b\ud83d😀", source_id="x\0")
    assert job.requester_name == "a\ufffdb\ufffd😀"
    async with database.reading() as session:
        assert await jobs.by_source(session, "web", "x\0") == job


async def test_a_deleted_job_is_gone_but_for_what_quotas_count(
    database: Database, add_rendered: AddJob
) -> None:
    job = await add_rendered(now=NOON, prompt="a secret", caption_top="secret", style="photo")
    async with database.session() as session:
        await votes.vote(session, job.id, "web", "bob", VoteKind.FAVOURITE, now=NOON)
        assert await jobs.delete(session, job.id, NOON)
        assert not await jobs.delete(session, job.id, NOON)
    async with database.session() as session:
        assert await jobs.get(session, job.id) is None
        assert await jobs.recent_of(session, "web", "ann", 9) == []
        assert await samples.of_job(session, job.id) == []
        assert await votes.count(session, job.id) == 0
        assert await deliveries.claim(session, "web", NOON + HOUR, 60) is None
        assert await jobs.moments_since(session, jobs.of_person("web", "ann"), NOON - HOUR, 9) == [NOON]
        left = await jobs.by_source(session, job.front, job.source_id)
    assert left is not None
    assert (left.prompt, left.caption_top, left.style, left.address, left.requester_name) == ("",) * 5
    assert (left.collage_key, left.deleted_at) == (None, NOON)


async def test_deleting_a_job_takes_it_from_its_worker(database: Database, add_job: AddJob) -> None:
    job = await add_job(now=NOON)
    async with database.session() as session:
        taken = await queue.claim(session, NOON, 60)
        assert taken is not None
        assert await jobs.delete(session, job.id, NOON)
        with pytest.raises(LeaseLostError):
            await queue.heartbeat(session, taken, NOON, 60)
        assert await jobs.count_waiting(session) == 0


async def test_what_is_left_of_deleted_jobs_goes_when_no_quota_counts_it(
    database: Database, add_rendered: AddJob
) -> None:
    deleted, kept = await add_rendered(now=NOON), await add_rendered(now=NOON)
    async with database.session() as session:
        await jobs.delete(session, deleted.id, NOON)
        assert await jobs.sweep_deleted(session, NOON + HOUR, 9) == 0
        assert await jobs.sweep_deleted(session, NOON + HOUR * 2, 9) == 1
        assert await jobs.by_source(session, deleted.front, deleted.source_id) is None
        assert await jobs.get(session, kept.id) == kept

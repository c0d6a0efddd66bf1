"""People, refusals and reports are remembered as they were told."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

import pytest
from sqlalchemy.exc import IntegrityError

from db import jobs, people, queue, refusals, reports
from db.errors import LeaseLostError
from db.jobs import Job, JobState
from db.people import Person
from db.refusals import Refusal
from db.reports import Report
from db.session import Database

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
MIDNIGHT = datetime(2026, 1, 2, tzinfo=UTC)


async def test_people_opt_out_and_in_and_are_banned_independently(database: Database) -> None:
    async with database.session() as session:
        assert await people.get(session, "x", "1") == Person()
        await people.opt_out(session, "x", "1", NOON)
        await people.ban(session, "x", "1", MIDNIGHT, "Spam.", now=NOON)
    async with database.session() as session:
        assert await people.get(session, "x", "1") == Person(NOON, MIDNIGHT, "Spam.")
        assert await people.get(session, "discord", "1") == Person()
        await people.opt_in(session, "x", "1")
        await people.unban(session, "x", "1")
    async with database.reading() as session:
        assert await people.get(session, "x", "1") == Person()


async def test_a_ban_and_an_opt_out_end_what_is_on_its_way(
    database: Database, add_job: Callable[..., Awaitable[Job]]
) -> None:
    anns = [await add_job(requester_id="ann", server="cats"), await add_job(requester_id="ann")]
    bobs, others = await add_job(requester_id="bob"), await add_job(requester_id="ann", platform="discord")
    async with database.session() as session:
        taken = await queue.claim(session, NOON, 60, only=anns[0].id)
        assert taken is not None
        await people.ban(session, "web", "ann", MIDNIGHT, "Spam.", now=NOON)
        await people.opt_out(session, "web", "bob", NOON)
        found = await jobs.outcomes(session, [job.id for job in (*anns, bobs, others)])
        assert [found[job.id][0] for job in (*anns, bobs, others)] == [*[JobState.CANCELLED] * 3, "queued"]
        with pytest.raises(LeaseLostError):
            await queue.heartbeat(session, taken, NOON, 60)


async def test_the_operator_grants_tiers_and_takes_them_away(database: Database) -> None:
    async with database.session() as session:
        await people.grant_tier(session, "x", "1", "patron")
        assert (await people.get(session, "x", "1")).tier == "patron"
        await people.grant_tier(session, "x", "1", None)
        assert (await people.get(session, "x", "1")).tier is None


async def test_moderators_see_the_newest_refusals_first(database: Database) -> None:
    def refusal(source_id: str) -> Refusal:
        return Refusal(
            front="web",
            source_id=source_id,
            platform="web",
            requester_id="ann",
            server=None,
            decision="refuse",
            prompt="something bad",
            category="violence",
            score=0.9,
            reason="No violence.",
            audit="lexicon 1: bad",
            created_at=NOON,
        )

    async with database.session() as session:
        for source_id in "abc":
            await refusals.record(session, refusal(source_id))
    async with database.reading() as session:
        assert await refusals.newest(session, limit=2) == [refusal("c"), refusal("b")]


async def test_a_job_can_be_reported(database: Database, add_job: Callable[..., Awaitable[Job]]) -> None:
    job = await add_job()
    async with database.session() as session:
        await reports.report(session, job.id, reason="prejudice", text="It is unkind.", contact="", now=NOON)
    async with database.reading() as session:
        (found,) = await reports.open_reports(session, limit=9)
    assert found == Report(job.id, "prejudice", "It is unkind.", "", None, None, NOON)
    with pytest.raises(IntegrityError):
        async with database.session() as session:
            await reports.report(session, "none", reason="other", text="", contact="", now=NOON)

"""Numbers for the operator: what is on its way, and what the last hour has brought."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

from sqlalchemy import update

from db.jobs import Job
from db.models import JobRow, JobState
from db.session import Database
from db.traffic import Traffic, traffic

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


async def test_jobs_are_counted_by_how_far_they_have_got(
    database: Database, add_job: Callable[..., Awaitable[Job]]
) -> None:
    for state, minutes_ago in [
        (JobState.QUEUED, None),
        (JobState.QUEUED, None),
        (JobState.RENDERING, None),
        (JobState.RENDERED, 1),
        (JobState.DELIVERED, 59),
        (JobState.DELIVERED, 61),
        (JobState.FAILED, 30),
        (JobState.CANCELLED, 30),
    ]:
        job = await add_job()
        finished_at = None if minutes_ago is None else NOW - timedelta(minutes=minutes_ago)
        async with database.session() as session:
            await session.execute(
                update(JobRow).where(JobRow.id == job.id).values(state=state, finished_at=finished_at)
            )

    async with database.reading() as session:
        assert await traffic(session, NOW) == Traffic(waiting=2, rendering=1, finished=2, failed=1)

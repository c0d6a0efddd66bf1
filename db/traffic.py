"""How busy Nonet is: numbers for its operator."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import JobRow, JobState


@dataclass(frozen=True, slots=True)
class Traffic:
    """Jobs of all fronts and processes."""

    waiting: int
    """In the queue."""
    rendering: int
    """Being rendered now."""
    finished: int
    """Rendered within the last hour."""
    failed: int
    """Given up within the last hour."""


async def traffic(session: AsyncSession, now: datetime) -> Traffic:
    """Count the jobs by how far they have got."""
    an_hour_ago = now - timedelta(hours=1)
    on_their_way = JobRow.state.in_([JobState.QUEUED, JobState.RENDERING])
    rows = await session.execute(
        select(JobRow.state, func.count())
        .where(on_their_way | (JobRow.finished_at > an_hour_ago))
        .group_by(JobRow.state)
    )
    count = dict.fromkeys(JobState, 0)
    for state, number in rows:
        count[state] = number
    return Traffic(
        waiting=count[JobState.QUEUED],
        rendering=count[JobState.RENDERING],
        finished=count[JobState.RENDERED] + count[JobState.DELIVERED],
        failed=count[JobState.FAILED],
    )

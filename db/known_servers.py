"""The servers that are known: they have chosen something, or pictures were asked for there of late."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, union
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import JobRow, ServerRow


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownServer:
    """A server, and how much it asks for."""

    front: str
    id: str
    jobs: int
    policy: str | None
    """What it has chosen; None: as the settings say."""
    left_at: datetime | None
    """When the bot was removed from it."""


async def busiest(session: AsyncSession, since: datetime, limit: int) -> list[KnownServer]:
    """The servers on which most was asked for since then, and after them those that have only chosen."""
    asked = (
        select(JobRow.front, JobRow.server.label("id"), func.count().label("jobs"))
        .where(JobRow.server.is_not(None), JobRow.created_at >= since)
        .group_by(JobRow.front, JobRow.server)
        .subquery()
    )
    known = union(select(asked.c.front, asked.c.id), select(ServerRow.front, ServerRow.id)).subquery()
    jobs = func.coalesce(asked.c.jobs, 0)
    statement = (
        select(known.c.front, known.c.id, jobs, ServerRow.policy, ServerRow.left_at)
        .outerjoin(asked, (asked.c.front == known.c.front) & (asked.c.id == known.c.id))
        .outerjoin(ServerRow, (ServerRow.front == known.c.front) & (ServerRow.id == known.c.id))
        .order_by(jobs.desc(), known.c.front, known.c.id)
        .limit(limit)
    )
    return [
        KnownServer(front=front, id=server, jobs=count, policy=policy, left_at=left_at)
        for front, server, count, policy, left_at in await session.execute(statement)
    ]

"""Votes: who likes which job's pictures. One person has one vote, and none for their own jobs."""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, delete, exists, func, not_, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import JobRow, VoteKind, VoteRow
from db.upsert import insert_new

__all__ = ["VoteKind"]


async def vote(
    session: AsyncSession, job_id: str, platform: str, person_id: str, kind: VoteKind, *, now: datetime
) -> bool:
    """Write a vote down; False if there is the same one already.

    Raises:
        IntegrityError: there is no such job.
    """
    key = {"job_id": job_id, "platform": platform, "person_id": person_id, "kind": kind}
    return await insert_new(session, VoteRow, key | {"created_at": now})


async def unvote(session: AsyncSession, job_id: str, platform: str, person_id: str, kind: VoteKind) -> bool:
    """Take a vote back; whether there was one."""
    statement = delete(VoteRow).where(_is(job_id, platform, person_id, kind)).returning(VoteRow.job_id)
    return await session.scalar(statement) is not None


async def has_voted(
    session: AsyncSession, job_id: str, platform: str, person_id: str, kind: VoteKind
) -> bool:
    """Whether this person has voted in this way."""
    statement = select(exists().where(_is(job_id, platform, person_id, kind)))
    return bool(await session.scalar(statement))


async def count(session: AsyncSession, job_id: str) -> int:
    """How many people like the job's pictures, its requester aside."""
    voter = VoteRow.platform + ":" + VoteRow.person_id
    statement = (
        select(func.count(voter.distinct()))
        .join(JobRow, JobRow.id == VoteRow.job_id)
        .where(VoteRow.job_id == job_id, counts())
    )
    return await session.scalar(statement) or 0


def counts() -> ColumnElement[bool]:
    """Whether a vote for a job counts: not that of its requester."""
    return not_(and_(VoteRow.platform == JobRow.platform, VoteRow.person_id == JobRow.requester_id))


def _is(job_id: str, platform: str, person_id: str, kind: VoteKind) -> ColumnElement[bool]:
    return (
        (VoteRow.job_id == job_id)
        & (VoteRow.platform == platform)
        & (VoteRow.person_id == person_id)
        & (VoteRow.kind == kind)
    )

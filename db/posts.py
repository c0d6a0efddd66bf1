"""Posts: messages of ours on a platform, found by their id, and removed with their job."""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from db import jobs
from db.models import JobRow, PostKind, PostRow
from db.rows import record_of
from db.upsert import upsert

__all__ = ["Post", "PostKind"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """The columns of `db.models.PostRow` say what each field means."""

    front: str
    message_id: str
    channel_id: str
    job_id: str
    kind: PostKind
    sample: int | None = None
    person_id: str
    created_at: datetime


async def remember(session: AsyncSession, post: Post) -> bool:
    """Write a post down, in place of what was known of this message; False: its job has been deleted."""
    if await jobs.get(session, post.job_id) is None:
        return False
    values = asdict(post)
    key = {"front": values.pop("front"), "message_id": values.pop("message_id")}
    await upsert(session, PostRow, key, values)
    return True


async def by_message(session: AsyncSession, front: str, message_id: str) -> Post | None:
    """The post that is this message."""
    row = await session.get(PostRow, (front, message_id))
    return record_of(row, Post) if row else None


async def of_job(session: AsyncSession, job_id: str) -> list[Post]:
    """All posts of a job, oldest first."""
    return await of_jobs(session, [job_id])


async def of_jobs(session: AsyncSession, job_ids: Collection[str]) -> list[Post]:
    """All posts of some jobs, oldest first."""
    return await _all(session, PostRow.job_id.in_(job_ids))


async def of_person(session: AsyncSession, front: str, person_id: str) -> list[Post]:
    """All posts that this person wished for, oldest first."""
    return await _all(session, (PostRow.front == front) & (PostRow.person_id == person_id))


async def forget(session: AsyncSession, front: str, message_id: str) -> None:
    """The message is gone."""
    await _forget(session, (PostRow.front == front) & (PostRow.message_id == message_id))


async def forget_in_channel(session: AsyncSession, front: str, channel_id: str) -> None:
    """The channel is gone, with all of its messages."""
    await _forget(session, (PostRow.front == front) & (PostRow.channel_id == channel_id))


async def forget_in_server(session: AsyncSession, front: str, server: str) -> None:
    """The messages that show jobs of this server are out of reach."""
    shown = select(JobRow.id).where(JobRow.front == front, JobRow.server == server)
    await _forget(session, (PostRow.front == front) & PostRow.job_id.in_(shown))


async def _all(session: AsyncSession, which: ColumnElement[bool]) -> list[Post]:
    statement = select(PostRow).where(which).order_by(PostRow.created_at, PostRow.message_id)
    return [record_of(row, Post) for row in await session.scalars(statement)]


async def _forget(session: AsyncSession, which: ColumnElement[bool]) -> None:
    await session.execute(delete(PostRow).where(which))

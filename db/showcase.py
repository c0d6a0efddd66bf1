"""The showcase of a server: each job goes there once, however many processes would send it."""

from datetime import timedelta

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import PostKind, PostRow
from db.posts import Post, remember
from db.rows import record_of
from db.upsert import insert_new

CLAIM_LASTS = timedelta(minutes=5)
"""A process that has not posted by then counts as dead."""

_CLAIM = "claim:"


async def claim(session: AsyncSession, post: Post) -> bool:
    """Take on to show a job; False if it is shown already, or another process is about to.

    `post.message_id` is ignored: the message does not exist yet. `settle` or `give_up` must follow.

    Raises:
        IntegrityError: there is no such job.
    """
    stale = post.created_at - CLAIM_LASTS
    await session.execute(
        delete(PostRow).where(_is_claim(post.front, post.job_id), PostRow.created_at < stale)
    )
    if await shown(session, post.front, post.job_id):
        return False
    return await insert_new(
        session,
        PostRow,
        {
            "front": post.front,
            "message_id": _CLAIM + post.job_id,
            "channel_id": post.channel_id,
            "job_id": post.job_id,
            "kind": PostKind.SHOWCASE,
            "person_id": post.person_id,
            "created_at": post.created_at,
        },
    )


async def settle(session: AsyncSession, post: Post) -> bool:
    """The message exists now; False: its job has been deleted meanwhile."""
    await give_up(session, post.front, post.job_id)
    return await remember(session, post)


async def give_up(session: AsyncSession, front: str, job_id: str) -> None:
    """Nothing was posted; someone else may try."""
    await session.execute(delete(PostRow).where(_is_claim(front, job_id)))


async def shown(session: AsyncSession, front: str, job_id: str) -> Post | None:
    """The job's post in the showcase, or the claim of whoever is about to post it."""
    rows = await session.scalars(
        select(PostRow).where(
            PostRow.front == front, PostRow.job_id == job_id, PostRow.kind == PostKind.SHOWCASE
        )
    )
    row = rows.first()
    return record_of(row, Post) if row else None


def is_posted(post: Post) -> bool:
    """Whether there is a message already."""
    return not post.message_id.startswith(_CLAIM)


def _is_claim(front: str, job_id: str) -> ColumnElement[bool]:
    return (PostRow.front == front) & (PostRow.message_id == _CLAIM + job_id)

"""Messages of ours that must go although nothing else is known of them any more.

They are markers, written in the transaction that deletes what they show, so that a crash can't leave them on
their platform. Nothing in them tells whose they were.
"""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from db import markers
from db.models import MarkerRow
from db.posts import Post
from db.showcase import is_posted


async def owe(session: AsyncSession, posts: Collection[Post], now: datetime) -> None:
    """Write down that these messages are to be removed."""
    for post in filter(is_posted, posts):
        await markers.put(session, _name(post.front, post.message_id), post.channel_id, now)


async def owed(session: AsyncSession, front: str) -> list[tuple[str, str]]:
    """Channel and id of the messages that are still to be removed from a front, the oldest wish first."""
    begin = _name(front, "")
    statement = select(MarkerRow.name, MarkerRow.value).where(
        MarkerRow.name.startswith(begin, autoescape=True)
    )
    rows = await session.execute(statement.order_by(MarkerRow.updated_at, MarkerRow.name))
    return [(channel_id, name.removeprefix(begin)) for name, channel_id in rows]


async def done(session: AsyncSession, front: str, message_ids: Collection[str]) -> None:
    """These messages are gone, or out of reach."""
    names = [_name(front, message_id) for message_id in message_ids]
    await session.execute(delete(MarkerRow).where(MarkerRow.name.in_(names)))


def _name(front: str, message_id: str) -> str:
    return f"remove {front} {message_id}"

"""Posts of ours on their way to X, and those that got there."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import OutgoingRow
from db.rows import record_of
from db.upsert import insert_new


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """The columns of `db.models.OutgoingRow` say what each field means."""

    key: str
    text: str | None
    media_id: str | None
    media_until: datetime | None
    tried_at: datetime | None
    message_id: str | None
    failure: str | None
    created_at: datetime


async def begin(session: AsyncSession, key: str, now: datetime, text: str | None = None) -> Outgoing:
    """The post of this key; a new one if it was never thought of. `text` is set for a post that is owed."""
    await insert_new(session, OutgoingRow, {"key": key, "text": text, "created_at": now})
    return record_of(
        (await session.scalars(select(OutgoingRow).where(OutgoingRow.key == key))).one(), Outgoing
    )


async def owed(session: AsyncSession, limit: int) -> list[Outgoing]:
    """Posts with a text of their own that are neither on X nor given up, oldest first."""
    statement = (
        select(OutgoingRow)
        .where(OutgoingRow.text.is_not(None), OutgoingRow.message_id.is_(None), OutgoingRow.failure.is_(None))
        .order_by(OutgoingRow.created_at, OutgoingRow.key)
        .limit(limit)
    )
    return [record_of(row, Outgoing) for row in await session.scalars(statement)]


async def uploaded(session: AsyncSession, key: str, media_id: str, until: datetime) -> None:
    """Its picture is on X, which keeps it until then."""
    await _write(session, key, media_id=media_id, media_until=until)


async def trying(session: AsyncSession, known: Outgoing, now: datetime) -> bool:
    """From now on it may be on X; False if somebody else has begun to try meanwhile."""
    statement = (
        update(OutgoingRow)
        .where(
            OutgoingRow.key == known.key,
            OutgoingRow.tried_at.is_not_distinct_from(known.tried_at),
            OutgoingRow.message_id.is_(None),
        )
        .values(tried_at=now)
        .returning(OutgoingRow.key)
    )
    return await session.scalar(statement) is not None


async def not_there(session: AsyncSession, key: str, *, keep_media: bool) -> None:
    """It certainly is not on X."""
    gone: dict[str, Any] = {} if keep_media else {"media_id": None, "media_until": None}
    await _write(session, key, tried_at=None, **gone)


async def posted(session: AsyncSession, key: str, message_id: str) -> None:
    """It is on X."""
    await _write(session, key, message_id=message_id)


async def given_up(session: AsyncSession, key: str, failure: str) -> None:
    """It will never be on X."""
    await _write(session, key, tried_at=None, failure=failure)


async def _write(session: AsyncSession, key: str, **values: Any) -> None:
    await session.execute(update(OutgoingRow).where(OutgoingRow.key == key).values(**values))

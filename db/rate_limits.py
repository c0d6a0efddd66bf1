"""What X last said of its rate limits, for the next process too."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from db.models import RateLimitRow
from db.rows import record_of
from db.upsert import upsert


@dataclass(frozen=True, slots=True)
class RateLimit:
    """The columns of `db.models.RateLimitRow` say what each field means."""

    remaining: int
    reset_at: datetime


async def get(session: AsyncSession, kind: str) -> RateLimit | None:
    """What was last said of calls of this kind."""
    row = await session.get(RateLimitRow, kind)
    return record_of(row, RateLimit) if row else None


async def put(session: AsyncSession, kind: str, limit: RateLimit) -> None:
    """X has said something new."""
    values = {"remaining": limit.remaining, "reset_at": limit.reset_at}
    await upsert(session, RateLimitRow, {"kind": kind}, values)

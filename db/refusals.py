"""What moderators should see: refusals, and what was let through for review."""

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import RefusalRow
from db.rows import record_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """The columns of `db.models.RefusalRow` say what each field means."""

    front: str
    source_id: str
    platform: str
    requester_id: str
    server: str | None
    job_id: str | None = None
    decision: str
    prompt: str
    category: str
    score: float = 0.0
    reason: str
    audit: str = ""
    created_at: datetime


async def record(session: AsyncSession, refusal: Refusal) -> None:
    """Keep it for the moderators."""
    await session.execute(insert(RefusalRow).values(asdict(refusal)))


async def newest(session: AsyncSession, limit: int) -> list[Refusal]:
    """The last ones, newest first."""
    rows = await session.scalars(select(RefusalRow).order_by(RefusalRow.id.desc()).limit(limit))
    return [record_of(row, Refusal) for row in rows]

"""Markers: what one process must remember for the next."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from db.models import MarkerRow
from db.upsert import upsert


async def get(session: AsyncSession, name: str) -> str | None:
    """The value of a marker, if it was ever put."""
    row = await session.get(MarkerRow, name)
    return row.value if row else None


async def put(session: AsyncSession, name: str, value: str, now: datetime) -> None:
    """Set a marker."""
    await upsert(session, MarkerRow, {"name": name}, {"value": value, "updated_at": now})

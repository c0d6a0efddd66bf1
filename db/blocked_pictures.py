"""Pictures that moderators don't want to see again, by their perceptual hashes."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import BlockedPictureRow
from db.upsert import upsert


async def block(session: AsyncSession, hashes: Collection[int], *, job_id: str, now: datetime) -> None:
    """Block the pictures of a job by their hashes of 64 bits; some may be blocked already."""
    for picture in sorted(set(hashes)):  # in one order, so that transactions wait and don't deadlock
        key = {"hash": f"{picture:016x}", "job_id": job_id}
        await upsert(session, BlockedPictureRow, key, {"blocked_at": now})


async def unblock(session: AsyncSession, job_id: str) -> None:
    """Allow the pictures of a job again, unless they are blocked for another one as well."""
    await session.execute(delete(BlockedPictureRow).where(BlockedPictureRow.job_id == job_id))


async def all_hashes(session: AsyncSession) -> list[int]:
    """The hashes of all blocked pictures."""
    return [int(picture, 16) for picture in await session.scalars(select(BlockedPictureRow.hash).distinct())]

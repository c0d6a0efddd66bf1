"""Pictures that moderators don't want to see again, by their perceptual hashes."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import BlockedPictureRow
from db.scope import Scope
from db.upsert import insert_new, upsert


async def block(
    session: AsyncSession, hashes: Collection[int], *, job_id: str, scope: Scope | None, now: datetime
) -> None:
    """Block the pictures of a job by their hashes of 64 bits, on a server or, without scope, everywhere.

    Some may be blocked already: what is blocked everywhere stays so.
    """
    for picture in sorted(set(hashes)):  # in one order, so that transactions wait and don't deadlock
        key = {"hash": f"{picture:016x}", "job_id": job_id}
        if scope:
            there = {"front": scope.front, "server": scope.server, "blocked_at": now}
            await insert_new(session, BlockedPictureRow, key | there)
        else:
            await upsert(session, BlockedPictureRow, key, {"front": None, "server": None, "blocked_at": now})


async def unblock(session: AsyncSession, job_id: str, scope: Scope | None) -> None:
    """Allow the pictures of a job again that are blocked there; without scope, wherever they are.

    What is blocked for another job as well stays so.
    """
    statement = delete(BlockedPictureRow).where(BlockedPictureRow.job_id == job_id)
    if scope:
        statement = statement.where(
            BlockedPictureRow.front == scope.front, BlockedPictureRow.server == scope.server
        )
    await session.execute(statement)


async def blocked(session: AsyncSession, front: str, server: str | None) -> list[int]:
    """The hashes of the pictures that may not be shown on a server, or where there is none."""
    row = BlockedPictureRow
    there = row.server.is_(None) | ((row.front == front) & (row.server == server))
    return [int(picture, 16) for picture in await session.scalars(select(row.hash).where(there).distinct())]

"""How much one requester may ask for, and how long the queue may get."""

from datetime import datetime, timedelta
from math import ceil

from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import QuotaError
from bot.settings import LimitSettings
from db import jobs

_HOUR = timedelta(hours=1)


async def check(
    session: AsyncSession, limits: LimitSettings, platform: str, requester_id: str, now: datetime
) -> None:
    """Raise `QuotaError`, which says when to try again, if this requester may not have another job now.

    Inside the transaction that writes the job, after `jobs.lock_requester`, nobody gets past it. The
    length of the whole queue may be passed by a few jobs of requesters who come at the same instant.
    """
    waiting = await jobs.count_waiting_of(session, platform, requester_id)
    if waiting >= limits.waiting_per_requester:
        raise QuotaError(f"You have {waiting} jobs on the way already; ask again when one is finished.")
    recent = await jobs.moments_since(session, platform, requester_id, now - _HOUR)
    if len(recent) >= limits.per_hour_per_requester:
        wait = recent[-limits.per_hour_per_requester] + _HOUR - now
        minutes = ceil(wait.total_seconds() / 60)
        raise QuotaError(f"You have asked for {len(recent)} jobs within an hour; ask again in {minutes} min.")
    if await jobs.count_waiting(session) >= limits.waiting_total:
        raise QuotaError("The queue is full; ask again in a few minutes.")

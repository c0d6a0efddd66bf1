"""People whom Nonet must remember: who wants to be left alone, and who is kept out."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from db import jobs
from db.models import PersonRow
from db.rows import record_of
from db.upsert import upsert


@dataclass(frozen=True, slots=True)
class Person:
    """What is known of someone; nothing of almost everyone."""

    opted_out_at: datetime | None = None
    banned_until: datetime | None = None
    ban_reason: str | None = None
    tier: str | None = None
    unranked_at: datetime | None = None


async def get(session: AsyncSession, platform: str, person_id: str) -> Person:
    """What is known of this person."""
    row = await session.get(PersonRow, (platform, person_id))
    return record_of(row, Person) if row else Person()


async def opt_out(session: AsyncSession, platform: str, person_id: str, now: datetime) -> None:
    """The person wants nothing from Nonet any more; their jobs on the way end."""
    await _set(session, platform, person_id, opted_out_at=now)
    await _cancel_jobs(session, platform, person_id, now)


async def opt_in(session: AsyncSession, platform: str, person_id: str) -> None:
    """The person has changed their mind."""
    await _set(session, platform, person_id, opted_out_at=None)


async def ban(
    session: AsyncSession, platform: str, person_id: str, until: datetime, reason: str, *, now: datetime
) -> None:
    """Refuse the person's requests until then, and end their jobs on the way.

    `reason` is a sentence that the person will read.
    """
    await _set(session, platform, person_id, banned_until=until, ban_reason=reason)
    await _cancel_jobs(session, platform, person_id, now)


async def unban(session: AsyncSession, platform: str, person_id: str) -> None:
    """Let the person in again."""
    await _set(session, platform, person_id, banned_until=None, ban_reason=None)


async def leave_rankings(session: AsyncSession, platform: str, person_id: str, now: datetime) -> None:
    """The person wants to be named on no leaderboard and in no results."""
    await _set(session, platform, person_id, unranked_at=now)


async def join_rankings(session: AsyncSession, platform: str, person_id: str) -> None:
    """The person may be named there again."""
    await _set(session, platform, person_id, unranked_at=None)


async def grant_tier(session: AsyncSession, platform: str, person_id: str, tier: str | None) -> None:
    """Give the person one of the operator's tiers, or take it away."""
    await _set(session, platform, person_id, tier=tier)


async def _cancel_jobs(session: AsyncSession, platform: str, person_id: str, now: datetime) -> None:
    await jobs.cancel_all(session, jobs.of_person(platform, person_id), now)


async def _set(session: AsyncSession, platform: str, person_id: str, **values: Any) -> None:
    await upsert(session, PersonRow, {"platform": platform, "id": person_id}, values)

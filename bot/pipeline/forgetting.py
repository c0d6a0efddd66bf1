"""What moderators have looked at goes when it has had its time, as the settings say."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.pipeline.suspicion import counts_since
from bot.setting_sections import ModerationSettings
from db import audit, cases, refusals, server_bans, suspicions
from db.session import Database

Sweep = Callable[[AsyncSession, datetime, int], Awaitable[int]]
_AT_ONCE = 500  # so that no transaction keeps other writers waiting


async def forget_moderation(database: Database, settings: ModerationSettings, now: datetime) -> int:
    """Forget old refusals, decided cases, actions and notes of moderators, and what weighs nothing any more.

    Returns:
        How many rows that were.

    Raises:
        DatabaseError: the database can't be written.
    """
    sweeps: tuple[tuple[Sweep, datetime], ...] = (
        (cases.sweep, now - timedelta(days=settings.cases_days)),
        (refusals.sweep, now - timedelta(days=settings.refusals_days)),
        (audit.sweep, now - timedelta(days=settings.audit_days)),
        (suspicions.sweep, counts_since(now, settings)),
    )
    forgotten = 0
    for sweep, before in sweeps:
        while gone := await _sweep(database, sweep, before):
            forgotten += gone
    async with database.session() as session:
        await server_bans.sweep(session, now)
    return forgotten


async def _sweep(database: Database, sweep: Sweep, before: datetime) -> int:
    async with database.session() as session:
        return await sweep(session, before, _AT_ONCE)

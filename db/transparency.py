"""Counts of what was refused, reported and decided, without anybody's name or words."""

from collections import Counter, defaultdict
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import CaseDecision, CaseKind, CaseRow, ModeratorAction, ModeratorActionRow, RefusalRow


async def refusals(session: AsyncSession, since: datetime) -> dict[str, Counter[str]]:
    """How often each category was refused, let through for review, or removed: by category and decision."""
    statement = select(RefusalRow.category, RefusalRow.decision, func.count()).where(
        RefusalRow.created_at >= since
    )
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for category, decision, count in await session.execute(
        statement.group_by(RefusalRow.category, RefusalRow.decision)
    ):
        counts[category][decision] = count
    return dict(counts)


async def cases(session: AsyncSession, since: datetime) -> dict[CaseKind, Counter[CaseDecision | None]]:
    """How cases that were opened since then ended: by kind and decision, None for those that are open."""
    statement = select(CaseRow.kind, CaseRow.decision, func.count()).where(CaseRow.opened_at >= since)
    counts: dict[CaseKind, Counter[CaseDecision | None]] = {kind: Counter() for kind in CaseKind}
    for kind, decision, count in await session.execute(statement.group_by(CaseRow.kind, CaseRow.decision)):
        counts[kind][decision] = count
    return counts


async def times_to_decision(session: AsyncSession, since: datetime) -> dict[CaseKind, list[timedelta]]:
    """How long the cases that moderators decided since then had waited, by kind."""
    statement = select(CaseRow.kind, CaseRow.opened_at, CaseRow.decided_at).where(
        CaseRow.decided_at >= since, CaseRow.decision != CaseDecision.MOOT
    )
    times: dict[CaseKind, list[timedelta]] = {kind: [] for kind in CaseKind}
    for kind, opened, decided in await session.execute(statement):
        if decided:
            times[kind].append(decided - opened)
    return times


async def actions(session: AsyncSession, since: datetime) -> Counter[ModeratorAction]:
    """What moderators have done, how often."""
    statement = select(ModeratorActionRow.action, func.count()).where(ModeratorActionRow.at >= since)
    rows = await session.execute(statement.group_by(ModeratorActionRow.action))
    return Counter({row.action: int(row[1]) for row in rows})

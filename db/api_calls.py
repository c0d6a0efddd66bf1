"""Calls of X's API: what each cost, in all, by day and by kind. Costs are in millionths of a dollar."""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, case, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import ApiCallRow


@dataclass(frozen=True, slots=True)
class Spent:
    """What some calls came to."""

    calls: int = 0
    cost_micros: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DaySpent:
    """The calls of one kind on one day."""

    day: str
    kind: str
    calls: int
    failed: int
    resources: int
    cost_micros: int


def day_of(moment: datetime) -> str:
    """The day of the bill that a moment belongs to."""
    return f"{moment.astimezone(UTC):%Y-%m-%d}"


async def begin(session: AsyncSession, kind: str, cost_micros: int, now: datetime) -> int:
    """Write down that a call begins which costs at most so much; its number."""
    values = {
        "kind": kind,
        "day": day_of(now),
        "resources": 0,
        "cost_micros": cost_micros,
        "called_at": now,
    }
    statement = insert(ApiCallRow).values(values).returning(ApiCallRow.id)
    return (await session.scalars(statement)).one()


async def end(
    session: AsyncSession, number: int, *, status: int | None, resources: int, cost_micros: int
) -> None:
    """Write down how the call ended, and what it cost."""
    values = {"status": status, "resources": resources, "cost_micros": cost_micros}
    await session.execute(update(ApiCallRow).where(ApiCallRow.id == number).values(values))


async def spent_on(session: AsyncSession, day: str) -> Spent:
    """What the calls of this day came to, those under way included."""
    return await _sum(session, ApiCallRow.day == day)


async def spent_since(session: AsyncSession, day: str) -> Spent:
    """What the calls came to from this day on, those under way included."""
    return await _sum(session, ApiCallRow.day >= day)


async def by_day(session: AsyncSession, since: str) -> list[DaySpent]:
    """The calls from this day on, by day and kind, in this order."""
    failed = case((func.coalesce(ApiCallRow.status, 0).between(200, 299), 0), else_=1)
    statement = (
        select(
            ApiCallRow.day,
            ApiCallRow.kind,
            func.count(),
            func.sum(failed),
            func.sum(ApiCallRow.resources),
            func.sum(ApiCallRow.cost_micros),
        )
        .where(ApiCallRow.day >= since)
        .group_by(ApiCallRow.day, ApiCallRow.kind)
        .order_by(ApiCallRow.day, ApiCallRow.kind)
    )
    return [
        DaySpent(
            day=day, kind=kind, calls=calls, failed=int(bad), resources=int(resources), cost_micros=int(cost)
        )
        for day, kind, calls, bad, resources, cost in await session.execute(statement)
    ]


async def _sum(session: AsyncSession, which: ColumnElement[bool]) -> Spent:
    statement = select(func.count(), func.coalesce(func.sum(ApiCallRow.cost_micros), 0)).where(which)
    calls, cost = (await session.execute(statement)).one()
    return Spent(calls, int(cost))

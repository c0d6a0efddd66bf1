"""What makes people suspect. How it adds up, `bot.pipeline.suspicion` says."""

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, delete, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import SuspicionRow
from db.rows import record_of
from db.scope import Scope

_READ = 1_000
"""The newest of someone; that many are far more than it takes to be kept out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspicion:
    """The columns of `db.models.SuspicionRow` say what each field means."""

    platform: str
    person_id: str
    front: str | None = None
    server: str | None = None
    weight: float
    cause: str
    refusal_id: int | None = None
    at: datetime


async def add(session: AsyncSession, suspicion: Suspicion) -> None:
    """Write it down."""
    await session.execute(insert(SuspicionRow).values(asdict(suspicion)))


async def of_person(
    session: AsyncSession, platform: str, person_id: str, scope: Scope | None, since: datetime
) -> list[Suspicion]:
    """What counts against a person on this server, or outside of servers, since then; oldest first."""
    statement = (
        select(SuspicionRow)
        .where(SuspicionRow.platform == platform, SuspicionRow.person_id == person_id)
        .where(SuspicionRow.at > since, _counts_in(scope))
        .order_by(SuspicionRow.at.desc(), SuspicionRow.id.desc())
        .limit(_READ)
    )
    return [record_of(row, Suspicion) for row in await session.scalars(statement)][::-1]


async def take_back(session: AsyncSession, refusal_id: int) -> None:
    """The refusal was a mistake: it counts no more."""
    await session.execute(delete(SuspicionRow).where(SuspicionRow.refusal_id == refusal_id))


async def sweep(session: AsyncSession, before: datetime, limit: int) -> int:
    """Forget what weighs nothing any more; how much there was."""
    old = list(await session.scalars(select(SuspicionRow.id).where(SuspicionRow.at < before).limit(limit)))
    await session.execute(delete(SuspicionRow).where(SuspicionRow.id.in_(old)))
    return len(old)


def _counts_in(scope: Scope | None) -> ColumnElement[bool]:
    everywhere = SuspicionRow.server.is_(None)
    if scope is None:
        return everywhere
    return everywhere | ((SuspicionRow.front == scope.front) & (SuspicionRow.server == scope.server))

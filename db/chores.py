"""Chores: when each was done, how long it took, what it did or why it failed. A row decides who does it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db import jobs
from db.errors import LeaseLostError
from db.models import ChoreRunRow
from db.rows import record_of
from db.upsert import upsert

KEPT = 100
"""Runs of each chore that are remembered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoreRun:
    """The columns of `db.models.ChoreRunRow` say what each field means."""

    chore: str
    at: datetime
    started_at: datetime
    finished_at: datetime | None
    summary: str
    failure: str | None
    lease_until: datetime

    @property
    def duration(self) -> timedelta | None:
        """How long it took, if it has ended."""
        return self.finished_at - self.started_at if self.finished_at else None


async def begin(
    session: AsyncSession, chore: str, at: datetime, now: datetime, lease_s: float
) -> ChoreRun | None:
    """Begin the run that is due at a moment; None if it was done, or a run of this chore is going on.

    One whose process has died is begun again. `started_at` names whose it is.
    """
    await jobs.lock(session, f"chore:{chore}")
    mine = ChoreRunRow.chore == chore
    done = mine & (ChoreRunRow.at >= at) & ChoreRunRow.finished_at.is_not(None)
    going_on = mine & ChoreRunRow.finished_at.is_(None) & (ChoreRunRow.lease_until > now)
    if await session.scalar(select(ChoreRunRow.at).where(done | going_on).limit(1)):
        return None
    lease = {"started_at": now, "lease_until": now + timedelta(seconds=lease_s)}
    await upsert(session, ChoreRunRow, {"chore": chore, "at": at}, {"summary": "", **lease})
    row = await session.get(ChoreRunRow, (chore, at), populate_existing=True)
    return record_of(row, ChoreRun) if row else None


async def heartbeat(session: AsyncSession, run: ChoreRun, now: datetime, lease_s: float) -> None:
    """Say that the run's process is alive. Raises `LeaseLostError`."""
    await _write(session, run, lease_until=now + timedelta(seconds=lease_s))


async def finish(
    session: AsyncSession, run: ChoreRun, now: datetime, *, summary: str = "", failure: str | None = None
) -> None:
    """The run has ended, well or with a failure. Raises `LeaseLostError`."""
    await _write(session, run, finished_at=now, summary=summary, failure=failure)


async def give_up(session: AsyncSession, run: ChoreRun, now: datetime) -> None:
    """Leave the run to whoever begins it next. Raises `LeaseLostError`."""
    await _write(session, run, lease_until=now)


async def newest(session: AsyncSession) -> dict[str, ChoreRun]:
    """The last run of each chore, by its name."""
    last = select(ChoreRunRow.chore, func.max(ChoreRunRow.at).label("at")).group_by(ChoreRunRow.chore)
    found = last.subquery()
    is_last = (ChoreRunRow.chore == found.c.chore) & (ChoreRunRow.at == found.c.at)
    runs = await session.scalars(select(ChoreRunRow).join(found, is_last))
    return {row.chore: record_of(row, ChoreRun) for row in runs}


async def of_chore(session: AsyncSession, chore: str, limit: int) -> list[ChoreRun]:
    """The last runs of a chore, newest first."""
    statement = select(ChoreRunRow).where(ChoreRunRow.chore == chore).order_by(ChoreRunRow.at.desc())
    return [record_of(row, ChoreRun) for row in await session.scalars(statement.limit(limit))]


async def forget(session: AsyncSession, chore: str) -> None:
    """Remove all runs of a chore but the last `KEPT`."""
    kept = select(ChoreRunRow.at).where(ChoreRunRow.chore == chore).order_by(ChoreRunRow.at.desc())
    oldest = await session.scalar(kept.offset(KEPT - 1).limit(1))
    if oldest:
        await session.execute(delete(ChoreRunRow).where(ChoreRunRow.chore == chore, ChoreRunRow.at < oldest))


async def _write(session: AsyncSession, run: ChoreRun, **values: object) -> None:
    """Write to a run only as the process that began it last, and before anyone has ended it."""
    statement = update(ChoreRunRow).where(_is(run)).values(**values).returning(ChoreRunRow.at)
    if await session.scalar(statement) is None:
        raise LeaseLostError(f"The run {run.at} of chore {run.chore} is no longer this process's.")


def _is(run: ChoreRun) -> ColumnElement[bool]:
    return (
        (ChoreRunRow.chore == run.chore)
        & (ChoreRunRow.at == run.at)
        & (ChoreRunRow.started_at == run.started_at)
        & ChoreRunRow.finished_at.is_(None)
    )

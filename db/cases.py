"""Cases: what moderators must decide, in the order in which it came.

Everything that is said against a job is one case until it is decided. A moderator claims a case, so that no
other works on it, or decides it at once; both are one statement each, so that of two only one succeeds.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, delete, func, insert, or_, select, true, update
from sqlalchemy.ext.asyncio import AsyncSession

from db import jobs
from db.jobs import Job
from db.models import AppealRow, CaseDecision, CaseKind, CaseRow, ReportRow, ServerRow
from db.refusals import KnownRefusal
from db.rows import record_of
from db.scope import Scope

__all__ = ["Case", "CaseDecision", "CaseKind", "Which"]

_FRESH = {"populate_existing": True}
"""As the database has it now, whatever this session has read before."""


class Which(StrEnum):
    """Parts of the queue."""

    OPEN = "open"
    """What nobody else works on."""
    MINE = "mine"
    """What the moderator has claimed."""
    APPEALS = "appeals"
    """Of the open cases, the appeals."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """The columns of `db.models.CaseRow` say what each field means."""

    id: int
    kind: CaseKind
    front: str
    server: str | None
    job_id: str | None
    refusal_id: int | None
    platform: str
    person_id: str
    category: str
    opened_at: datetime
    claimed_by: str | None
    claimed_until: datetime | None
    decision: CaseDecision | None
    decided_by: str | None
    decided_at: datetime | None

    def is_claimed(self, now: datetime) -> bool:
        """Whether a moderator works on it."""
        return self.claimed_until is not None and self.claimed_until > now


async def open_for_job(
    session: AsyncSession,
    job: Job,
    kind: CaseKind,
    category: str,
    *,
    now: datetime,
    refusal_id: int | None = None,
) -> int:
    """The id of the job's open case, which is made if there is none.

    A private job's case is for operators: nobody on its server may see it.
    """
    await jobs.lock(session, f"case:{job.id}")
    known = select(CaseRow.id).where(
        CaseRow.job_id == job.id, CaseRow.kind != CaseKind.APPEAL, CaseRow.decided_at.is_(None)
    )
    found = await session.scalar(known)
    if found is not None:
        return found
    statement = insert(CaseRow).values(
        kind=kind,
        front=job.front,
        server=None if job.private else job.server,
        job_id=job.id,
        refusal_id=refusal_id,
        platform=job.platform,
        person_id=job.requester_id,
        category=category,
        opened_at=now,
    )
    return (await session.scalars(statement.returning(CaseRow.id))).one()


async def open_appeal(session: AsyncSession, refusal: KnownRefusal, now: datetime) -> int:
    """Make a case of an appeal against this refusal; its id."""
    statement = insert(CaseRow).values(
        kind=CaseKind.APPEAL,
        front=refusal.front,
        server=refusal.server,
        job_id=refusal.job_id,
        refusal_id=refusal.id,
        platform=refusal.platform,
        person_id=refusal.requester_id,
        category=refusal.category,
        opened_at=now,
    )
    return (await session.scalars(statement.returning(CaseRow.id))).one()


async def get(session: AsyncSession, case_id: int, scope: Scope | None) -> Case | None:
    """The case of this id, if it is within the scope."""
    statement = select(CaseRow).where(CaseRow.id == case_id, _within(scope))
    row = (await session.scalars(statement, execution_options=_FRESH)).one_or_none()
    return record_of(row, Case) if row else None


async def claim(
    session: AsyncSession,
    case_id: int,
    scope: Scope | None,
    *,
    moderator: str,
    until: datetime,
    now: datetime,
) -> bool:
    """Keep others away from a case until then; whether it was free, or this moderator's already."""
    statement = (
        update(CaseRow)
        .where(CaseRow.id == case_id, _within(scope), _is_free_for(moderator, now))
        .values(claimed_by=moderator, claimed_until=until)
    )
    return (await session.scalars(statement.returning(CaseRow.id))).first() is not None


async def decide(
    session: AsyncSession,
    case_id: int,
    scope: Scope | None,
    decision: CaseDecision,
    *,
    moderator: str,
    now: datetime,
) -> Case | None:
    """Close a case, unless it is closed or another works on it; the case as it is then."""
    statement = (
        update(CaseRow)
        .where(CaseRow.id == case_id, _within(scope), _is_free_for(moderator, now))
        .values(decision=decision, decided_by=moderator, decided_at=now)
    )
    row = (await session.scalars(statement.returning(CaseRow), execution_options=_FRESH)).one_or_none()
    return record_of(row, Case) if row else None


async def neighbour(
    session: AsyncSession,
    which: Which,
    scope: Scope | None,
    *,
    moderator: str,
    now: datetime,
    after: int | None = None,
    before: int | None = None,
) -> Case | None:
    """The next case after one id, or the last before another; the first of all if neither is given."""
    statement = select(CaseRow).where(_within(scope), _in(which, moderator, now))
    if before is not None:
        statement = statement.where(CaseRow.id < before).order_by(CaseRow.id.desc())
    else:
        statement = statement.where(CaseRow.id > (after or 0)).order_by(CaseRow.id)
    row = (await session.scalars(statement.limit(1))).one_or_none()
    return record_of(row, Case) if row else None


async def waiting(
    session: AsyncSession, which: Which, scope: Scope | None, *, moderator: str, now: datetime, limit: int
) -> list[Case]:
    """The first cases of a part of the queue."""
    statement = select(CaseRow).where(_within(scope), _in(which, moderator, now))
    rows = await session.scalars(statement.order_by(CaseRow.id).limit(limit))
    return [record_of(row, Case) for row in rows]


async def count(
    session: AsyncSession, which: Which, scope: Scope | None, *, moderator: str, now: datetime
) -> int:
    """How many cases a part of the queue has."""
    statement = select(func.count()).select_from(CaseRow)
    return await session.scalar(statement.where(_within(scope), _in(which, moderator, now))) or 0


async def of_person(
    session: AsyncSession, platform: str, person_id: str, scope: Scope | None, limit: int
) -> list[Case]:
    """Cases about what a person asked for, newest first."""
    about = (CaseRow.platform == platform) & (CaseRow.person_id == person_id)
    statement = select(CaseRow).where(about, _within(scope)).order_by(CaseRow.id.desc()).limit(limit)
    return [record_of(row, Case) for row in await session.scalars(statement)]


async def unannounced(
    session: AsyncSession, front: str, since: datetime, limit: int
) -> list[tuple[Case, str]]:
    """Open cases since then whose servers' moderators were not told, each with the channel for that."""
    statement = (
        select(CaseRow, ServerRow.alert_channel)
        .join(ServerRow, (ServerRow.front == CaseRow.front) & (ServerRow.id == CaseRow.server))
        .where(CaseRow.front == front, CaseRow.decided_at.is_(None), CaseRow.alerted_at.is_(None))
        .where(CaseRow.opened_at > since)
        .where(ServerRow.alert_channel.is_not(None))
        .order_by(CaseRow.id)
        .limit(limit)
    )
    return [(record_of(row, Case), channel) for row, channel in await session.execute(statement) if channel]


async def announced(session: AsyncSession, case_ids: Collection[int], now: datetime) -> None:
    """The moderators know of these."""
    await session.execute(update(CaseRow).where(CaseRow.id.in_(case_ids)).values(alerted_at=now))


async def sweep(session: AsyncSession, before: datetime, limit: int) -> int:
    """Forget cases that were decided before then, with their reports and appeals; how many there were."""
    case_ids = list(await session.scalars(select(CaseRow.id).where(CaseRow.decided_at < before).limit(limit)))
    for table in (ReportRow, AppealRow):
        await session.execute(delete(table).where(table.case_id.in_(case_ids)))
    await session.execute(delete(CaseRow).where(CaseRow.id.in_(case_ids)))
    return len(case_ids)


def _within(scope: Scope | None) -> ColumnElement[bool]:
    if scope is None:
        return true()
    return (CaseRow.front == scope.front) & (CaseRow.server == scope.server)


def _in(which: Which, moderator: str, now: datetime) -> ColumnElement[bool]:
    if which is Which.MINE:
        mine = (CaseRow.claimed_by == moderator) & (CaseRow.claimed_until > now)
        return CaseRow.decided_at.is_(None) & mine
    free = _is_free_for(moderator, now)
    return free & (CaseRow.kind == CaseKind.APPEAL) if which is Which.APPEALS else free


def _is_free_for(moderator: str, now: datetime) -> ColumnElement[bool]:
    """Of what is open, and not another's to decide."""
    unclaimed = or_(CaseRow.claimed_until.is_(None), CaseRow.claimed_until <= now)
    return CaseRow.decided_at.is_(None) & (unclaimed | (CaseRow.claimed_by == moderator))

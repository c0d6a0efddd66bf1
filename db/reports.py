"""Reports: someone says that a job's pictures should not be shown."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from db import cases, jobs
from db.models import CaseKind, CaseRow, ReportRow
from db.rows import record_of


@dataclass(frozen=True, slots=True)
class Report:
    """The columns of `db.models.ReportRow` say what each field means."""

    job_id: str
    reason: str
    text: str
    contact: str
    platform: str | None
    person_id: str | None
    created_at: datetime


async def report(
    session: AsyncSession,
    job_id: str,
    *,
    reason: str,
    text: str,
    contact: str,
    now: datetime,
    platform: str | None = None,
    person_id: str | None = None,
) -> None:
    """Keep a report for the moderators, and see that they have a case of it. The caller bounds its length.

    Raises:
        IntegrityError: there is no such job.
    """
    job = await jobs.get(session, job_id)
    case_id = await cases.open_for_job(session, job, CaseKind.REPORT, reason, now=now) if job else None
    await session.execute(
        insert(ReportRow).values(
            job_id=job_id,
            case_id=case_id,
            reason=reason,
            text=text,
            contact=contact,
            platform=platform,
            person_id=person_id,
            created_at=now,
        )
    )


async def count_since(session: AsyncSession, platform: str, person_id: str, since: datetime) -> int:
    """How many reports this person has sent since then."""
    statement = select(func.count()).where(
        ReportRow.platform == platform, ReportRow.person_id == person_id, ReportRow.created_at > since
    )
    return await session.scalar(statement) or 0


async def open_reports(session: AsyncSession, limit: int) -> list[Report]:
    """Those that no moderator has dealt with, oldest first."""
    statement = (
        select(ReportRow)
        .join(CaseRow, ReportRow.case_id == CaseRow.id)
        .where(CaseRow.decided_at.is_(None))
        .order_by(ReportRow.id)
        .limit(limit)
    )
    return [record_of(row, Report) for row in await session.scalars(statement)]


async def of_case(session: AsyncSession, case_id: int, limit: int) -> list[Report]:
    """What was reported in a case, oldest first."""
    statement = select(ReportRow).where(ReportRow.case_id == case_id).order_by(ReportRow.id).limit(limit)
    return [record_of(row, Report) for row in await session.scalars(statement)]

"""Deliveries: what is owed to requesters, and every attempt at it. Each attempt is a row."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.errors import LeaseLostError
from db.jobs import Job, job_of
from db.models import DeliveryRow, DeliveryState, JobRow, JobState
from db.rows import record_of

__all__ = ["Delivery", "DeliveryState"]


@dataclass(frozen=True, slots=True)
class Delivery:
    """One attempt. The columns of `db.models.DeliveryRow` say what each field means."""

    id: int
    job_id: str
    attempt: int
    state: DeliveryState
    due_at: datetime
    lease_token: str | None
    receipt: str | None
    error: str | None
    created_at: datetime
    finished_at: datetime | None


async def owe(session: AsyncSession, job_id: str, now: datetime, *, attempt: int = 1) -> None:
    """Write down that the requester has yet to be told, from `now` on."""
    await session.execute(
        insert(DeliveryRow).values(
            job_id=job_id, attempt=attempt, state=DeliveryState.PENDING, due_at=now, created_at=now
        )
    )


async def claim(
    session: AsyncSession, front: str, now: datetime, lease_s: float
) -> tuple[Delivery, Job] | None:
    """Take the delivery that is due for longest on this front, with its job."""
    found = (
        await session.execute(
            select(DeliveryRow, JobRow)
            .join(JobRow, JobRow.id == DeliveryRow.job_id)
            .where(
                DeliveryRow.state == DeliveryState.PENDING,
                DeliveryRow.due_at <= now,
                or_(DeliveryRow.lease_until.is_(None), DeliveryRow.lease_until < now),
                JobRow.front == front,
            )
            .order_by(DeliveryRow.due_at, DeliveryRow.id)
            .limit(1)
            .with_for_update(skip_locked=True, of=DeliveryRow)
        )
    ).one_or_none()
    if found is None:
        return None
    row, job = found
    row.lease_token = secrets.token_urlsafe(12)
    row.lease_until = now + timedelta(seconds=lease_s)
    return record_of(row, Delivery), job_of(job)


async def heartbeat(session: AsyncSession, delivery: Delivery, now: datetime, lease_s: float) -> None:
    """Say that the attempt's process is alive. Raises `LeaseLostError`."""
    await _write(session, delivery, lease_until=now + timedelta(seconds=lease_s))


async def done(session: AsyncSession, delivery: Delivery, receipt: str, now: datetime) -> None:
    """The requester has been told. Raises `LeaseLostError`."""
    await _write(session, delivery, state=DeliveryState.DONE, receipt=receipt, finished_at=now)
    await session.execute(
        update(JobRow)
        .where(JobRow.id == delivery.job_id, JobRow.state == JobState.RENDERED)
        .values(state=JobState.DELIVERED)
    )


async def failed(
    session: AsyncSession, delivery: Delivery, error: str, now: datetime, retry_at: datetime | None
) -> None:
    """The attempt has failed; another is owed at `retry_at`, unless it is None. Raises `LeaseLostError`."""
    await _write(session, delivery, state=DeliveryState.FAILED, error=error, finished_at=now)
    if retry_at is not None:
        await owe(session, delivery.job_id, retry_at, attempt=delivery.attempt + 1)


async def postponed(session: AsyncSession, delivery: Delivery, until: datetime) -> None:
    """It could not be attempted, and is due then. Raises `LeaseLostError`."""
    await _write(session, delivery, due_at=until, lease_token=None, lease_until=None)


async def of_job(session: AsyncSession, job_id: str) -> list[Delivery]:
    """Every attempt at a job's delivery, in order."""
    rows = await session.scalars(
        select(DeliveryRow).where(DeliveryRow.job_id == job_id).order_by(DeliveryRow.id)
    )
    return [record_of(row, Delivery) for row in rows]


async def _write(session: AsyncSession, delivery: Delivery, **values: object) -> None:
    statement = (
        update(DeliveryRow)
        .where(
            DeliveryRow.id == delivery.id,
            DeliveryRow.state == DeliveryState.PENDING,
            DeliveryRow.lease_token == delivery.lease_token,
        )
        .values(**values)
        .returning(DeliveryRow.id)
    )
    if await session.scalar(statement) is None:
        raise LeaseLostError(f"The delivery of job {delivery.job_id} is no longer this process's.")

"""Jobs: the rows that say all there is to know about an accepted request."""

import secrets
from collections.abc import Collection
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta

import sqlalchemy as sql
from sqlalchemy import ColumnElement, func, insert, literal_column, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import (
    BallotRow,
    CaseDecision,
    CaseKind,
    CaseRow,
    ContestRow,
    DeliveryRow,
    DeliveryState,
    EntryRow,
    JobRow,
    JobState,
    Priority,
    RankRow,
    SampleRow,
    VoteRow,
)
from db.rows import record_of

__all__ = ["Job", "JobState", "NewJob", "Priority"]

# With literal values, as the indexes have them.
WAITING = JobRow.state == literal_column("'queued'")
"""Of the jobs that are the queue."""
ON_THEIR_WAY = JobRow.state.in_([literal_column("'queued'"), literal_column("'rendering'")])
"""Of the jobs that wait or are being rendered."""
COUNTED_FOR = timedelta(hours=1)
"""How far quotas look back."""
_STALLED_MS = 10_000
_LOCK = text(
    "SELECT set_config('idle_in_transaction_session_timeout', :stalled_ms, true),"
    " pg_advisory_xact_lock(hashtextextended(:name, 0))"
)
_WORDS = (
    *("address", "requester_name", "prompt", "negative_prompt", "style", "style_words"),
    *("caption_top", "caption_bottom"),
)
"""What a deleted job must not tell."""
_AT_ONCE = 1_000  # databases bound the number of parameters of a statement


@dataclass(frozen=True, slots=True, kw_only=True)
class NewJob:
    """What a job is made from. The columns of `db.models.JobRow` say what each means."""

    front: str
    source_id: str
    address: str
    server: str | None
    platform: str
    requester_id: str
    requester_name: str
    channel: str | None = None
    prompt: str
    negative_prompt: str = ""
    style: str = ""
    style_words: str = ""
    model: str
    seed: int
    caption_top: str = ""
    caption_bottom: str = ""
    private: bool = False
    spoiler: bool = False
    picture_level: str = "standard"
    parent_id: str | None = None
    parent_sample: int | None = None
    kept_share: float | None = None
    picture_key: str | None = None
    priority: Priority = Priority.NORMAL

    @property
    def painted_prompt(self) -> str:
        """What the model paints: the prompt in its style."""
        return f"{self.prompt}, {self.style_words}" if self.style_words else self.prompt

    @property
    def said(self) -> str:
        """All that is asked for in words: a person without clothes is not the same as a person."""
        without = f" without {self.negative_prompt}" if self.negative_prompt else ""
        return self.painted_prompt + without


@dataclass(frozen=True, slots=True, kw_only=True)
class Job(NewJob):
    """A job as it was when it was read."""

    id: str
    state: JobState
    line: str
    created_at: datetime
    attempts: int
    not_before: datetime | None
    lease_token: str | None
    lease_until: datetime | None
    claimed_at: datetime | None
    finished_at: datetime | None
    collage_key: str | None
    failure: str | None
    deleted_at: datetime | None

    def is_of(self, platform: str, person_id: str) -> bool:
        """Whether this person has asked for it."""
        return (self.platform, self.requester_id) == (platform, person_id)

    @property
    def pictures_expired(self) -> bool:
        """Whether it was rendered, but its pictures have been removed since."""
        return self.state in (JobState.RENDERED, JobState.DELIVERED) and self.collage_key is None


def job_of(row: JobRow) -> Job:
    """The job that a row stands for."""
    return replace(record_of(row, Job), priority=Priority(row.priority))


async def insert_job(session: AsyncSession, new: NewJob, now: datetime) -> Job:
    """Put a job at the end of its line in the queue.

    Raises:
        IntegrityError: there is one of this front and source id; the transaction is lost.
    """
    line = f"server:{new.front}:{new.server}" if new.server else f"person:{new.platform}:{new.requester_id}"
    statement = insert(JobRow).values(
        **asdict(new),
        id=secrets.token_urlsafe(12),
        state=JobState.QUEUED,
        line=line,
        created_at=now,
        attempts=0,
    )
    return job_of((await session.scalars(statement.returning(JobRow))).one())


async def get(session: AsyncSession, job_id: str) -> Job | None:
    """The job of this id, unless it was deleted."""
    return await _one(session, (JobRow.id == job_id) & JobRow.deleted_at.is_(None))


async def by_source(session: AsyncSession, front: str, source_id: str) -> Job | None:
    """The job that this event of a front has become; what is left of it, if it was deleted."""
    return await _one(session, (JobRow.front == front) & (JobRow.source_id == source_id))


async def unfinished(session: AsyncSession, fronts: list[str]) -> list[str]:
    """The ids of the jobs of these fronts that wait or are being rendered, in no order."""
    statement = select(JobRow.id).where(ON_THEIR_WAY, JobRow.front.in_(fronts))
    return list(await session.scalars(statement))


async def get_all(session: AsyncSession, job_ids: list[str]) -> list[Job]:
    """Those of these jobs that exist, oldest first."""
    found: list[Job] = []
    for start in range(0, len(job_ids), _AT_ONCE):
        some = JobRow.id.in_(job_ids[start : start + _AT_ONCE])
        found += [job_of(row) for row in await session.scalars(select(JobRow).where(some))]
    return sorted(found, key=lambda job: job.created_at)


async def recent_of(session: AsyncSession, platform: str, requester_id: str, limit: int) -> list[Job]:
    """The last jobs of this requester, newest first."""
    statement = (
        select(JobRow)
        .where(JobRow.platform == platform, JobRow.requester_id == requester_id, JobRow.deleted_at.is_(None))
        .order_by(JobRow.created_at.desc())
        .limit(limit)
    )
    return [job_of(row) for row in await session.scalars(statement)]


async def outcomes(session: AsyncSession, job_ids: list[str]) -> dict[str, tuple[JobState, str | None]]:
    """State and failure of each of these jobs that exists."""
    found: dict[str, tuple[JobState, str | None]] = {}
    for start in range(0, len(job_ids), _AT_ONCE):
        some = job_ids[start : start + _AT_ONCE]
        rows = await session.execute(
            select(JobRow.id, JobRow.state, JobRow.failure).where(JobRow.id.in_(some))
        )
        found |= {job_id: (state, failure) for job_id, state, failure in rows}
    return found


async def cancel(session: AsyncSession, job_id: str, platform: str, requester_id: str, now: datetime) -> bool:
    """End a job that waits or is being rendered, if this requester has asked for it; whether that was so."""
    return bool(await cancel_all(session, of_person(platform, requester_id) & (JobRow.id == job_id), now))


async def cancel_all(session: AsyncSession, which: ColumnElement[bool], now: datetime) -> list[str]:
    """End those of these jobs that wait or are being rendered, and say which."""
    statement = (
        update(JobRow)
        .where(which, ON_THEIR_WAY)
        .values(state=JobState.CANCELLED, lease_token=None, lease_until=None, finished_at=now)
        .returning(JobRow.id)
    )
    return list(await session.scalars(statement))


async def delete(session: AsyncSession, job_id: str, now: datetime) -> bool:
    """Delete a job as `delete_all` does; whether there was one that had not been deleted."""
    return bool(await delete_all(session, [job_id], now))


async def delete_all(session: AsyncSession, job_ids: Collection[str], now: datetime) -> list[str]:
    """Delete jobs with their samples, votes and entries in contests, those on their way too.

    Returns which of them had not been deleted.

    Bare rows stay for an hour, without anything of prompt and pictures, so that these jobs still count for
    quotas (`sweep_deleted`). Nothing is owed to their requesters any more, and moderators need decide nothing
    of them.
    """
    these = JobRow.id.in_(job_ids)
    await cancel_all(session, these, now)
    emptied = dict.fromkeys(_WORDS, "")
    statement = (
        update(JobRow)
        .where(these, JobRow.deleted_at.is_(None))
        .values(**emptied, collage_key=None, picture_key=None, failure=None, deleted_at=now)
        .returning(JobRow.id)
    )
    deleted = list(await session.scalars(statement))
    hangs_on_them: tuple[type[SampleRow | VoteRow | EntryRow | BallotRow], ...]
    hangs_on_them = (SampleRow, VoteRow, EntryRow, BallotRow)
    for table in hangs_on_them:
        await session.execute(sql.delete(table).where(table.job_id.in_(deleted)))
    shown_in = select(RankRow.contest_id).where(RankRow.job_id.in_(deleted))
    await session.execute(update(ContestRow).where(ContestRow.id.in_(shown_in)).values(spoilt_at=now))
    undecided = CaseRow.job_id.in_(deleted) & (CaseRow.kind != CaseKind.APPEAL) & CaseRow.decided_at.is_(None)
    moot = {"decision": CaseDecision.MOOT, "decided_at": now}
    await session.execute(update(CaseRow).where(undecided).values(moot))
    pending = DeliveryRow.job_id.in_(deleted) & (DeliveryRow.state == DeliveryState.PENDING)
    await session.execute(sql.delete(DeliveryRow).where(pending))
    return deleted


async def sweep_deleted(session: AsyncSession, now: datetime, limit: int) -> int:
    """Remove what is left of deleted jobs that no quota counts any more; how many there were."""
    statement = select(JobRow.id).where(
        JobRow.deleted_at.is_not(None), JobRow.finished_at < now - COUNTED_FOR
    )
    job_ids = list(await session.scalars(statement.limit(limit)))
    await session.execute(sql.delete(JobRow).where(JobRow.id.in_(job_ids)))
    return len(job_ids)


async def ids_of_person(session: AsyncSession, platform: str, person_id: str, limit: int) -> list[str]:
    """Some of this person's jobs that have not been deleted."""
    mine = of_person(platform, person_id) & JobRow.deleted_at.is_(None)
    return list(await session.scalars(select(JobRow.id).where(mine).limit(limit)))


def of_person(platform: str, person_id: str) -> ColumnElement[bool]:
    """Of the jobs that this person has asked for."""
    return (JobRow.platform == platform) & (JobRow.requester_id == person_id)


def of_server(front: str, server: str, channel: str | None = None) -> ColumnElement[bool]:
    """Of the jobs that were asked for on this server, in this channel if it is named."""
    which = (JobRow.front == front) & (JobRow.server == server)
    return which if channel is None else which & (JobRow.channel == channel)


async def count_waiting(session: AsyncSession, which: ColumnElement[bool] | None = None) -> int:
    """How many of these jobs, or of all, wait or are being rendered."""
    statement = select(func.count()).select_from(JobRow).where(ON_THEIR_WAY)
    return await session.scalar(statement if which is None else statement.where(which)) or 0


async def moments_since(
    session: AsyncSession, which: ColumnElement[bool], since: datetime, limit: int
) -> list[datetime]:
    """When the last of these jobs since then were accepted, newest first; cancelled and deleted ones too."""
    statement = (
        select(JobRow.created_at)
        .where(which, JobRow.created_at > since)
        .order_by(JobRow.created_at.desc())
        .limit(limit)
    )
    return list(await session.scalars(statement))


async def lock(session: AsyncSession, name: str) -> None:
    """Until the transaction ends, let no other one have this lock.

    On SQLite there is one writer at a time anyway. PostgreSQL ends a transaction whose process has stopped
    in the middle, and with it the lock.
    """
    if session.get_bind().dialect.name == "postgresql":
        await session.execute(_LOCK, {"name": name, "stalled_ms": str(_STALLED_MS)})


async def _one(session: AsyncSession, condition: ColumnElement[bool]) -> Job | None:
    row = (await session.scalars(select(JobRow).where(condition))).one_or_none()
    return job_of(row) if row else None

"""What moderators should see: refusals, and what was let through for review."""

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import CaseRow, RefusalRow
from db.rows import record_of
from db.scope import Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """The columns of `db.models.RefusalRow` say what each field means."""

    front: str
    source_id: str
    platform: str
    requester_id: str
    server: str | None
    job_id: str | None = None
    decision: str
    prompt: str
    prompt_hash: str | None = None
    category: str
    score: float = 0.0
    reason: str
    audit: str = ""
    policy: str = ""
    filter_version: str = ""
    age_restricted: bool = False
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownRefusal(Refusal):
    """A refusal as the database has it."""

    id: int

    def is_of(self, platform: str, person_id: str) -> bool:
        """Whether this person had asked."""
        return (self.platform, self.requester_id) == (platform, person_id)


async def record(session: AsyncSession, refusal: Refusal) -> int:
    """Keep it for the moderators; its id."""
    statement = insert(RefusalRow).values(asdict(refusal)).returning(RefusalRow.id)
    return (await session.scalars(statement)).one()


async def get(session: AsyncSession, refusal_id: int) -> KnownRefusal | None:
    """The refusal of this id."""
    row = await session.get(RefusalRow, refusal_id)
    return record_of(row, KnownRefusal) if row else None


async def newest(session: AsyncSession, limit: int) -> list[Refusal]:
    """The last ones, newest first."""
    rows = await session.scalars(select(RefusalRow).order_by(RefusalRow.id.desc()).limit(limit))
    return [record_of(row, Refusal) for row in rows]


async def of_person(
    session: AsyncSession, platform: str, person_id: str, limit: int, scope: Scope | None = None
) -> list[KnownRefusal]:
    """What was refused to someone, newest first; on a server only, if one is named."""
    statement = select(RefusalRow).where(
        RefusalRow.platform == platform, RefusalRow.requester_id == person_id
    )
    if scope:
        statement = statement.where(RefusalRow.front == scope.front, RefusalRow.server == scope.server)
    rows = await session.scalars(statement.order_by(RefusalRow.id.desc()).limit(limit))
    return [record_of(row, KnownRefusal) for row in rows]


async def sweep(session: AsyncSession, before: datetime, limit: int) -> int:
    """Forget refusals from before then that no moderator has still to decide about; how many there were."""
    undecided = select(CaseRow.refusal_id).where(
        CaseRow.decided_at.is_(None), CaseRow.refusal_id.is_not(None)
    )
    old = select(RefusalRow.id).where(RefusalRow.created_at < before, RefusalRow.id.not_in(undecided))
    refusal_ids = list(await session.scalars(old.limit(limit)))
    await session.execute(delete(RefusalRow).where(RefusalRow.id.in_(refusal_ids)))
    return len(refusal_ids)

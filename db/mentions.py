"""Mentions: posts on X that name us, and what became of each."""

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.jobs import ON_THEIR_WAY
from db.models import DeliveryRow, DeliveryState, JobRow, MentionDecision, MentionRow
from db.upsert import insert_new

__all__ = ["Mention", "MentionDecision"]

_FRONT = "twitter"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """The columns of `db.models.MentionRow` say what each field means."""

    id: str
    person_id: str
    conversation_id: str
    posted_at: datetime
    decision: MentionDecision
    reason: str = ""
    decided_at: datetime


async def remember(session: AsyncSession, mention: Mention) -> bool:
    """Write down what became of a mention; False, and nothing changes, if that was decided before."""
    return await insert_new(session, MentionRow, asdict(mention))


async def is_decided(session: AsyncSession, *mention_ids: str) -> bool:
    """Whether it has been decided what becomes of any of these mentions."""
    statement = select(MentionRow.id).where(MentionRow.id.in_(mention_ids)).limit(1)
    return await session.scalar(statement) is not None


async def count(
    session: AsyncSession, decision: MentionDecision, person_id: str, conversation_id: str, since: datetime
) -> int:
    """How many mentions by this person in this conversation, written after then, were decided so."""
    statement = (
        select(func.count())
        .select_from(MentionRow)
        .where(
            MentionRow.person_id == person_id,
            MentionRow.conversation_id == conversation_id,
            MentionRow.posted_at > since,
            MentionRow.decision == decision,
        )
    )
    return await session.scalar(statement) or 0


async def outcomes(session: AsyncSession, since: datetime) -> dict[tuple[MentionDecision, str], int]:
    """How many mentions were decided since then, in which way and for which reason."""
    statement = (
        select(MentionRow.decision, MentionRow.reason, func.count())
        .where(MentionRow.decided_at >= since)
        .group_by(MentionRow.decision, MentionRow.reason)
    )
    return {(decision, reason): number for decision, reason, number in await session.execute(statement)}


async def count_unanswered(session: AsyncSession) -> int:
    """How many answers are still to be given: jobs of X on their way, and deliveries that are owed there."""
    waiting = select(func.count()).select_from(JobRow).where(ON_THEIR_WAY, JobRow.front == _FRONT)
    owed = (
        select(func.count())
        .select_from(DeliveryRow)
        .join(JobRow, JobRow.id == DeliveryRow.job_id)
        .where(DeliveryRow.state == DeliveryState.PENDING, JobRow.front == _FRONT)
    )
    return (await session.scalar(waiting) or 0) + (await session.scalar(owed) or 0)

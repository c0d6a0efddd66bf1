"""Suggestions: prompts on a schedule's own list, and those that members propose and vote for."""

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, ScalarSelect, delete, exists, func, insert, not_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import PersonRow, SlotRow, SlotState, SuggestionRow, SuggestionState, SuggestionVoteRow
from db.rows import record_of
from db.upsert import insert_new

__all__ = ["KnownSuggestion", "NewSuggestion", "SuggestionState"]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSuggestion:
    """What is suggested, and by whom. The columns of `db.models.SuggestionRow` say what each field means."""

    schedule_id: int
    text: str
    by_member: bool
    platform: str
    person_id: str
    person_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion(NewSuggestion):
    """A suggestion as it was when it was read."""

    id: int
    state: SuggestionState
    decided_by: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class KnownSuggestion:
    """A suggestion with its votes."""

    suggestion: Suggestion
    votes: int
    """How many people would like to see it, the one who proposed it aside."""


async def add(session: AsyncSession, new: NewSuggestion, state: SuggestionState, now: datetime) -> Suggestion:
    """Write a suggestion down.

    Raises:
        IntegrityError: there is no such schedule.
    """
    statement = insert(SuggestionRow).values(**asdict(new), state=state, decided_by="", created_at=now)
    return record_of((await session.scalars(statement.returning(SuggestionRow))).one(), Suggestion)


async def get(session: AsyncSession, suggestion_id: int) -> KnownSuggestion | None:
    """The suggestion of this id."""
    found = await _known(session, SuggestionRow.id == suggestion_id, limit=1)
    return found[0] if found else None


async def waiting(session: AsyncSession, schedule_id: int, limit: int) -> list[KnownSuggestion]:
    """What members have proposed and nobody has decided about: most votes first, then the oldest."""
    undecided = SuggestionRow.state == SuggestionState.WAITING
    return await _known(session, undecided & (SuggestionRow.schedule_id == schedule_id), limit=limit)


async def ready(session: AsyncSession, schedule_id: int, limit: int) -> list[KnownSuggestion]:
    """What members have proposed, was approved, and no slot has taken: most votes first, then the oldest.

    Nothing of people who want to be left alone.
    """
    taken = exists().where(SlotRow.suggestion_id == SuggestionRow.id, SlotRow.state == SlotState.ACCEPTED)
    opted_out = exists().where(
        PersonRow.platform == SuggestionRow.platform,
        PersonRow.id == SuggestionRow.person_id,
        PersonRow.opted_out_at.is_not(None),
    )
    proposed = SuggestionRow.by_member.is_(True) & _approved(schedule_id)
    return await _known(session, proposed & not_(taken) & not_(opted_out), limit=limit)


async def own_list(session: AsyncSession, schedule_id: int, limit: int) -> list[Suggestion]:
    """The schedule's own list, in the order in which it was written."""
    statement = (
        select(SuggestionRow)
        .where(SuggestionRow.by_member.is_(False), _approved(schedule_id))
        .order_by(SuggestionRow.created_at, SuggestionRow.id)
        .limit(limit)
    )
    return [record_of(row, Suggestion) for row in await session.scalars(statement)]


async def all_of(session: AsyncSession, schedule_id: int, limit: int) -> list[Suggestion]:
    """Everything that was ever suggested for a schedule and is still known, newest first."""
    statement = select(SuggestionRow).where(SuggestionRow.schedule_id == schedule_id)
    rows = await session.scalars(statement.order_by(SuggestionRow.id.desc()).limit(limit))
    return [record_of(row, Suggestion) for row in rows]


async def count_waiting(session: AsyncSession, schedule_id: int, platform: str, person_id: str) -> int:
    """How many proposals of this person nobody has decided about."""
    statement = select(func.count()).where(
        SuggestionRow.schedule_id == schedule_id,
        SuggestionRow.state == SuggestionState.WAITING,
        SuggestionRow.platform == platform,
        SuggestionRow.person_id == person_id,
    )
    return await session.scalar(statement) or 0


async def count_own(session: AsyncSession, schedule_id: int) -> int:
    """How long the schedule's own list is."""
    statement = select(func.count()).where(SuggestionRow.by_member.is_(False), _approved(schedule_id))
    return await session.scalar(statement) or 0


async def vote(
    session: AsyncSession, suggestion_id: int, platform: str, person_id: str, now: datetime
) -> bool:
    """Write down that someone would like to see it; False if that is known.

    Raises:
        IntegrityError: there is no such suggestion.
    """
    values = {"suggestion_id": suggestion_id, "platform": platform, "person_id": person_id, "created_at": now}
    return await insert_new(session, SuggestionVoteRow, values)


async def unvote(session: AsyncSession, suggestion_id: int, platform: str, person_id: str) -> bool:
    """Take that back; whether it was known."""
    statement = delete(SuggestionVoteRow).where(
        SuggestionVoteRow.suggestion_id == suggestion_id,
        SuggestionVoteRow.platform == platform,
        SuggestionVoteRow.person_id == person_id,
    )
    return await session.scalar(statement.returning(SuggestionVoteRow.suggestion_id)) is not None


async def approve_if_liked(session: AsyncSession, suggestion_id: int, votes_needed: int) -> bool:
    """Approve a waiting suggestion that has so many votes; whether it was."""
    statement = update(SuggestionRow).where(
        SuggestionRow.id == suggestion_id,
        SuggestionRow.state == SuggestionState.WAITING,
        _votes() >= votes_needed,
    )
    approved = statement.values(state=SuggestionState.APPROVED).returning(SuggestionRow.id)
    return await session.scalar(approved.execution_options(synchronize_session=False)) is not None


async def decide(session: AsyncSession, suggestion_id: int, state: SuggestionState, by: str) -> bool:
    """A moderator approves or rejects, also what was decided before; whether that changed anything."""
    statement = (
        update(SuggestionRow)
        .where(SuggestionRow.id == suggestion_id, SuggestionRow.state != state)
        .values(state=state, decided_by=by)
        .returning(SuggestionRow.id)
    )
    return await session.scalar(statement) is not None


async def remove(session: AsyncSession, suggestion_id: int) -> bool:
    """Forget a suggestion with its votes; whether there was one."""
    statement = delete(SuggestionRow).where(SuggestionRow.id == suggestion_id).returning(SuggestionRow.id)
    return await session.scalar(statement) is not None


def _approved(schedule_id: int) -> ColumnElement[bool]:
    return (SuggestionRow.schedule_id == schedule_id) & (SuggestionRow.state == SuggestionState.APPROVED)


async def _known(session: AsyncSession, which: ColumnElement[bool], *, limit: int) -> list[KnownSuggestion]:
    votes = _votes()
    statement = (
        select(SuggestionRow, votes)
        .where(which)
        .order_by(votes.desc(), SuggestionRow.created_at, SuggestionRow.id)
        .limit(limit)
    )
    rows = await session.execute(statement)
    return [KnownSuggestion(record_of(row, Suggestion), count) for row, count in rows]


def _votes() -> ScalarSelect[int]:
    """The votes of the suggestion of the statement around it; nobody's for their own."""
    own = (SuggestionVoteRow.platform == SuggestionRow.platform) & (
        SuggestionVoteRow.person_id == SuggestionRow.person_id
    )
    return (
        select(func.count())
        .select_from(SuggestionVoteRow)
        .where(SuggestionVoteRow.suggestion_id == SuggestionRow.id, not_(own))
        .correlate(SuggestionRow)
        .scalar_subquery()
    )

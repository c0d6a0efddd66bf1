"""Appeals: someone says that a refusal was a mistake."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, String, cast, delete, func, insert, literal, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db import markers
from db.models import AppealRow, CaseDecision, CaseRow, MarkerRow, RefusalRow
from db.refusals import Refusal
from db.rows import record_of

_UNTELLABLE = "untellable appeal "


@dataclass(frozen=True, slots=True, kw_only=True)
class Appeal:
    """The columns of `db.models.AppealRow` say what each field means."""

    refusal_id: int
    case_id: int | None
    platform: str
    person_id: str
    text: str
    answer: str
    lets_pass: bool
    created_at: datetime
    told_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How an appeal ended."""

    refusal_id: int
    person_id: str
    prompt: str
    """What had been refused."""
    server: str | None
    decision: CaseDecision
    answer: str
    """What the moderators say to it, or empty."""
    lets_pass: bool
    """Whether the same prompt may be asked for again."""


async def insert_appeal(session: AsyncSession, appeal: Appeal) -> None:
    """Write an appeal.

    Raises:
        IntegrityError: there is one against this refusal.
    """
    values = {name: getattr(appeal, name) for name in Appeal.__dataclass_fields__}
    await session.execute(insert(AppealRow).values(values))


async def get(session: AsyncSession, refusal_id: int) -> Appeal | None:
    """The appeal against a refusal, if there is one."""
    row = await session.get(AppealRow, refusal_id)
    return record_of(row, Appeal) if row else None


async def count_since(session: AsyncSession, platform: str, person_id: str, since: datetime) -> int:
    """How many appeals this person has made since then."""
    statement = select(func.count()).where(
        AppealRow.platform == platform, AppealRow.person_id == person_id, AppealRow.created_at > since
    )
    return await session.scalar(statement) or 0


async def answer(session: AsyncSession, refusal_id: int, text: str, *, lets_pass: bool) -> None:
    """Write down what moderators answer, and whether the prompt passes from now on."""
    await session.execute(
        update(AppealRow).where(AppealRow.refusal_id == refusal_id).values(answer=text, lets_pass=lets_pass)
    )


async def lets_pass(session: AsyncSession, refusal: Refusal) -> bool:
    """Whether an appeal has shown that the filter is wrong to refuse this: that person's very words, there.

    What it is refused for must be the same too, and what may be asked among adults may be asked only there.
    """
    statement = (
        select(AppealRow.refusal_id)
        .join(RefusalRow, RefusalRow.id == AppealRow.refusal_id)
        .where(
            AppealRow.platform == refusal.platform,
            AppealRow.person_id == refusal.requester_id,
            AppealRow.lets_pass,
            RefusalRow.prompt == refusal.prompt,
            RefusalRow.category == refusal.category,
            RefusalRow.server.is_not_distinct_from(refusal.server),
        )
        .limit(1)
    )
    if not refusal.age_restricted:
        statement = statement.where(RefusalRow.age_restricted.is_(False))
    return await session.scalar(statement) is not None


async def outcomes(
    session: AsyncSession, platform: str, *, person_id: str | None = None, untold: bool = False, limit: int
) -> list[Outcome]:
    """How appeals on a platform ended, the newest decision first.

    Args:
        session: to read with.
        platform: of the people who appealed.
        person_id: one of them; None: all.
        untold: only what nobody was told, though they can be as far as is known.
        limit: most of them.
    """
    statement = (
        select(AppealRow, CaseRow.decision, RefusalRow.prompt, RefusalRow.server)
        .join(CaseRow, CaseRow.id == AppealRow.case_id)
        .join(RefusalRow, RefusalRow.id == AppealRow.refusal_id)
        .where(AppealRow.platform == platform, CaseRow.decision.is_not(None), AppealRow.person_id != "")
    )
    if person_id is not None:
        statement = statement.where(AppealRow.person_id == person_id)
    if untold:
        statement = statement.where(AppealRow.told_at.is_(None), _can_be_told())
    rows = await session.execute(statement.order_by(CaseRow.decided_at.desc()).limit(limit))
    return [
        Outcome(
            refusal_id=row.refusal_id,
            person_id=row.person_id,
            prompt=prompt,
            server=server,
            decision=decision,
            answer=row.answer,
            lets_pass=row.lets_pass,
        )
        for row, decision, prompt, server in rows
        if decision
    ]


async def untellable(session: AsyncSession, refusal_id: int, now: datetime) -> None:
    """The person takes no messages: how it ended is told when they come by themselves."""
    await markers.put(session, f"{_UNTELLABLE}{refusal_id}", "", now)


async def told(session: AsyncSession, refusal_id: int, now: datetime) -> None:
    """The person knows how it ended."""
    await session.execute(delete(MarkerRow).where(MarkerRow.name == f"{_UNTELLABLE}{refusal_id}"))
    await session.execute(update(AppealRow).where(AppealRow.refusal_id == refusal_id).values(told_at=now))


async def untold_of(session: AsyncSession, platform: str, person_id: str, limit: int) -> list[Outcome]:
    """How appeals of someone ended who could not be told by a message."""
    known = await outcomes(session, platform, person_id=person_id, limit=limit)
    waiting = select(AppealRow.refusal_id).where(
        AppealRow.platform == platform,
        AppealRow.person_id == person_id,
        AppealRow.told_at.is_(None),
        ~_can_be_told(),
    )
    ids = set(await session.scalars(waiting))
    return [one for one in known if one.refusal_id in ids]


def _can_be_told() -> ColumnElement[bool]:
    """Of appeals whose persons have not been found to take no messages."""
    marker = literal(_UNTELLABLE) + cast(AppealRow.refusal_id, String)
    return ~select(MarkerRow.name).where(MarkerRow.name == marker).exists()

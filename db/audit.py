"""The audit log: what moderators have done, and their notes about people."""

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import ModeratorAction, ModeratorActionRow, PersonNoteRow
from db.rows import record_of
from db.scope import Scope

__all__ = ["Done", "ModeratorAction", "Note"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """The columns of `db.models.ModeratorActionRow` say what each field means."""

    at: datetime
    moderator: str
    front: str | None = None
    server: str | None = None
    action: ModeratorAction
    case_id: int | None = None
    job_id: str | None = None
    platform: str | None = None
    person_id: str | None = None
    category: str = ""
    filter_version: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """The columns of `db.models.PersonNoteRow` say what each field means."""

    platform: str
    person_id: str
    front: str | None
    server: str | None
    moderator: str
    text: str
    created_at: datetime


async def log(session: AsyncSession, done: Done) -> None:
    """Write down what a moderator does, in the transaction that does it."""
    await session.execute(insert(ModeratorActionRow).values(asdict(done)))


async def newest(session: AsyncSession, scope: Scope | None, limit: int, offset: int = 0) -> list[Done]:
    """What was done last, newest first; without the `offset` newest ones."""
    statement = select(ModeratorActionRow)
    if scope:
        statement = statement.where(
            ModeratorActionRow.front == scope.front, ModeratorActionRow.server == scope.server
        )
    rows = await session.scalars(statement.order_by(ModeratorActionRow.id.desc()).limit(limit).offset(offset))
    return [record_of(row, Done) for row in rows]


async def write_note(session: AsyncSession, note: Note) -> None:
    """Keep a note about a person."""
    await session.execute(insert(PersonNoteRow).values(asdict(note)))


async def notes(
    session: AsyncSession, platform: str, person_id: str, scope: Scope | None, limit: int
) -> list[Note]:
    """Notes about a person, newest first."""
    statement = select(PersonNoteRow).where(
        PersonNoteRow.platform == platform, PersonNoteRow.person_id == person_id
    )
    if scope:
        statement = statement.where(PersonNoteRow.front == scope.front, PersonNoteRow.server == scope.server)
    rows = await session.scalars(statement.order_by(PersonNoteRow.id.desc()).limit(limit))
    return [record_of(row, Note) for row in rows]


async def sweep(session: AsyncSession, before: datetime, limit: int) -> int:
    """Forget actions and notes from before then; how many there were."""
    old = select(ModeratorActionRow.id).where(ModeratorActionRow.at < before).limit(limit)
    actions = list(await session.scalars(old))
    await session.execute(delete(ModeratorActionRow).where(ModeratorActionRow.id.in_(actions)))
    older = select(PersonNoteRow.id).where(PersonNoteRow.created_at < before).limit(limit)
    written = list(await session.scalars(older))
    await session.execute(delete(PersonNoteRow).where(PersonNoteRow.id.in_(written)))
    return len(actions) + len(written)

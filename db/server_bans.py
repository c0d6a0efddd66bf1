"""Whom servers keep out, each for itself."""

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from db import jobs
from db.models import ServerBanRow
from db.rows import record_of
from db.scope import Scope
from db.upsert import upsert


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerBan:
    """The columns of `db.models.ServerBanRow` say what each field means."""

    platform: str
    person_id: str
    until: datetime
    reason: str
    created_at: datetime


async def ban(session: AsyncSession, scope: Scope, one: ServerBan) -> None:
    """Keep someone out of a server until then; their jobs on the way there end."""
    values = asdict(one)
    key = {"front": scope.front, "server": scope.server}
    key |= {name: values.pop(name) for name in ("platform", "person_id")}
    await upsert(session, ServerBanRow, key, values)
    theirs = jobs.of_person(one.platform, one.person_id) & jobs.of_server(scope.front, scope.server)
    await jobs.cancel_all(session, theirs, one.created_at)


async def unban(session: AsyncSession, scope: Scope, platform: str, person_id: str) -> None:
    """Let someone in again."""
    row = await session.get(ServerBanRow, (scope.front, scope.server, platform, person_id))
    if row:
        await session.delete(row)


async def lasting(
    session: AsyncSession, scope: Scope, platform: str, person_id: str, now: datetime
) -> ServerBan | None:
    """The ban of this person from this server, while it lasts."""
    row = await session.get(ServerBanRow, (scope.front, scope.server, platform, person_id))
    return record_of(row, ServerBan) if row and row.until > now else None


async def of_server(session: AsyncSession, scope: Scope, now: datetime, limit: int) -> list[ServerBan]:
    """Whom a server keeps out now, the newest first."""
    statement = (
        select(ServerBanRow)
        .where(ServerBanRow.front == scope.front, ServerBanRow.server == scope.server)
        .where(ServerBanRow.until > now)
        .order_by(ServerBanRow.created_at.desc())
        .limit(limit)
    )
    return [record_of(row, ServerBan) for row in await session.scalars(statement)]


async def sweep(session: AsyncSession, now: datetime) -> None:
    """Forget bans that are over."""
    await session.execute(delete(ServerBanRow).where(ServerBanRow.until <= now))

"""Servers (guilds) and what they have chosen for themselves."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, get_args

from sqlalchemy import Delete, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db import jobs, posts
from db.models import (
    Pressers,
    QuotaScope,
    ServerBanRow,
    ServerChannelRow,
    ServerCoverRow,
    ServerLevelRow,
    ServerQuotaRow,
    ServerRow,
    ServerWordRow,
    StyleRow,
)
from db.upsert import upsert

__all__ = ["Pressers", "ServerChoices"]


_OfServer = (
    ServerChannelRow
    | ServerCoverRow
    | ServerQuotaRow
    | StyleRow
    | ServerLevelRow
    | ServerWordRow
    | ServerBanRow
)
_OF_SERVERS: tuple[type[_OfServer], ...] = get_args(_OfServer)


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerChoices:
    """What a server has chosen, with what holds where it has not. `db.models.ServerRow` has the meanings."""

    policy: str | None = None
    language: str | None = None
    spoiler: bool = False
    pressers: Pressers = Pressers.EVERYONE
    showcase_channel: str | None = None
    showcase_votes: int | None = None
    retention_days: float | None = None
    moderator_role: str | None = None
    alert_channel: str | None = None
    left_at: datetime | None = None
    allowed_channels: frozenset[str] = frozenset()
    """If there is any, pictures may be asked for in these channels only."""
    denied_channels: frozenset[str] = frozenset()
    covers: frozenset[tuple[QuotaScope, str]] = frozenset()
    """Channels and roles whose pictures are always covered."""

    def must_cover(self, channel: str | None, roles: Collection[str]) -> bool:
        """Whether what someone with these roles asks for in this channel is covered whatever they say."""
        here = {(QuotaScope.CHANNEL, channel), *((QuotaScope.ROLE, role) for role in roles)}
        return not here.isdisjoint(self.covers)

    def allows_channel(self, channel: str | None) -> bool:
        """Whether pictures may be asked for in this channel of the server."""
        if self.allowed_channels:
            return channel in self.allowed_channels
        return channel not in self.denied_channels


async def choices(session: AsyncSession, front: str, server_id: str | None) -> ServerChoices:
    """What this server has chosen; no server, as one that nobody knows, has chosen nothing."""
    if server_id is None:
        return ServerChoices()
    row = await session.get(ServerRow, (front, server_id))
    channels = (
        await session.execute(
            select(ServerChannelRow.channel, ServerChannelRow.allowed).where(
                ServerChannelRow.front == front, ServerChannelRow.server == server_id
            )
        )
    ).all()
    return ServerChoices(
        policy=row.policy if row else None,
        language=row.language if row else None,
        spoiler=bool(row and row.spoiler),
        pressers=(row.pressers if row else None) or Pressers.EVERYONE,
        showcase_channel=row.showcase_channel if row else None,
        showcase_votes=row.showcase_votes if row else None,
        retention_days=row.retention_days if row else None,
        moderator_role=row.moderator_role if row else None,
        alert_channel=row.alert_channel if row else None,
        left_at=row.left_at if row else None,
        allowed_channels=frozenset(channel for channel, allowed in channels if allowed),
        denied_channels=frozenset(channel for channel, allowed in channels if not allowed),
        covers=frozenset(await _covers(session, front, server_id)),
    )


async def _covers(session: AsyncSession, front: str, server_id: str) -> list[tuple[QuotaScope, str]]:
    statement = select(ServerCoverRow.scope, ServerCoverRow.target).where(
        ServerCoverRow.front == front, ServerCoverRow.server == server_id
    )
    return [(scope, target) for scope, target in await session.execute(statement)]


async def set_covers(
    session: AsyncSession, front: str, server_id: str, scope: QuotaScope, targets: Collection[str]
) -> None:
    """Cover what is asked for in these channels, or by people with these roles, and in no others."""
    await session.execute(_of_server(ServerCoverRow, front, server_id).where(ServerCoverRow.scope == scope))
    for target in targets:
        await session.execute(
            insert(ServerCoverRow).values(front=front, server=server_id, scope=scope, target=target)
        )


async def choose(session: AsyncSession, front: str, server_id: str, **columns: Any) -> None:
    """Set columns of `db.models.ServerRow`; None: as if the server had chosen nothing."""
    await upsert(session, ServerRow, {"front": front, "id": server_id}, columns)


async def set_channels(
    session: AsyncSession,
    front: str,
    server_id: str,
    *,
    allowed: Collection[str] = (),
    denied: Collection[str] = (),
) -> None:
    """Replace the lists of channels; one that is on both is denied."""
    await session.execute(_of_server(ServerChannelRow, front, server_id))
    chosen = dict.fromkeys(allowed, True) | dict.fromkeys(denied, False)
    for channel, is_allowed in chosen.items():
        await session.execute(
            insert(ServerChannelRow).values(
                front=front, server=server_id, channel=channel, allowed=is_allowed
            )
        )


async def left(session: AsyncSession, front: str, server_id: str, now: datetime) -> None:
    """The bot was removed: waiting jobs of the server end, and its posts can't be reached any more.

    What the server has chosen stays for a while, in case that the bot comes back (`bot.pipeline.retention`).
    """
    await choose(session, front, server_id, left_at=now)
    await jobs.cancel_all(session, jobs.of_server(front, server_id), now)
    await posts.forget_in_server(session, front, server_id)


async def joined(session: AsyncSession, front: str, server_id: str) -> None:
    """The bot is on the server (again)."""
    await session.execute(
        update(ServerRow).where(ServerRow.front == front, ServerRow.id == server_id).values(left_at=None)
    )


async def with_own_retention(session: AsyncSession) -> list[tuple[str, str, float]]:
    """Front, id and days of the servers that have chosen how long their pictures are kept."""
    rows = await session.execute(
        select(ServerRow.front, ServerRow.id, ServerRow.retention_days).where(
            ServerRow.retention_days.is_not(None)
        )
    )
    return [(front, server_id, days) for front, server_id, days in rows if days is not None]


async def left_before(session: AsyncSession, before: datetime) -> list[tuple[str, str]]:
    """Front and id of the servers that were left before that moment and are not forgotten yet."""
    rows = await session.execute(select(ServerRow.front, ServerRow.id).where(ServerRow.left_at < before))
    return [(front, server_id) for front, server_id in rows]


async def forget_server(session: AsyncSession, front: str, server_id: str) -> None:
    """Forget all that a server has chosen; its members' jobs are theirs and stay."""
    for table in _OF_SERVERS:
        await session.execute(_of_server(table, front, server_id))
    await session.execute(delete(ServerRow).where(ServerRow.front == front, ServerRow.id == server_id))


def _of_server(
    table: type[_OfServer],
    front: str,
    server: str,
) -> Delete:
    return delete(table).where(table.front == front, table.server == server)

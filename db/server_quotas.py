"""Quotas that servers have set for themselves, their channels and their roles."""

from dataclasses import asdict, dataclass

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.jobs import COUNTED_FOR
from db.models import QuotaScope, ServerQuotaRow
from db.rows import record_of
from db.upsert import upsert

__all__ = ["LONGEST_COOLDOWN_S", "QuotaScope", "ServerQuota"]

LONGEST_COOLDOWN_S = int(COUNTED_FOR.total_seconds())


@dataclass(frozen=True, slots=True)
class ServerQuota:
    """The columns of `db.models.ServerQuotaRow` say what each field means."""

    scope: QuotaScope
    target: str = ""
    waiting: int | None = None
    per_hour: int | None = None
    cooldown_s: int | None = None
    tier: str | None = None

    def __post_init__(self) -> None:
        """Check the values. Raises `ValueError`."""
        if any(number is not None and number < 1 for number in (self.waiting, self.per_hour)):
            raise ValueError("A quota is at least 1.")
        if not 0 <= (self.cooldown_s or 0) <= LONGEST_COOLDOWN_S:
            raise ValueError(f"A cooldown lasts 0 to {LONGEST_COOLDOWN_S} s, not {self.cooldown_s}.")
        if (self.scope is QuotaScope.SERVER) != (self.target == ""):
            raise ValueError("A quota names its channel or role; one of a whole server names nothing.")


async def of_server(session: AsyncSession, front: str, server: str) -> list[ServerQuota]:
    """All quotas of a server, by scope and target."""
    rows = await session.scalars(
        select(ServerQuotaRow)
        .where(ServerQuotaRow.front == front, ServerQuotaRow.server == server)
        .order_by(ServerQuotaRow.scope, ServerQuotaRow.target)
    )
    return [record_of(row, ServerQuota) for row in rows]


async def set_quota(session: AsyncSession, front: str, server: str, quota: ServerQuota) -> None:
    """Set the quota of its scope and target, in place of the one before."""
    values = asdict(quota)
    key = {"front": front, "server": server, "scope": values.pop("scope"), "target": values.pop("target")}
    await upsert(session, ServerQuotaRow, key, values)


async def drop_quota(session: AsyncSession, front: str, server: str, scope: QuotaScope, target: str) -> None:
    """Take a quota away; there may be none."""
    await session.execute(
        delete(ServerQuotaRow).where(
            ServerQuotaRow.front == front,
            ServerQuotaRow.server == server,
            ServerQuotaRow.scope == scope,
            ServerQuotaRow.target == target,
        )
    )

"""Servers (guilds) and what they have decided for themselves."""

from sqlalchemy.ext.asyncio import AsyncSession

from db.models import ServerRow
from db.upsert import upsert


async def policy(session: AsyncSession, front: str, server_id: str) -> str | None:
    """The name of the policy that the server has chosen, if it has."""
    row = await session.get(ServerRow, (front, server_id))
    return row.policy if row else None


async def set_policy(session: AsyncSession, front: str, server_id: str, name: str | None) -> None:
    """Choose a policy for the server; None: as the settings say."""
    await upsert(session, ServerRow, {"front": front, "id": server_id}, {"policy": name})

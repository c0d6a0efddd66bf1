"""Styles that servers have added to those that ship."""

from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import StyleRow
from db.rows import record_of
from db.upsert import upsert


@dataclass(frozen=True, slots=True)
class Style:
    """A look by name: what people choose it by, and the words that it adds to a prompt."""

    name: str
    words: str


async def of_server(session: AsyncSession, front: str, server: str) -> list[Style]:
    """The server's own styles by name."""
    rows = await session.scalars(
        select(StyleRow).where(StyleRow.front == front, StyleRow.server == server).order_by(StyleRow.name)
    )
    return [record_of(row, Style) for row in rows]


async def put_style(session: AsyncSession, front: str, server: str, style: Style) -> None:
    """Add a style, or change the words of the one with this name. The caller bounds lengths and number."""
    key = {"front": front, "server": server, "name": style.name}
    await upsert(session, StyleRow, key, {"words": style.words})


async def drop_style(session: AsyncSession, front: str, server: str, name: str) -> bool:
    """Take a style away; whether there was one."""
    statement = delete(StyleRow).where(
        StyleRow.front == front, StyleRow.server == server, StyleRow.name == name
    )
    return await session.scalar(statement.returning(StyleRow.name)) is not None

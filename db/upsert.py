"""Statements that both databases know under different imports."""

from typing import Any

from sqlalchemy import inspect
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Base


async def upsert(
    session: AsyncSession, table: type[Base], key: dict[str, Any], values: dict[str, Any]
) -> None:
    """Insert a row, or set `values` of the row that has this primary key."""
    statement = _insert(session, table).values(**key, **values)
    await session.execute(statement.on_conflict_do_update(index_elements=list(key), set_=values))


async def insert_new(session: AsyncSession, table: type[Base], values: dict[str, Any]) -> bool:
    """Insert a row unless there is one with its primary key; whether it is new.

    Raises:
        IntegrityError: another constraint says no.
    """
    key = [column.name for column in inspect(table).primary_key]
    statement = _insert(session, table).values(**values).on_conflict_do_nothing(index_elements=key)
    return (await session.execute(statement.returning(*inspect(table).primary_key))).first() is not None


def _insert(session: AsyncSession, table: type[Base]) -> postgresql.Insert | sqlite.Insert:
    if session.get_bind().dialect.name == "postgresql":
        return postgresql.insert(table)
    return sqlite.insert(table)

"""One statement that both databases know under different imports."""

from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Base


async def upsert(
    session: AsyncSession, table: type[Base], key: dict[str, Any], values: dict[str, Any]
) -> None:
    """Insert a row, or set `values` of the row that has this primary key."""
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    statement = insert(table).values(**key, **values)
    await session.execute(statement.on_conflict_do_update(index_elements=list(key), set_=values))

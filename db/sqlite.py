"""What SQLite needs to be told: its journal, its foreign keys, and when a transaction begins."""

import asyncio
from typing import Any

from sqlalchemy import Connection, Engine, event, text
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.aiosqlite import SQLiteDialect_aiosqlite
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.util.concurrency import await_, in_greenlet

DRIVER = "sqlite+nonet"
"""Use it in place of sqlite+aiosqlite."""
_WORTH_SHRINKING = 4  # rewriting the whole file for less than a quarter of it is not


class Dialect(SQLiteDialect_aiosqlite):
    """SQLAlchemy's, but a connection whose task was cancelled is closed in peace.

    Theirs stops the connection's thread when a second cancellation arrives, while the first one's `close`
    still waits for an answer of that thread, for ever (SQLAlchemy 2.1.9, aiosqlite 0.22.1). And it gives up
    the write lock first: SQLite only closes a connection when the last of its cursors has gone, and the
    traceback of the cancellation still holds one.
    """

    supports_statement_cache = True

    def do_terminate(self, dbapi_connection: Any) -> None:
        """Close the connection; if that is cancelled too, it goes on by itself."""
        if in_greenlet():
            await_(asyncio.shield(_roll_back_and_close(self.get_driver_connection(dbapi_connection))))
        else:  # the garbage collector has found it
            super().do_terminate(dbapi_connection)


async def _roll_back_and_close(connection: Any) -> None:
    try:
        await connection.rollback()
    finally:
        await connection.close()


registry.register("sqlite.nonet", __name__, "Dialect")


def set_up(engine: Engine) -> None:
    """Give each of the engine's connections its journal and each transaction its kind."""
    event.listen(engine, "connect", _set_up_connection)
    event.listen(engine, "begin", _begin)


def _set_up_connection(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # transactions begin where we say so, in _begin
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


async def shrink(session: AsyncSession) -> int:
    """Gather what the planner knows, and give room back to the disk if a quarter is free; how many bytes.

    The session's connection must have the option `no_transaction`.
    """
    await session.execute(text("PRAGMA optimize"))
    free, pages, page_bytes = [
        await session.scalar(text(f"PRAGMA {name}")) for name in ("freelist_count", "page_count", "page_size")
    ]
    if free * _WORTH_SHRINKING < pages:
        return 0
    await session.execute(text("VACUUM"))
    return int(free * page_bytes)


def _begin(connection: Connection) -> None:
    if connection.get_execution_options().get("no_transaction", False):
        return
    # A transaction that reads first and writes later can't get the write lock if another wrote meanwhile.
    reads = connection.get_execution_options().get("read_only", False)
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")

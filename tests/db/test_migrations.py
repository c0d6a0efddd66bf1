"""The migrations make the very tables that the models describe."""

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from db.errors import DatabaseError
from db.migrations import config
from db.models import Base
from db.session import SCHEMA_REVISION, Database

MIGRATE = """
import asyncio, sys
from db.session import Database

async def main():
    database = Database(sys.argv[1])
    await database.migrate()
    await database.close()

asyncio.run(main())
print("alembic" in sys.modules)
"""


def start_migration(url: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", MIGRATE, url],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONWARNINGS": "error"},
    )


def differences(connection: Connection) -> list[object]:
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    return list(compare_metadata(context, Base.metadata))


async def test_migrations_make_the_tables_of_the_models(new_database_url: str) -> None:
    database = Database(new_database_url)
    await database.migrate()
    async with database.session() as session:
        assert await session.run_sync(lambda sync: differences(sync.connection())) == []
    await database.close()


def test_the_schema_revision_is_the_newest_migration() -> None:
    assert ScriptDirectory.from_config(config()).get_current_head() == SCHEMA_REVISION


async def test_processes_that_start_at_once_migrate_once(new_database_url: str) -> None:
    processes = [start_migration(new_database_url) for _ in range(3)]
    for process in processes:
        await asyncio.to_thread(process.communicate)
    assert [process.returncode for process in processes] == [0, 0, 0]


def test_a_start_without_anything_to_migrate_spares_itself_alembic(database_url: str) -> None:
    output, _ = start_migration(database_url).communicate()
    assert output.strip() == "False"


async def test_a_newer_schema_is_left_alone(database: Database) -> None:
    async with database.session() as session:
        await session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    try:
        with pytest.raises(DatabaseError, match="another version of Nonet"):
            await database.migrate()
    finally:
        async with database.session() as session:  # PostgreSQL's database is shared
            await session.execute(text(f"UPDATE alembic_version SET version_num = '{SCHEMA_REVISION}'"))


async def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    database = Database(f"sqlite:///{tmp_path / 'file' / 'nonet.db'}")
    with pytest.raises(DatabaseError, match="file"):
        await database.migrate()
    await database.close()

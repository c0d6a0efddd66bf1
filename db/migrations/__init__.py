"""Alembic migrations, run inside the transaction that `Database.migrate` holds.

A new one is written by hand beside the others; `tests/db/test_migrations.py` tells what it lacks. Then
raise `db.session.SCHEMA_REVISION`.
"""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Connection

from db.errors import DatabaseError


def config(connection: Connection | None = None) -> Config:
    """Alembic's configuration, without a file."""
    result = Config()
    result.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    result.attributes["connection"] = connection
    return result


def upgrade(connection: Connection) -> None:
    """Bring the schema to the newest revision.

    Raises:
        DatabaseError: a newer version of Nonet has made the schema.
    """
    try:
        command.upgrade(config(connection), "head")
    except CommandError as error:
        raise DatabaseError(f"The database's schema is of another version of Nonet: {error}.") from error

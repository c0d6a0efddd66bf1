"""No table is forgotten when someone asks for their data, or that they go."""

import pytest
from sqlalchemy import Table

from db.models import Base, JobRow
from db.personal import IMPERSONAL, PERSONAL

TABLES = sorted(Base.metadata.tables)
TELLING = ("person", "requester", "user", "contact", "address", "prompt")
"""Parts of names of columns that hold someone's id or words."""


def telling_columns(table: Table) -> list[str]:
    return [column.name for column in table.columns if any(word in column.name for word in TELLING)]


@pytest.mark.parametrize("name", TABLES)
def test_every_table_is_known_to_be_personal_or_not(name: str) -> None:
    personal = [kept.table for kept in PERSONAL if kept.table.__tablename__ == name]
    impersonal = [table for table in IMPERSONAL if table.__tablename__ == name]
    assert len(personal) + len(impersonal) == 1, f"Say in db/personal.py what {name} holds of a person."


@pytest.mark.parametrize("table", IMPERSONAL, ids=lambda table: table.__tablename__)
def test_a_table_that_holds_nobodys_id_or_words_is_named_so(table: type[Base]) -> None:
    assert telling_columns(Base.metadata.tables[table.__tablename__]) == []


def test_what_others_could_act_with_is_never_exported() -> None:
    hidden = {kept.table.__tablename__: kept.hidden for kept in PERSONAL}
    assert {"address", "lease_token"} <= hidden[JobRow.__tablename__]
    for kept in PERSONAL:
        columns = {column.name for column in kept.table.__table__.columns}
        assert kept.hidden <= columns
        assert {name for name in columns if "token" in name} <= kept.hidden

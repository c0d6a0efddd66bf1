"""From rows, which stay in this room, to the dataclasses that leave it."""

from dataclasses import fields
from typing import Any, ClassVar, Protocol, TypeVar

from db.models import Base


class Record(Protocol):
    """A dataclass whose fields are named as the columns of a table."""

    __dataclass_fields__: ClassVar[dict[str, Any]]


R = TypeVar("R", bound=Record)


def record_of(row: Base, kind: type[R]) -> R:
    """The record of a row, of a kind whose fields are columns of the row's table."""
    return kind(**{field.name: getattr(row, field.name) for field in fields(kind)})

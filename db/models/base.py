"""What all tables have in common: names of constraints, and types that are the same on both databases."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import DateTime, Dialect, Enum, MetaData, String, TypeDecorator
from sqlalchemy.orm import DeclarativeBase

from db.models.kinds import (
    CaseDecision,
    CaseKind,
    ContestKind,
    ContestState,
    DeliveryState,
    JobState,
    MentionDecision,
    ModeratorAction,
    PostKind,
    Pressers,
    QuotaScope,
    SlotState,
    SuggestionState,
    VoteKind,
)


class UtcDateTime(TypeDecorator[datetime]):
    """Moments that are aware and in UTC on both databases, although SQLite keeps no time zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Convert to UTC. Raises `ValueError` for a moment without a time zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} has no time zone.")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Say that it is UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Text(TypeDecorator[str]):
    """Text from outside: what no database can hold (NUL, lone surrogates) becomes U+FFFD."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Replace what PostgreSQL or UTF-8 would refuse."""
        if value is None:
            return None
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\0", "\ufffd")


def _name_of(members: type[StrEnum]) -> Enum:
    return Enum(
        members,
        native_enum=False,
        length=16,
        values_callable=lambda enum: [member.value for member in enum],
    )


class Base(DeclarativeBase):
    """Base of all tables, with names for constraints so that migrations can speak of them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: dict[Any, Any] = {  # noqa: RUF012 - SQLAlchemy's own declaration
        datetime: UtcDateTime(),
        str: Text(),
        JobState: _name_of(JobState),
        VoteKind: _name_of(VoteKind),
        PostKind: _name_of(PostKind),
        Pressers: _name_of(Pressers),
        QuotaScope: _name_of(QuotaScope),
        DeliveryState: _name_of(DeliveryState),
        MentionDecision: _name_of(MentionDecision),
        SlotState: _name_of(SlotState),
        SuggestionState: _name_of(SuggestionState),
        ContestKind: _name_of(ContestKind),
        ContestState: _name_of(ContestState),
        CaseKind: _name_of(CaseKind),
        CaseDecision: _name_of(CaseDecision),
        ModeratorAction: _name_of(ModeratorAction),
    }

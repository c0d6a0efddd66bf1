"""Every table, each column with its meaning. Rows stay in this room; dataclasses leave it."""

from datetime import UTC, datetime
from enum import IntEnum, StrEnum
from typing import Any

from sqlalchemy import (
    BigInteger,
    DateTime,
    Dialect,
    Enum,
    ForeignKey,
    Index,
    MetaData,
    String,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class JobState(StrEnum):
    """How far a job has got."""

    QUEUED = "queued"
    RENDERING = "rendering"
    RENDERED = "rendered"
    DELIVERED = "delivered"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Priority(IntEnum):
    """Classes of jobs; the lower number is taken first."""

    HIGH = 0
    NORMAL = 1
    LOW = 2


class DeliveryState(StrEnum):
    """How one attempt at a delivery went."""

    PENDING = "pending"
    DONE = "done"
    FAILED = "failed"


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
        DeliveryState: _name_of(DeliveryState),
    }


class JobRow(Base):
    """An accepted request; the jobs with state `queued` are the queue."""

    __tablename__ = "jobs"
    __table_args__ = (
        UniqueConstraint("front", "source_id"),
        Index(None, "state", "finished_at"),
        Index(None, "line", "claimed_at"),
        Index(None, "platform", "requester_id", "claimed_at"),
        Index(None, "platform", "requester_id", "created_at"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    """16 random URL-safe characters: the address of its page can't be guessed."""
    state: Mapped[JobState]
    """How far it has got."""
    priority: Mapped[int]
    """Its class, a `Priority`."""
    front: Mapped[str]
    """The front that it came from and that delivers it."""
    source_id: Mapped[str]
    """The front's own id of the event that asked for it."""
    address: Mapped[str]
    """Where on the front the result goes; only the front can read it."""
    server: Mapped[str | None]
    """The server (guild) that it was asked for on, if any."""
    platform: Mapped[str]
    """The requester's platform."""
    requester_id: Mapped[str]
    """The requester's id on that platform."""
    requester_name: Mapped[str]
    """The requester's name as the platform shows it."""
    line: Mapped[str]
    """Who takes turns in the queue: the server, or the requester where there is none."""
    prompt: Mapped[str]
    """What to paint, cleaned."""
    model: Mapped[str]
    """The model that paints it."""
    seed: Mapped[int] = mapped_column(BigInteger)
    """Where its random streams start, 0 to 2**32 - 1."""
    caption_top: Mapped[str]
    """Meme text at the top of the collage, or empty."""
    caption_bottom: Mapped[str]
    """Meme text at the bottom of the collage, or empty."""
    private: Mapped[bool]
    """Shown to its requester only."""
    created_at: Mapped[datetime]
    """When it was accepted."""
    attempts: Mapped[int]
    """Renderings begun that count."""
    not_before: Mapped[datetime | None]
    """It rests until then, after a failed rendering."""
    lease_token: Mapped[str | None]
    """Names the worker that may write to it; only the newest claim's token is accepted."""
    lease_until: Mapped[datetime | None]
    """From then on its worker counts as dead."""
    claimed_at: Mapped[datetime | None]
    """When a worker last took it."""
    finished_at: Mapped[datetime | None]
    """When it was rendered, failed or cancelled."""
    collage_key: Mapped[str | None] = mapped_column(ForeignKey("images.key", ondelete="SET NULL"), index=True)
    """The collage; none before it is rendered and after it has expired."""
    failure: Mapped[str | None]
    """Why there is no result: a sentence for the requester."""


class SampleRow(Base):
    """One of the nine pictures of a job."""

    __tablename__ = "samples"

    job_id: Mapped[str] = mapped_column(ForeignKey("jobs.id", ondelete="CASCADE"), primary_key=True)
    """The job."""
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    """1 to 9, row by row."""
    seed: Mapped[int] = mapped_column(BigInteger)
    """The job's seed, or a later one if the sample had to be drawn again."""
    image_key: Mapped[str | None] = mapped_column(ForeignKey("images.key", ondelete="SET NULL"), index=True)
    """The picture; none after it has expired."""


class ImageRow(Base):
    """A picture in the image store. Equal pictures share a row."""

    __tablename__ = "images"

    key: Mapped[str] = mapped_column(primary_key=True)
    """Its key in the image store."""
    media_type: Mapped[str]
    """Its format, as image/png."""
    size_bytes: Mapped[int] = mapped_column(BigInteger)
    """Size of its file."""
    width: Mapped[int]
    """In pixels."""
    height: Mapped[int]
    """In pixels."""
    used_at: Mapped[datetime] = mapped_column(index=True)
    """When a job last put it here; the oldest go first."""


class DeliveryRow(Base):
    """One attempt at telling the requester how a job ended."""

    __tablename__ = "deliveries"
    __table_args__ = (Index(None, "state", "due_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    """A running number."""
    job_id: Mapped[str] = mapped_column(ForeignKey("jobs.id", ondelete="CASCADE"), index=True)
    """The job."""
    attempt: Mapped[int]
    """1 for the job's first attempt."""
    state: Mapped[DeliveryState]
    """How it went."""
    due_at: Mapped[datetime]
    """Not to be tried before."""
    lease_token: Mapped[str | None]
    """Names the process that tries it."""
    lease_until: Mapped[datetime | None]
    """From then on that process counts as dead."""
    receipt: Mapped[str | None]
    """The platform's id of what was posted."""
    error: Mapped[str | None]
    """Why it failed."""
    created_at: Mapped[datetime]
    """When it was written down."""
    finished_at: Mapped[datetime | None]
    """When it was done or had failed."""


class PersonRow(Base):
    """Someone whom Nonet must remember to leave alone or to keep out."""

    __tablename__ = "people"

    platform: Mapped[str] = mapped_column(primary_key=True)
    """The platform."""
    id: Mapped[str] = mapped_column(primary_key=True)
    """The person's id on it."""
    opted_out_at: Mapped[datetime | None]
    """Since when the person wants nothing from Nonet."""
    banned_until: Mapped[datetime | None]
    """Until when requests are refused."""
    ban_reason: Mapped[str | None]
    """Why: a sentence for the person."""


class ServerRow(Base):
    """What a server (guild) has decided for itself."""

    __tablename__ = "servers"

    front: Mapped[str] = mapped_column(primary_key=True)
    """The front that knows the server."""
    id: Mapped[str] = mapped_column(primary_key=True)
    """The server's id on it."""
    policy: Mapped[str | None]
    """How much the filter refuses here; none: as the settings say."""


class RefusalRow(Base):
    """What moderators should see: a request or a picture that was refused, or let through for review."""

    __tablename__ = "refusals"

    id: Mapped[int] = mapped_column(primary_key=True)
    """A running number."""
    front: Mapped[str]
    """Where it was asked for."""
    source_id: Mapped[str]
    """The front's own id of the event."""
    platform: Mapped[str]
    """The requester's platform."""
    requester_id: Mapped[str]
    """The requester's id on it."""
    server: Mapped[str | None]
    """The server that it was asked for on."""
    job_id: Mapped[str | None] = mapped_column(ForeignKey("jobs.id", ondelete="SET NULL"), index=True)
    """The job, if it became one."""
    decision: Mapped[str]
    """`refuse`, or `review` for what was let through."""
    prompt: Mapped[str]
    """What was asked for, kept for moderators."""
    category: Mapped[str]
    """The kind of refusal: a category of the filter, `ban` or `opt-out`."""
    score: Mapped[float]
    """How sure the filter was, 0 to 1."""
    reason: Mapped[str]
    """What the person was told."""
    audit: Mapped[str]
    """Which rule matched what; never shown to the person."""
    created_at: Mapped[datetime] = mapped_column(index=True)
    """When."""


class ReportRow(Base):
    """Someone says that a job's pictures should not be shown."""

    __tablename__ = "reports"

    id: Mapped[int] = mapped_column(primary_key=True)
    """A running number."""
    job_id: Mapped[str] = mapped_column(ForeignKey("jobs.id", ondelete="CASCADE"), index=True)
    """The job."""
    reason: Mapped[str]
    """One word of a list that the front offers."""
    text: Mapped[str]
    """The reporter's own words, or empty."""
    contact: Mapped[str]
    """How to answer the reporter, or empty."""
    created_at: Mapped[datetime] = mapped_column(index=True)
    """When."""
    closed_at: Mapped[datetime | None]
    """When a moderator had dealt with it."""

"""People: who must be left alone or kept out, what was refused to them, what they like or complain about."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base
from db.models.kinds import VoteKind


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
    tier: Mapped[str | None]
    """The tier that the operator has granted."""
    unranked_at: Mapped[datetime | None]
    """Since when the person wants to be on no leaderboard, whatever they win."""


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
    platform: Mapped[str | None]
    """The reporter's platform; none if the reporter is unknown."""
    person_id: Mapped[str | None]
    """The reporter's id on it."""
    created_at: Mapped[datetime] = mapped_column(index=True)
    """When."""
    closed_at: Mapped[datetime | None]
    """When a moderator had dealt with it."""


class VoteRow(Base):
    """Someone likes a job's pictures."""

    __tablename__ = "votes"
    __table_args__ = (Index(None, "platform", "person_id", "created_at"),)

    job_id: Mapped[str] = mapped_column(ForeignKey("jobs.id", ondelete="CASCADE"), primary_key=True)
    """The job."""
    platform: Mapped[str] = mapped_column(primary_key=True)
    """The voter's platform."""
    person_id: Mapped[str] = mapped_column(primary_key=True)
    """The voter's id on it."""
    kind: Mapped[VoteKind] = mapped_column(primary_key=True)
    """How. A person who votes in both ways still counts once."""
    created_at: Mapped[datetime]
    """When."""

"""People: who must be left alone or kept out, and what they like."""

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


class PreferenceRow(Base):
    """What someone wishes for whenever they don't say otherwise."""

    __tablename__ = "preferences"

    platform: Mapped[str] = mapped_column(primary_key=True)
    """The platform."""
    person_id: Mapped[str] = mapped_column(primary_key=True)
    """The person's id on it."""
    style: Mapped[str]
    """The name of a style, or empty."""
    negative_prompt: Mapped[str]
    """What the pictures should not show, or empty."""
    spoiler: Mapped[bool | None]
    """Whether they are covered; none: as the server has chosen."""


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

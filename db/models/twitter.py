"""X: what was decided of mentions, what we post there, and what its API costs and allows."""

from datetime import datetime

from sqlalchemy import BigInteger, Index
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base
from db.models.kinds import MentionDecision


class MentionRow(Base):
    """A post that mentions us, and what became of it. A mention is decided once."""

    __tablename__ = "mentions"
    __table_args__ = (Index(None, "person_id", "conversation_id", "posted_at"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    """The post's id on X."""
    person_id: Mapped[str]
    """Its author."""
    conversation_id: Mapped[str]
    """The post that its conversation began with."""
    posted_at: Mapped[datetime]
    """When it was written."""
    decision: Mapped[MentionDecision]
    """What became of it."""
    reason: Mapped[str]
    """Why, in a word or a category of the filter; empty for what was accepted."""
    decided_at: Mapped[datetime] = mapped_column(index=True)
    """When."""


class OutgoingRow(Base):
    """A post of ours, from the first thought of it on, so that it is posted once whatever crashes."""

    __tablename__ = "outgoing_posts"

    key: Mapped[str] = mapped_column(primary_key=True)
    """What it is about: `mention:` and the id of the post that it answers, or `job:` and the job's id."""
    text: Mapped[str | None]
    """What it says, if nobody else will bring it to be posted: it is owed."""
    media_id: Mapped[str | None]
    """X's id of the uploaded picture."""
    media_until: Mapped[datetime | None]
    """Until when X keeps that picture without a post."""
    tried_at: Mapped[datetime | None]
    """Since when it may be on X without our knowing; none if it certainly isn't."""
    message_id: Mapped[str | None]
    """Its id on X, once it is there."""
    failure: Mapped[str | None]
    """Why it will never be there."""
    created_at: Mapped[datetime]
    """When it was thought of."""


class ApiCallRow(Base):
    """A call of X's API."""

    __tablename__ = "api_calls"
    __table_args__ = (Index(None, "day", "kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    """A running number."""
    kind: Mapped[str]
    """What was called, a `bot.twitter.prices.CallKind`."""
    day: Mapped[str]
    """The day of the bill, in UTC, as 2026-11-23."""
    status: Mapped[int | None]
    """The status of the answer; none if none has come."""
    resources: Mapped[int]
    """What it is billed for: posts read, or 1."""
    cost_micros: Mapped[int] = mapped_column(BigInteger)
    """Its price in millionths of a dollar; while it is under way, the most that it can be."""
    called_at: Mapped[datetime]
    """When."""


class RateLimitRow(Base):
    """What X's headers last said of one of its limits."""

    __tablename__ = "rate_limits"

    kind: Mapped[str] = mapped_column(primary_key=True)
    """What is called, a `bot.twitter.prices.CallKind`."""
    remaining: Mapped[int]
    """Calls left in the window."""
    reset_at: Mapped[datetime]
    """When the next window begins."""

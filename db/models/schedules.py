"""What happens at set times: schedules with their slots and suggestions, and the house's own chores."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base
from db.models.kinds import SlotState, SuggestionState


class ScheduleRow(Base):
    """A prompt of the day at some place: when, from where the prompts come, and what is made of it."""

    __tablename__ = "schedules"
    __table_args__ = (
        UniqueConstraint("config_name"),
        Index(None, "front", "server"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    """A running number, never used again: in `jobs.source_id`, slots are named after it."""
    config_name: Mapped[str | None]
    """Its name in the settings, if the operator has written it there; none: a server made it."""
    name: Mapped[str]
    """What people call it."""
    front: Mapped[str]
    """The front that posts it."""
    server: Mapped[str | None]
    """The server that it belongs to; none: the whole house, as the web page's."""
    channel: Mapped[str | None]
    """The channel of the server that it is posted in."""
    clock: Mapped[str]
    """The time of day on the clocks of its zone, as 09:30."""
    zone: Mapped[str]
    """The IANA name of that zone, as Europe/Berlin."""
    weekdays: Mapped[str]
    """The days on which it runs, as digits of ISO 8601 (1 is Monday): 1234567 for every day."""
    sources: Mapped[str]
    """Where prompts come from, in the order of preference: names of `PromptSource`, with commas between."""
    repeat_days: Mapped[int]
    """Days within which no prompt is repeated."""
    style: Mapped[str]
    """The style that it is painted in, or empty."""
    thread: Mapped[bool]
    """Whether a thread is opened below it."""
    vote_hours: Mapped[float | None]
    """Hours for which members vote and enter remixes; none: no contest."""
    winner_role: Mapped[str | None]
    """The role that the winner has until the next one."""
    on_twitter: Mapped[bool]
    """Whether the pictures are posted on X too."""
    paused_at: Mapped[datetime | None]
    """Since when it rests."""
    anchored_at: Mapped[datetime]
    """When it was made, changed or resumed: slots before are not owed."""
    created_by: Mapped[str]
    """Who made it, by the id on the front; empty for the operator."""
    created_at: Mapped[datetime]
    """When it was made."""


class SlotRow(Base):
    """One moment of a schedule, and what became of it. There is one row for each, whoever finds it due."""

    __tablename__ = "slots"
    __table_args__ = (Index(None, "state", "lease_until"), Index(None, "job_id"))

    schedule_id: Mapped[int] = mapped_column(ForeignKey("schedules.id", ondelete="CASCADE"), primary_key=True)
    """The schedule."""
    at: Mapped[datetime] = mapped_column(primary_key=True)
    """The moment; for a run by hand, when it was asked for."""
    state: Mapped[SlotState]
    """What became of it."""
    by_hand: Mapped[bool]
    """Asked for by someone, out of turn."""
    reason: Mapped[str]
    """Why it was skipped or failed, or empty."""
    source: Mapped[str]
    """Where its prompt came from, a `PromptSource`, or empty before it is chosen."""
    prompt: Mapped[str]
    """What was asked for, or empty before it is chosen."""
    suggestion_id: Mapped[int | None] = mapped_column(ForeignKey("suggestions.id", ondelete="SET NULL"))
    """The suggestion that it took."""
    job_id: Mapped[str | None] = mapped_column(ForeignKey("jobs.id", ondelete="SET NULL"))
    """The job that it became."""
    attempts: Mapped[int]
    """How often a process has begun it."""
    lease_token: Mapped[str | None]
    """Names the process that works on it."""
    lease_until: Mapped[datetime | None]
    """From then on that process counts as dead."""
    finished_at: Mapped[datetime | None]
    """When it became a job, was skipped or failed."""


class SuggestionRow(Base):
    """A prompt on a schedule's own list, or proposed for it by a member."""

    __tablename__ = "suggestions"
    __table_args__ = (Index(None, "schedule_id", "state"), Index(None, "platform", "person_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    """A running number."""
    schedule_id: Mapped[int] = mapped_column(ForeignKey("schedules.id", ondelete="CASCADE"))
    """The schedule."""
    text: Mapped[str]
    """The prompt."""
    state: Mapped[SuggestionState]
    """Whether it may be taken."""
    by_member: Mapped[bool]
    """Proposed by a member, and taken once; otherwise it is of the list, and may come back."""
    platform: Mapped[str]
    """Whose it is: the platform."""
    person_id: Mapped[str]
    """And the id on it."""
    person_name: Mapped[str]
    """The name as the platform shows it."""
    decided_by: Mapped[str]
    """The id of the moderator who approved or rejected it; empty if nobody or the votes did."""
    created_at: Mapped[datetime]
    """When."""


class SuggestionVoteRow(Base):
    """Someone would like to see a suggestion painted."""

    __tablename__ = "suggestion_votes"
    __table_args__ = (Index(None, "platform", "person_id"),)

    suggestion_id: Mapped[int] = mapped_column(
        ForeignKey("suggestions.id", ondelete="CASCADE"), primary_key=True
    )
    """The suggestion."""
    platform: Mapped[str] = mapped_column(primary_key=True)
    """The voter's platform."""
    person_id: Mapped[str] = mapped_column(primary_key=True)
    """The voter's id on it."""
    created_at: Mapped[datetime]
    """When."""


class ChoreRunRow(Base):
    """One run of one of the house's own chores, as tidying away old pictures."""

    __tablename__ = "chore_runs"
    __table_args__ = (Index(None, "started_at"),)

    chore: Mapped[str] = mapped_column(primary_key=True)
    """Its name."""
    at: Mapped[datetime] = mapped_column(primary_key=True)
    """The moment for which it was due; for a run by hand, when it was asked for."""
    started_at: Mapped[datetime]
    """When a process began it."""
    finished_at: Mapped[datetime | None]
    """When it ended; none while it runs, or if its process died."""
    summary: Mapped[str]
    """What it did, in a few words."""
    failure: Mapped[str | None]
    """Why it failed."""
    lease_until: Mapped[datetime]
    """From then on, without an end, its process counts as dead."""

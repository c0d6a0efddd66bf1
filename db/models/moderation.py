"""Moderation: what was refused or reported, what moderators decide of it, and what servers choose."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base
from db.models.kinds import CaseDecision, CaseKind, ModeratorAction

_OPEN = text("decided_at IS NULL")


class RefusalRow(Base):
    """What moderators should see: a request or a picture that was refused, let through for review, or a job
    that they have removed.
    """

    __tablename__ = "refusals"
    __table_args__ = (Index(None, "platform", "requester_id", "created_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    """A running number."""
    front: Mapped[str]
    """Where it was asked for."""
    source_id: Mapped[str]
    """The front's own id of the event; of what was taken back, the id of the job, which soon is gone."""
    platform: Mapped[str]
    """The requester's platform."""
    requester_id: Mapped[str]
    """The requester's id on it."""
    server: Mapped[str | None]
    """The server that it was asked for on."""
    job_id: Mapped[str | None] = mapped_column(ForeignKey("jobs.id", ondelete="SET NULL"), index=True)
    """The job, if it became one."""
    decision: Mapped[str]
    """`refuse`, `review` for what was let through, or `remove` for what moderators took back."""
    prompt: Mapped[str]
    """What was asked for, kept for moderators; empty where a hash has to do."""
    prompt_hash: Mapped[str | None]
    """A keyed hash of the prompt, where the prompt itself must not be kept."""
    category: Mapped[str]
    """The kind of refusal: a category of the filter, `ban`, `server-ban`, `pause` or `opt-out`."""
    score: Mapped[float]
    """How sure the filter was, 0 to 1."""
    reason: Mapped[str]
    """What the person was told."""
    audit: Mapped[str]
    """Which rule matched what; never shown to the person."""
    policy: Mapped[str]
    """The policy that it was judged by; empty where the filter was not asked."""
    filter_version: Mapped[str]
    """The version of the filter that judged; empty where it was not asked."""
    age_restricted: Mapped[bool]
    """Whether it was asked for in an age-restricted place."""
    created_at: Mapped[datetime] = mapped_column(index=True)
    """When."""


class ReportRow(Base):
    """Someone says that a job's pictures should not be shown."""

    __tablename__ = "reports"
    __table_args__ = (Index(None, "platform", "person_id", "created_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    """A running number."""
    job_id: Mapped[str] = mapped_column(ForeignKey("jobs.id", ondelete="CASCADE"), index=True)
    """The job."""
    case_id: Mapped[int | None] = mapped_column(ForeignKey("cases.id", ondelete="SET NULL"), index=True)
    """The case that moderators have of it."""
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


class CaseRow(Base):
    """Something that a moderator must decide: all reports of a job, a doubt of the filter, or an appeal."""

    __tablename__ = "cases"
    __table_args__ = (
        Index(None, "platform", "person_id"),
        Index("ix_cases_open", "front", "server", "id", sqlite_where=_OPEN, postgresql_where=_OPEN),
        Index(None, "decided_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    """A running number; the queue is in its order."""
    kind: Mapped[CaseKind]
    """What brought it here."""
    front: Mapped[str]
    """The front that the pictures were asked for on."""
    server: Mapped[str | None]
    """The server whose moderators may decide it; none: operators alone, as for what is private."""
    job_id: Mapped[str | None] = mapped_column(ForeignKey("jobs.id", ondelete="SET NULL"), index=True)
    """The job that it is about, as long as there is one."""
    refusal_id: Mapped[int | None] = mapped_column(ForeignKey("refusals.id", ondelete="SET NULL"), index=True)
    """The filter's doubt, or what is appealed against."""
    platform: Mapped[str]
    """Of the person who asked for the pictures."""
    person_id: Mapped[str]
    """That person's id on it."""
    category: Mapped[str]
    """A category of the filter, or the reason of the first report."""
    opened_at: Mapped[datetime]
    """When."""
    alerted_at: Mapped[datetime | None]
    """When the server's moderators were told."""
    claimed_by: Mapped[str | None]
    """The moderator who works on it, as `discord:123`."""
    claimed_until: Mapped[datetime | None]
    """From then on others may."""
    decision: Mapped[CaseDecision | None]
    """What was decided."""
    decided_by: Mapped[str | None]
    """By which moderator; none by nobody."""
    decided_at: Mapped[datetime | None]
    """When."""


class AppealRow(Base):
    """Someone says that a refusal or a removal was a mistake. Each can be appealed against once."""

    __tablename__ = "appeals"
    __table_args__ = (Index(None, "platform", "person_id"),)

    refusal_id: Mapped[int] = mapped_column(ForeignKey("refusals.id", ondelete="CASCADE"), primary_key=True)
    """What it is against."""
    case_id: Mapped[int | None] = mapped_column(ForeignKey("cases.id", ondelete="SET NULL"), index=True)
    """The case that moderators have of it."""
    platform: Mapped[str]
    """The requester's platform."""
    person_id: Mapped[str]
    """The requester's id on it."""
    text: Mapped[str]
    """The requester's own words."""
    answer: Mapped[str]
    """What the moderators answer, or empty."""
    lets_pass: Mapped[bool]
    """From now on the filter lets the same prompt of the same person pass there."""
    created_at: Mapped[datetime]
    """When it was made."""
    told_at: Mapped[datetime | None]
    """When the requester was told how it ended."""


class ModeratorActionRow(Base):
    """What a moderator has done: the audit log. Only who wants to be forgotten is taken out of it."""

    __tablename__ = "moderator_actions"
    __table_args__ = (Index(None, "platform", "person_id"), Index(None, "server", "at"))

    id: Mapped[int] = mapped_column(primary_key=True)
    """A running number."""
    at: Mapped[datetime] = mapped_column(index=True)
    """When."""
    moderator: Mapped[str] = mapped_column(index=True)
    """Who, as `discord:123`."""
    front: Mapped[str | None]
    """The front of the server for which it was done."""
    server: Mapped[str | None]
    """The server for which it was done; none: everywhere, as operators do."""
    action: Mapped[ModeratorAction]
    """What."""
    case_id: Mapped[int | None]
    """The case, if it was about one."""
    job_id: Mapped[str | None]
    """The job, if it was about one; it may be gone."""
    platform: Mapped[str | None]
    """Of the person whom it concerned, if one."""
    person_id: Mapped[str | None]
    """That person's id on it."""
    category: Mapped[str]
    """Of the case, or empty."""
    filter_version: Mapped[str]
    """The version of the filter whose verdict was looked at, or empty."""
    note: Mapped[str]
    """In the moderator's words, or empty."""


class PersonNoteRow(Base):
    """What moderators want to remember of a person."""

    __tablename__ = "person_notes"
    __table_args__ = (Index(None, "platform", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    """A running number."""
    platform: Mapped[str]
    """The person's platform."""
    person_id: Mapped[str]
    """The person's id on it."""
    front: Mapped[str | None]
    """The front of the server whose moderators read it."""
    server: Mapped[str | None]
    """The server whose moderators read it; none: operators alone."""
    moderator: Mapped[str]
    """Who wrote it, as `discord:123`."""
    text: Mapped[str]
    """What it says."""
    created_at: Mapped[datetime] = mapped_column(index=True)
    """When."""


class SuspicionRow(Base):
    """Something that makes a person suspect for a while. Its weight is halved again and again."""

    __tablename__ = "suspicions"
    __table_args__ = (Index(None, "platform", "person_id", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    """A running number."""
    platform: Mapped[str]
    """The person's platform."""
    person_id: Mapped[str]
    """The person's id on it."""
    front: Mapped[str | None]
    """The front of the server where it counts."""
    server: Mapped[str | None]
    """The only server where it counts, as what its moderators decide; none: it counts everywhere."""
    weight: Mapped[float]
    """How much it counts at first."""
    cause: Mapped[str]
    """A category of the filter, `upheld` for a report that was right, `false-report` for one that was not."""
    refusal_id: Mapped[int | None] = mapped_column(ForeignKey("refusals.id", ondelete="SET NULL"), index=True)
    """The refusal that caused it: an appeal that is upheld takes it back."""
    at: Mapped[datetime] = mapped_column(index=True)
    """When."""


class ServerBanRow(Base):
    """Someone whom a server's moderators keep out, there only."""

    __tablename__ = "server_bans"

    front: Mapped[str] = mapped_column(primary_key=True)
    """The front that knows the server."""
    server: Mapped[str] = mapped_column(primary_key=True)
    """The server's id on it."""
    platform: Mapped[str] = mapped_column(primary_key=True)
    """The person's platform."""
    person_id: Mapped[str] = mapped_column(primary_key=True)
    """The person's id on it."""
    until: Mapped[datetime]
    """Until when requests are refused."""
    reason: Mapped[str]
    """Why: a sentence for the person, or empty."""
    created_at: Mapped[datetime]
    """Since when."""


class ServerLevelRow(Base):
    """How strict a server's filter is in one category, where that is not as in all others."""

    __tablename__ = "server_levels"

    front: Mapped[str] = mapped_column(primary_key=True)
    """The front that knows the server."""
    server: Mapped[str] = mapped_column(primary_key=True)
    """The server's id on it."""
    category: Mapped[str] = mapped_column(primary_key=True)
    """A graded category of the filter."""
    level: Mapped[str]
    """`strict`, `standard` or `relaxed`."""


class ServerWordRow(Base):
    """A word or phrase that a server refuses besides the filter's own, or that is harmless there."""

    __tablename__ = "server_words"

    front: Mapped[str] = mapped_column(primary_key=True)
    """The front that knows the server."""
    server: Mapped[str] = mapped_column(primary_key=True)
    """The server's id on it."""
    word: Mapped[str] = mapped_column(primary_key=True)
    """The word or phrase."""
    allowed: Mapped[bool]
    """Harmless there, or refused."""


class BlockedPictureRow(Base):
    """A picture that moderators don't want to see again. Who blocked it, the audit log knows."""

    __tablename__ = "blocked_pictures"

    hash: Mapped[str] = mapped_column(String(16), primary_key=True)
    """Its perceptual hash, 16 hexadecimal digits."""
    job_id: Mapped[str] = mapped_column(primary_key=True)
    """The job that showed it; it may be gone."""
    front: Mapped[str | None]
    """The front of the server where it is blocked."""
    server: Mapped[str | None]
    """The server whose moderators don't want to see it; none: nobody should, as operators say."""
    blocked_at: Mapped[datetime]
    """When."""

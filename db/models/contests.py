"""Contests: around the prompt of the day, or a theme party; who entered, who voted, who won."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base
from db.models.kinds import ContestKind, ContestState


class ContestRow(Base):
    """A contest in a thread or channel of a server."""

    __tablename__ = "contests"
    __table_args__ = (
        Index(None, "state", "closes_at"),
        Index(None, "front", "server", "closes_at"),
        Index(None, "front", "thread"),
        Index(None, "job_id"),
        Index(None, "spoilt_at"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    """16 random URL-safe characters, as of a job."""
    kind: Mapped[ContestKind]
    """Around a prompt of the day, or a party."""
    state: Mapped[ContestState]
    """How far it has got."""
    front: Mapped[str]
    """The front that it is held on."""
    server: Mapped[str]
    """The server."""
    channel: Mapped[str]
    """The channel that it was announced in."""
    thread: Mapped[str | None]
    """The thread in which it is held; none before it is open, or if it has none."""
    message_id: Mapped[str | None]
    """The message that opened it."""
    results_id: Mapped[str | None]
    """The message with its results; empty if they could not be posted, none as long as they may be."""
    spoilt_at: Mapped[datetime | None]
    """Since when its results show a job that was deleted: they must be shown anew, without it."""
    schedule_id: Mapped[int | None] = mapped_column(ForeignKey("schedules.id", ondelete="SET NULL"))
    """The schedule whose prompt it is about."""
    job_id: Mapped[str | None] = mapped_column(ForeignKey("jobs.id", ondelete="SET NULL"))
    """The job of the day, whose nine samples can be voted for; none for a party."""
    theme: Mapped[str]
    """The prompt of the day, or the theme of the party."""
    required_words: Mapped[str]
    """Words that each prompt must have to enter, with commas between, or empty."""
    awards: Mapped[str]
    """What the host promises the winners, or empty."""
    entries_each: Mapped[int]
    """Most entries that one person may have in it at a time."""
    winner_role: Mapped[str | None]
    """The role that the winner gets."""
    host_id: Mapped[str]
    """Who holds it, by the id on the front; empty for Nonet itself."""
    host_name: Mapped[str]
    """That person's name."""
    opens_at: Mapped[datetime]
    """When it began."""
    closes_at: Mapped[datetime]
    """When it ends; the same moment as `opens_at`: there is nothing to vote for, only a thread."""
    attempts: Mapped[int]
    """How often a process has begun to open or close it."""
    not_before: Mapped[datetime | None]
    """It rests until then, after a failure to open or close it."""
    failure: Mapped[str | None]
    """Why it could not be opened or closed."""
    lease_token: Mapped[str | None]
    """Names the process that opens or closes it."""
    lease_until: Mapped[datetime | None]
    """From then on that process counts as dead."""


class EntryRow(Base):
    """A job that a member has entered."""

    __tablename__ = "contest_entries"
    __table_args__ = (Index(None, "platform", "person_id"), Index(None, "job_id"))

    contest_id: Mapped[str] = mapped_column(ForeignKey("contests.id", ondelete="CASCADE"), primary_key=True)
    """The contest."""
    job_id: Mapped[str] = mapped_column(ForeignKey("jobs.id", ondelete="CASCADE"), primary_key=True)
    """The job."""
    platform: Mapped[str]
    """Whose it is: the platform."""
    person_id: Mapped[str]
    """And the id on it."""
    entered_at: Mapped[datetime]
    """When."""


class BallotRow(Base):
    """Someone's one vote in a contest, which they may change until it closes."""

    __tablename__ = "ballots"
    __table_args__ = (Index(None, "platform", "person_id"), Index(None, "job_id"))

    contest_id: Mapped[str] = mapped_column(ForeignKey("contests.id", ondelete="CASCADE"), primary_key=True)
    """The contest."""
    platform: Mapped[str] = mapped_column(primary_key=True)
    """The voter's platform."""
    person_id: Mapped[str] = mapped_column(primary_key=True)
    """The voter's id on it."""
    job_id: Mapped[str] = mapped_column(ForeignKey("jobs.id", ondelete="CASCADE"))
    """The job voted for."""
    sample: Mapped[int]
    """Which of its samples, 1 to 9; 0: the entry as a whole."""
    created_at: Mapped[datetime]
    """When."""


class RankRow(Base):
    """A place in the results of a contest. It outlives pictures and ballots, for the leaderboard."""

    __tablename__ = "contest_ranks"
    __table_args__ = (Index(None, "platform", "person_id"),)

    contest_id: Mapped[str] = mapped_column(ForeignKey("contests.id", ondelete="CASCADE"), primary_key=True)
    """The contest."""
    job_id: Mapped[str] = mapped_column(ForeignKey("jobs.id", ondelete="CASCADE"), primary_key=True)
    """The job."""
    sample: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    """As in `BallotRow`."""
    rank: Mapped[int]
    """1 for the winner; equals share a rank."""
    votes: Mapped[int]
    """How many."""
    platform: Mapped[str | None]
    """Whose it is; none for a sample of Nonet's own job of the day."""
    person_id: Mapped[str | None]
    """And the id on it."""

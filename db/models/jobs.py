"""Jobs, what they show, and how they were delivered."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, LargeBinary, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base
from db.models.kinds import DeliveryState, JobState, PostKind

_WAITING = text("state = 'queued'")
_ON_ITS_WAY = text("state IN ('queued', 'rendering')")


class JobRow(Base):
    """An accepted request; the jobs with state `queued` are the queue."""

    __tablename__ = "jobs"
    __table_args__ = (
        UniqueConstraint("front", "source_id"),
        Index(None, "state", "finished_at"),
        Index(None, "line", "claimed_at"),
        Index(None, "platform", "requester_id", "claimed_at"),
        Index(None, "platform", "requester_id", "created_at"),
        Index(None, "front", "server", "created_at"),
        Index(None, "deleted_at"),
        # Of the few rows that are not over yet, so that the queue is found at once among all that ever was.
        # A query uses them only if it has these conditions word for word (`db.jobs.WAITING`, `ON_ITS_WAY`).
        Index(
            "ix_jobs_waiting",
            *("priority", "line", "platform", "requester_id", "created_at", "id", "not_before"),
            sqlite_where=_WAITING,
            postgresql_where=_WAITING,
        ),
        Index(
            "ix_jobs_on_their_way",
            *("platform", "requester_id", "front", "server", "channel"),
            sqlite_where=_ON_ITS_WAY,
            postgresql_where=_ON_ITS_WAY,
        ),
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
    channel: Mapped[str | None]
    """The channel of the server that it was asked for in, a thread's own channel for a thread."""
    platform: Mapped[str]
    """The requester's platform."""
    requester_id: Mapped[str]
    """The requester's id on that platform."""
    requester_name: Mapped[str]
    """The requester's name as the platform shows it."""
    line: Mapped[str]
    """Who takes turns in the queue: the server, or the requester where there is none."""
    prompt: Mapped[str]
    """What the person typed, cleaned."""
    negative_prompt: Mapped[str]
    """What the pictures should not show, cleaned, or empty."""
    style: Mapped[str]
    """The name of the style that it is painted in, or empty."""
    style_words: Mapped[str]
    """What that style adds to the prompt for the model, or empty."""
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
    spoiler: Mapped[bool]
    """Its pictures are covered until someone asks to see them."""
    picture_level: Mapped[str]
    """How strictly its pictures are judged: a level of the filter, by where it was asked for."""
    parent_id: Mapped[str | None]
    """The job that it repeats, edits or varies; that one may be gone."""
    parent_sample: Mapped[int | None]
    """The parent's sample that it varies, 1 to 9."""
    kept_share: Mapped[float | None]
    """How much of that sample, or of the picture, it keeps from the top, as a share of rows of tokens."""
    picture_key: Mapped[str | None] = mapped_column(ForeignKey("images.key"), index=True)
    """The picture that its requester brought, which its samples go on from."""
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
    deleted_at: Mapped[datetime | None]
    """When someone deleted it: nothing of prompt and pictures is left, but it still counts for quotas."""


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
    tokens: Mapped[bytes | None] = mapped_column(LargeBinary)
    """Its image tokens as `db.samples.pack` writes them; none without picture, or if its model has none."""


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


class PostRow(Base):
    """A message of ours on a platform, so that it can be found by its id, and removed with its job."""

    __tablename__ = "posts"

    front: Mapped[str] = mapped_column(primary_key=True)
    """The front that posted it."""
    message_id: Mapped[str] = mapped_column(primary_key=True)
    """Its id on the platform."""
    channel_id: Mapped[str]
    """The channel or conversation that it is in."""
    job_id: Mapped[str] = mapped_column(ForeignKey("jobs.id", ondelete="CASCADE"), index=True)
    """The job that it shows."""
    kind: Mapped[PostKind]
    """What it shows of it."""
    sample: Mapped[int | None]
    """Which sample, if one."""
    person_id: Mapped[str]
    """Whose wish it was to have it here, by the id on the platform."""
    created_at: Mapped[datetime]
    """When."""

"""Servers (guilds) and what they choose for themselves; what processes remember."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base
from db.models.kinds import Pressers, QuotaScope


class ServerRow(Base):
    """What a server (guild) has decided for itself."""

    __tablename__ = "servers"

    front: Mapped[str] = mapped_column(primary_key=True)
    """The front that knows the server."""
    id: Mapped[str] = mapped_column(primary_key=True)
    """The server's id on it."""
    policy: Mapped[str | None]
    """How much the filter refuses here; none: as the settings say."""
    language: Mapped[str | None]
    """Language of what all members see; none: as the platform says."""
    spoiler: Mapped[bool | None]
    """Whether pictures are covered when the request doesn't say; none: no."""
    pressers: Mapped[Pressers | None]
    """Who may press the buttons of a result card; none: everyone."""
    showcase_channel: Mapped[str | None]
    """The channel that shows the members' favourites; none: there is no showcase."""
    showcase_votes: Mapped[int | None]
    """Votes at which a job goes there by itself; none: only when someone publishes it."""
    retention_days: Mapped[float | None]
    """Days that the pictures of this server are kept, if fewer than the settings say."""
    named_people: Mapped[bool | None]
    """Whether real people may not be shown in scenes that demean or deceive; none: as the policy says."""
    moderator_role: Mapped[str | None]
    """A role whose members moderate besides those whom the platform lets manage messages."""
    alert_channel: Mapped[str | None]
    """The channel where moderators are told of new cases; none: they look for themselves."""
    left_at: Mapped[datetime | None]
    """When the bot was removed from the server."""


class ServerChannelRow(Base):
    """Whether pictures may be asked for in a channel. If any is allowed, all others are not."""

    __tablename__ = "server_channels"

    front: Mapped[str] = mapped_column(primary_key=True)
    """The front that knows the server."""
    server: Mapped[str] = mapped_column(primary_key=True)
    """The server's id on it."""
    channel: Mapped[str] = mapped_column(primary_key=True)
    """The channel's id on it."""
    allowed: Mapped[bool]
    """Allowed or denied."""


class ServerCoverRow(Base):
    """A channel, or a role, whose pictures are covered until someone asks to see them."""

    __tablename__ = "server_covers"

    front: Mapped[str] = mapped_column(primary_key=True)
    """The front that knows the server."""
    server: Mapped[str] = mapped_column(primary_key=True)
    """The server's id on it."""
    scope: Mapped[QuotaScope] = mapped_column(primary_key=True)
    """Whether it is a channel or a role."""
    target: Mapped[str] = mapped_column(primary_key=True)
    """Its id."""


class ServerQuotaRow(Base):
    """How much may be asked for on a server, by a server's own choice. None: no limit of this kind."""

    __tablename__ = "server_quotas"

    front: Mapped[str] = mapped_column(primary_key=True)
    """The front that knows the server."""
    server: Mapped[str] = mapped_column(primary_key=True)
    """The server's id on it."""
    scope: Mapped[QuotaScope] = mapped_column(primary_key=True)
    """What it is for."""
    target: Mapped[str] = mapped_column(primary_key=True)
    """The id of the channel or role; empty for the server."""
    waiting: Mapped[int | None]
    """Most jobs on their way at once."""
    per_hour: Mapped[int | None]
    """Most jobs within an hour."""
    cooldown_s: Mapped[int | None]
    """Seconds from one job of a person to the next; 0 for a role that need not wait where others must."""
    tier: Mapped[str | None]
    """The tier that members with this role have; for roles only."""


class StyleRow(Base):
    """A style that a server has added to those that ship."""

    __tablename__ = "styles"

    front: Mapped[str] = mapped_column(primary_key=True)
    """The front that knows the server."""
    server: Mapped[str] = mapped_column(primary_key=True)
    """The server's id on it."""
    name: Mapped[str] = mapped_column(primary_key=True)
    """What members choose it by."""
    words: Mapped[str]
    """What it adds to a prompt."""


class MarkerRow(Base):
    """Something that one process must remember for the next, as how far a front has read."""

    __tablename__ = "markers"

    name: Mapped[str] = mapped_column(primary_key=True)
    """Of what."""
    value: Mapped[str]
    """How far, or in which state."""
    updated_at: Mapped[datetime]
    """When."""

"""What a front hands to the pipeline: who asks, where the answer goes, what is asked."""

from dataclasses import dataclass, field

from db.jobs import Job, Priority

SCHEDULE = "schedule"
"""The platform of requesters that are no persons but schedules, with ids of these."""


@dataclass(frozen=True, slots=True)
class Requester:
    """Who asked: a platform and an id on it, unique together."""

    platform: str
    id: str
    name: str = ""
    """As the platform shows it; for messages only."""
    roles: tuple[str, ...] = ()
    """Ids of the roles that the requester has on the server, which may have quotas of their own."""
    tier: str = ""
    """The tier that the platform says was bought, if any; the settings say its worth."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where on a front a result goes. What `address` means, only that front knows."""

    front: str
    address: str
    server: str | None = None
    """The id of the server (guild) whose policy and quotas apply, if there is one."""
    channel: str | None = None
    """The id of the server's channel whose quota applies; for a thread, of the channel that it belongs to."""
    age_restricted: bool = False
    """Whether only adults are let in there: a policy may be relaxed only then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What a person may choose besides the prompt. `None` leaves the choice to Nonet."""

    seed: int | None = None
    model: str | None = None
    caption_top: str = ""
    caption_bottom: str = ""
    private: bool = False
    """A private job is shown to its requester only and never in galleries."""
    style: str | None = None
    """The name of a style that ships or that the server has; empty: none; None: as the requester prefers."""
    negative_prompt: str | None = None
    """What the pictures should not show; empty: nothing; None: as the requester prefers."""
    spoiler: bool | None = None
    """Whether to cover the pictures; None: as the requester prefers, else as the server has chosen."""
    picture: bytes | None = field(default=None, repr=False)
    """A PNG, JPEG or WebP file whose upper part all samples keep."""
    parent: str | None = None
    """The id of the job that this one repeats, edits or varies."""
    vary: int | None = None
    """The parent's sample, 1 to 9, whose upper part is kept; None: nothing is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A prompt with who asked, where, and with which options; not accepted yet."""

    source_id: str
    """The front's own id of the event (interaction, mention, form post): one event never becomes two jobs."""
    prompt: str
    requester: Requester
    place: Place
    options: Options = field(default_factory=Options)
    priority: Priority = Priority.NORMAL
    """The class in the queue that the front gives it, never the requester."""
    place_is_chosen: bool = False
    """Whether the server has chosen this channel for it, so that it counts as allowed."""


def place_of(job: Job) -> Place:
    """Where a job's result goes."""
    return Place(front=job.front, address=job.address, server=job.server, channel=job.channel)

"""What a front hands to the pipeline: who asks, where the answer goes, what is asked."""

from dataclasses import dataclass, field

from db.jobs import Job, Priority


@dataclass(frozen=True, slots=True)
class Requester:
    """Who asked: a platform and an id on it, unique together."""

    platform: str
    id: str
    name: str = ""
    """As the platform shows it; for messages only."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where on a front a result goes. What `address` means, only that front knows."""

    front: str
    address: str
    server: str | None = None
    """The id of the server (guild) whose policy and quotas apply, if there is one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What a person may choose besides the prompt. `None` leaves the choice to Nonet."""

    seed: int | None = None
    model: str | None = None
    caption_top: str = ""
    caption_bottom: str = ""
    private: bool = False
    """A private job is shown to its requester only and never in galleries."""


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


def place_of(job: Job) -> Place:
    """Where a job's result goes."""
    return Place(front=job.front, address=job.address, server=job.server)

"""The words that columns may hold."""

from enum import IntEnum, StrEnum


class JobState(StrEnum):
    """How far a job has got."""

    QUEUED = "queued"
    RENDERING = "rendering"
    RENDERED = "rendered"
    DELIVERED = "delivered"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Priority(IntEnum):
    """Classes of jobs; the lower number is taken first."""

    HIGH = 0
    NORMAL = 1
    LOW = 2


class VoteKind(StrEnum):
    """How someone showed that they like a job's pictures."""

    FAVOURITE = "favourite"
    REACTION = "reaction"


class PostKind(StrEnum):
    """What a message of ours on a platform shows."""

    RESULT = "result"
    """The result card of a job, where it was asked for."""
    SAMPLE = "sample"
    """One sample, enlarged or with a caption."""
    COPY = "copy"
    """The result card again, recalled to some other place."""
    SHOWCASE = "showcase"
    """The result in its server's showcase channel."""


class Pressers(StrEnum):
    """Who may press the buttons of a result card."""

    EVERYONE = "everyone"
    REQUESTER = "requester"


class QuotaScope(StrEnum):
    """What a quota of a server is for."""

    SERVER = "server"
    """All jobs of the server together."""
    CHANNEL = "channel"
    """All jobs of one channel together; its cooldown is for each person."""
    ROLE = "role"
    """Each person who has the role."""


class DeliveryState(StrEnum):
    """How one attempt at a delivery went."""

    PENDING = "pending"
    DONE = "done"
    FAILED = "failed"


class MentionDecision(StrEnum):
    """What became of a post that mentions us."""

    ACCEPTED = "accepted"
    """It is a job."""
    REFUSED = "refused"
    """It asked for something that it could not have."""
    IGNORED = "ignored"
    """It did not ask for anything, or not in a way that deserves an answer."""
    STOPPED = "stopped"
    """Its author wants to be left alone."""

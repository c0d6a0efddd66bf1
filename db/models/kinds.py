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


class PromptSource(StrEnum):
    """Where a schedule's prompts come from."""

    SUGGESTIONS = "suggestions"
    """What members proposed and a vote or a moderator approved."""
    OWN = "own"
    """The schedule's own list."""
    SHIPPED = "shipped"
    """The list that ships with Nonet: one for each day of the year, some bound to dates."""
    BEST = "best"
    """The prompt that the server liked best yesterday."""


class SlotState(StrEnum):
    """What became of a moment of a schedule."""

    BEGUN = "begun"
    """A process works on it, or died at it."""
    ACCEPTED = "accepted"
    """It is a job, and the pipeline does the rest."""
    SKIPPED = "skipped"
    """By someone's wish, or because nobody was there in time."""
    FAILED = "failed"
    """There was no prompt to take, or the place can't be posted to."""


class SuggestionState(StrEnum):
    """Whether a suggested prompt may be taken."""

    WAITING = "waiting"
    APPROVED = "approved"
    REJECTED = "rejected"


class ContestKind(StrEnum):
    """What a contest is about."""

    DAILY = "daily"
    PARTY = "party"


class ContestState(StrEnum):
    """How far a contest has got."""

    OPENING = "opening"
    """Its thread or message is still to be made."""
    OPEN = "open"
    CLOSED = "closed"
    """Its votes are counted, and no more are taken; its results are posted, or owed."""
    CANCELLED = "cancelled"


class CaseKind(StrEnum):
    """What has brought a case to the moderators."""

    REPORT = "report"
    """Someone says that a job's pictures should not be shown."""
    REVIEW = "review"
    """The filter let something through, but had its doubts."""
    APPEAL = "appeal"
    """Someone says that a refusal or a removal was a mistake."""


class CaseDecision(StrEnum):
    """What moderators have decided of a case."""

    UPHELD = "upheld"
    """Who brought it up is right: reporter, filter, or requester."""
    DISMISSED = "dismissed"
    """Who brought it up is wrong."""
    REMOVED = "removed"
    """Who brought it up is right, and the job was removed everywhere."""
    MOOT = "moot"
    """The job was deleted before anyone decided."""


class ModeratorAction(StrEnum):
    """What moderators do."""

    CLAIM = "claim"
    UPHOLD = "uphold"
    DISMISS = "dismiss"
    REMOVE = "remove"
    BAN = "ban"
    UNBAN = "unban"
    NOTE = "note"
    FILTER = "filter"
    """Chose how strict the filter is."""

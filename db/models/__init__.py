"""Every table, each column with its meaning. Rows stay in this room; dataclasses leave it."""

from db.models.base import Base
from db.models.contests import BallotRow, ContestRow, EntryRow, RankRow
from db.models.jobs import DeliveryRow, ImageRow, JobRow, PostRow, SampleRow
from db.models.kinds import (
    ContestKind,
    ContestState,
    DeliveryState,
    JobState,
    MentionDecision,
    PostKind,
    Pressers,
    Priority,
    PromptSource,
    QuotaScope,
    SlotState,
    SuggestionState,
    VoteKind,
)
from db.models.people import PersonRow, RefusalRow, ReportRow, VoteRow
from db.models.schedules import ChoreRunRow, ScheduleRow, SlotRow, SuggestionRow, SuggestionVoteRow
from db.models.servers import MarkerRow, ServerChannelRow, ServerQuotaRow, ServerRow, StyleRow
from db.models.twitter import ApiCallRow, MentionRow, OutgoingRow, RateLimitRow

__all__ = [
    "ApiCallRow",
    "BallotRow",
    "Base",
    "ChoreRunRow",
    "ContestKind",
    "ContestRow",
    "ContestState",
    "DeliveryRow",
    "DeliveryState",
    "EntryRow",
    "ImageRow",
    "JobRow",
    "JobState",
    "MarkerRow",
    "MentionDecision",
    "MentionRow",
    "OutgoingRow",
    "PersonRow",
    "PostKind",
    "PostRow",
    "Pressers",
    "Priority",
    "PromptSource",
    "QuotaScope",
    "RankRow",
    "RateLimitRow",
    "RefusalRow",
    "ReportRow",
    "SampleRow",
    "ScheduleRow",
    "ServerChannelRow",
    "ServerQuotaRow",
    "ServerRow",
    "SlotRow",
    "SlotState",
    "StyleRow",
    "SuggestionRow",
    "SuggestionState",
    "SuggestionVoteRow",
    "VoteKind",
    "VoteRow",
]

"""Every table, each column with its meaning. Rows stay in this room; dataclasses leave it."""

from db.models.base import Base
from db.models.jobs import DeliveryRow, ImageRow, JobRow, PostRow, SampleRow
from db.models.kinds import (
    DeliveryState,
    JobState,
    MentionDecision,
    PostKind,
    Pressers,
    Priority,
    QuotaScope,
    VoteKind,
)
from db.models.people import PersonRow, RefusalRow, ReportRow, VoteRow
from db.models.servers import MarkerRow, ServerChannelRow, ServerQuotaRow, ServerRow, StyleRow
from db.models.twitter import ApiCallRow, MentionRow, OutgoingRow, RateLimitRow

__all__ = [
    "ApiCallRow",
    "Base",
    "DeliveryRow",
    "DeliveryState",
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
    "QuotaScope",
    "RateLimitRow",
    "RefusalRow",
    "ReportRow",
    "SampleRow",
    "ServerChannelRow",
    "ServerQuotaRow",
    "ServerRow",
    "StyleRow",
    "VoteKind",
    "VoteRow",
]

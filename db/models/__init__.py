"""Every table, each column with its meaning. Rows stay in this room; dataclasses leave it."""

from db.models.base import Base
from db.models.jobs import DeliveryRow, ImageRow, JobRow, PostRow, SampleRow
from db.models.kinds import DeliveryState, JobState, PostKind, Pressers, Priority, QuotaScope, VoteKind
from db.models.people import PersonRow, RefusalRow, ReportRow, VoteRow
from db.models.servers import MarkerRow, ServerChannelRow, ServerQuotaRow, ServerRow, StyleRow

__all__ = [
    "Base",
    "DeliveryRow",
    "DeliveryState",
    "ImageRow",
    "JobRow",
    "JobState",
    "MarkerRow",
    "PersonRow",
    "PostKind",
    "PostRow",
    "Pressers",
    "Priority",
    "QuotaScope",
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

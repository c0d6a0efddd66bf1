"""What moderation has done in a time, for everyone to see: counts, without anybody's name or words."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import Any

from db import transparency
from db.cases import CaseDecision, CaseKind
from db.models import ModeratorAction
from db.session import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Counts since a moment."""

    since: datetime
    until: datetime
    refusals: Mapping[str, Counter[str]]
    """By category, and by `refuse`, `review` or `remove`."""
    cases: Mapping[CaseKind, Counter[CaseDecision | None]]
    """By what brought them, and by decision; None: open."""
    median_time: Mapping[CaseKind, timedelta | None]
    """From the opening of a case to its decision; None: nothing was decided."""
    actions: Counter[ModeratorAction]

    @property
    def categories(self) -> list[str]:
        """Of the refusals, the most frequent first."""
        return sorted(self.refusals, key=lambda one: (-self.refusals[one].total(), one))

    def as_json(self) -> dict[str, Any]:
        """The same as plain values, times in seconds."""
        return {
            "since": self.since.isoformat(),
            "until": self.until.isoformat(),
            "refusals": {name: dict(self.refusals[name]) for name in self.categories},
            "cases": {
                kind: {decision or "open": count for decision, count in counts.items()}
                for kind, counts in self.cases.items()
            },
            "median_time_s": {
                kind: time.total_seconds() if time is not None else None
                for kind, time in self.median_time.items()
            },
            "actions": dict(self.actions),
        }


async def read_report(database: Database, since: datetime, until: datetime) -> Report:
    """Count what has happened since then. Raises `DatabaseError`."""
    async with database.reading() as session:
        times = await transparency.times_to_decision(session, since)
        return Report(
            since=since,
            until=until,
            refusals=await transparency.refusals(session, since),
            cases=await transparency.cases(session, since),
            median_time={kind: _median(found) for kind, found in times.items()},
            actions=await transparency.actions(session, since),
        )


def _median(times: list[timedelta]) -> timedelta | None:
    return timedelta(seconds=median(time.total_seconds() for time in times)) if times else None

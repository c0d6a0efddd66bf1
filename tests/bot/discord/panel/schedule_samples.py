"""Schedules as the panel shows them."""

from datetime import UTC, datetime
from typing import Any

from db.schedules import Schedule

MADE = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def a_schedule(number: int = 1, **changes: Any) -> Schedule:
    """A schedule of a server, with changes."""
    defaults: dict[str, Any] = {
        "id": number,
        "name": "Prompt of the day",
        "front": "discord",
        "server": "41771983423143937",
        "channel": str(10**18 + number),
        "clock": "09:30",
        "zone": "America/Argentina/ComodRivadavia",
        "weekdays": "13567",
        "sources": "suggestions,own,shipped",
        "repeat_days": 180,
        "thread": True,
        "vote_hours": 22.0,
        "paused_at": None,
        "anchored_at": MADE,
        "created_at": MADE,
    }
    return Schedule(**(defaults | changes))

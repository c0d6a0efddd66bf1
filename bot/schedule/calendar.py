"""When a schedule has its slots: by the clocks of a named zone, whatever those clocks do.

Each date that the zone's calendar has, and that is one of the rule's weekdays, has exactly one slot, which
lies on that date: the first moment when the clocks show the rule's time or a later one. So a time that is
shown twice, as clocks are put back, counts once; one that is left out, as they are put forward, becomes the
moment after. If they are put forward past the end of the date, the slot is a minute before. A date that was
left out as a whole, as Samoa's 30 December 2011, has no slot.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import count
from zoneinfo import ZoneInfo, available_timezones

from bot.errors import BadRequestError
from db.schedules import Schedule

EVERY_DAY = "1234567"
_CLOCK = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)", re.ASCII)
_DAY, _MINUTE = timedelta(days=1), timedelta(minutes=1)
_SHOWN_CHARS = 40


@dataclass(frozen=True, slots=True)
class Rule:
    """When a schedule has its slots."""

    clock: time
    zone: ZoneInfo
    weekdays: frozenset[int] = frozenset(range(1, 8))
    """Those of ISO 8601, 1 is Monday; at least one."""

    @classmethod
    def of(cls, schedule: Schedule) -> "Rule":
        """A schedule's rule. Raises BadRequestError if this machine does not know its zone."""
        return cls.read(schedule.clock, schedule.zone, schedule.weekdays)

    @classmethod
    def read(cls, clock: str, zone: str, weekdays: str = EVERY_DAY) -> "Rule":
        """The rule that people have written so. Raises BadRequestError."""
        days = frozenset(int(digit) for digit in weekdays if digit in EVERY_DAY)
        if not days or len(days) != len(weekdays):
            raise BadRequestError(
                f"The weekdays {weekdays[:_SHOWN_CHARS]!r} should be digits, each once; 1 is Monday.",
                key="error-schedule-weekdays",
            )
        return cls(_read_clock(clock), ZoneInfo(zone_name(zone)), days)


def zone_name(text: str) -> str:
    """The IANA name that someone means, in whatever case; its city is enough. Raises BadRequestError."""
    wanted = text.strip().replace(" ", "_").casefold()
    known = _zones()
    named = [wanted] if wanted in known else [name for name in known if name.endswith(f"/{wanted}")]
    if len(named) != 1:
        raise BadRequestError(
            f"There is no time zone {text[:_SHOWN_CHARS]!r}; write it like Europe/Berlin or UTC.",
            key="error-schedule-zone",
            zone=text[:_SHOWN_CHARS],
        )
    return known[named[0]]


def slot_on(rule: Rule, day: date) -> datetime | None:
    """The slot of a date, in UTC; None if the rule or the zone's calendar leaves the date out."""
    if day.isoweekday() not in rule.weekdays:
        return None
    wall = datetime.combine(day, rule.clock)
    moment = wall.replace(tzinfo=rule.zone).astimezone(UTC)
    if _wall(rule, moment) == wall:
        return moment
    leap = _leap(rule, wall)
    on_the_day = (one for one in (leap, leap - _MINUTE) if _wall(rule, one).date() == day)
    return next(on_the_day, None)


def slots(rule: Rule, after: datetime) -> Iterator[datetime]:
    """All slots after a moment, in UTC, without an end."""
    today = _wall(rule, after).date()
    on_days = (slot_on(rule, today + n * _DAY) for n in count())
    return (slot for slot in on_days if slot and slot > after)


def next_slot(rule: Rule, after: datetime) -> datetime:
    """The first slot after a moment, in UTC."""
    return next(slots(rule, after))


def last_slot(rule: Rule, until: datetime) -> datetime:
    """The last slot that is not after a moment, in UTC."""
    today = _wall(rule, until).date()
    on_days = (slot_on(rule, today - n * _DAY) for n in count(-1))
    return next(slot for slot in on_days if slot and slot <= until)


def local_day(rule: Rule, slot: datetime) -> date:
    """The date of a slot in its zone."""
    return _wall(rule, slot).date()


def _leap(rule: Rule, wall: datetime) -> datetime:
    """The moment when the clocks were put forward past this time, which they never showed."""
    local = wall.replace(tzinfo=rule.zone)
    before, after = (local.replace(fold=fold).timestamp() for fold in (1, 0))  # by the offset after, before
    seconds = range(int(before), int(after) + 1)
    first = bisect_left(seconds, True, key=lambda s: _wall(rule, datetime.fromtimestamp(s, UTC)) >= wall)
    return datetime.fromtimestamp(seconds[first], UTC)


def _wall(rule: Rule, moment: datetime) -> datetime:
    """What the calendar and clocks of the zone show then."""
    return moment.astimezone(rule.zone).replace(tzinfo=None, fold=0)


def _read_clock(text: str) -> time:
    found = _CLOCK.fullmatch(text.strip())
    if found is None:
        raise BadRequestError(
            f"The time {text[:_SHOWN_CHARS]!r} should be one of day, from 00:00 to 23:59, as 09:30.",
            key="error-schedule-time",
            time=text[:_SHOWN_CHARS],
        )
    return time(int(found[1]), int(found[2]))


@cache
def _zones() -> dict[str, str]:
    """Names of zones by the same in lower case."""
    return {name.casefold(): name for name in sorted(available_timezones())}

"""Slots by the clocks of a zone: each date has one, whatever the clocks do."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import islice, pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import BadRequestError
from bot.schedule.calendar import (
    Rule,
    last_slot,
    local_day,
    next_slot,
    slot_on,
    slots,
    zone_name,
)

ZONES = sorted(available_timezones())
FIVE_YEARS = 5 * 365 + 2
DAY, HOUR = timedelta(days=1), timedelta(hours=1)

rules = st.builds(
    Rule,
    clock=st.times().map(lambda t: t.replace(second=0, microsecond=0)),
    zone=st.sampled_from(ZONES).map(ZoneInfo),
    weekdays=st.frozensets(st.integers(1, 7), min_size=1),
)
every_day = st.builds(Rule, clock=st.just(time(2, 30)), zone=st.sampled_from(ZONES).map(ZoneInfo))
moments = st.datetimes(datetime(1900, 1, 1), datetime(2090, 1, 1)).map(lambda when: when.replace(tzinfo=UTC))


def next_slots(rule: Rule, after: datetime, number: int) -> list[datetime]:
    return list(islice(slots(rule, after), number))


def dates_of(zone: ZoneInfo, start: datetime, days: int) -> list[date]:
    """Every date that the zone's calendar has, as someone finds who looks every four hours."""
    seen = {(start + n * 4 * HOUR).astimezone(zone).date() for n in range(days * 6)}
    return sorted(seen)


def transitions(zone: ZoneInfo, year: int) -> list[datetime]:
    """The moments of a year, to the half hour, when the zone's clocks are changed."""
    steps = [datetime(year, 1, 1, tzinfo=UTC) + n * HOUR / 2 for n in range(366 * 48)]
    offsets = [step.astimezone(zone).utcoffset() for step in steps]
    return [later for later, (one, other) in zip(steps[1:], pairwise(offsets), strict=True) if one != other]


def berlin(clock: str, weekdays: str = "1234567") -> Rule:
    return Rule.read(clock, "Europe/Berlin", weekdays)


def local(rule: Rule, moment: datetime) -> str:
    return f"{moment.astimezone(rule.zone):%a %Y-%m-%d %H:%M}"


@settings(max_examples=40, deadline=None)
@given(rule=rules, start=moments)
def test_no_slot_comes_twice_and_none_is_lost_in_five_years(rule: Rule, start: datetime) -> None:
    found: list[datetime] = []
    now = start
    while (now := next_slot(rule, now)) < start + FIVE_YEARS * DAY:
        found.append(now)
    days = [local_day(rule, slot) for slot in found]
    assert days == sorted(set(days))
    wanted = [day for day in dates_of(rule.zone, start, FIVE_YEARS) if day.isoweekday() in rule.weekdays]
    assert days[1:-1] == [day for day in wanted if days[0] < day < days[-1]]
    assert {day.isoweekday() for day in days} <= rule.weekdays


@given(rule=rules, now=moments)
def test_a_slot_is_at_its_time_or_where_the_clocks_were_put_forward(rule: Rule, now: datetime) -> None:
    for slot in next_slots(rule, now, 30):
        wall = slot.astimezone(rule.zone)
        if wall.time() != rule.clock:
            minute = timedelta(minutes=1)
            around = [(slot + n * minute).astimezone(rule.zone).utcoffset() for n in (-1, 0, 1)]
            assert around != [around[0]] * 3
        assert wall.fold == 0 or wall.time() != rule.clock


@given(rule=rules, now=moments)
def test_last_and_next_slot_are_neighbours(rule: Rule, now: datetime) -> None:
    last, following = last_slot(rule, now), next_slot(rule, now)
    assert last <= now < following
    assert next_slot(rule, last) == following
    assert last_slot(rule, following) == following
    assert last_slot(rule, following - timedelta(microseconds=1)) == last


@settings(max_examples=25, deadline=None)
@given(rule=every_day, year=st.integers(2005, 2030))
def test_around_every_change_of_the_clocks_each_date_has_its_slot(rule: Rule, year: int) -> None:
    for change in transitions(rule.zone, year):
        near = [change + n * timedelta(minutes=5) for n in range(-24, 25)]
        for clock in {moment.astimezone(rule.zone).time() for moment in near}:
            exact = Rule(clock, rule.zone)
            around = next_slots(exact, change - 4 * DAY, 8)
            days = [local_day(exact, slot) for slot in around]
            assert days == sorted(set(days))
            existing = dates_of(rule.zone, change - 6 * DAY, 16)
            assert days == [day for day in existing if days[0] <= day <= days[-1]]


def test_every_zone_has_slots_for_five_years() -> None:
    start = datetime(2026, 1, 1, tzinfo=UTC)
    looks = [start + n * 12 * HOUR for n in range(2 * FIVE_YEARS)]
    zones = [ZoneInfo(name) for name in ZONES]
    differing = {tuple(look.astimezone(zone).utcoffset() for look in looks): zone for zone in zones}
    for zone in differing.values():
        rule = Rule(time(2, 30), zone)
        days = [local_day(rule, slot) for slot in next_slots(rule, start, FIVE_YEARS)]
        assert [later - one for one, later in pairwise(days)] == [DAY] * (FIVE_YEARS - 1), zone


def test_a_time_that_is_left_out_becomes_the_moment_after() -> None:
    rule = berlin("02:30")
    slot = slot_on(rule, date(2027, 3, 28))
    assert slot == datetime(2027, 3, 28, 1, 0, tzinfo=UTC)
    assert local(rule, slot) == "Sun 2027-03-28 03:00"


def test_a_time_that_is_shown_twice_counts_once_the_first_time() -> None:
    rule = berlin("02:30")
    assert slot_on(rule, date(2026, 10, 25)) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    second = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    assert next_slot(rule, second - HOUR) == datetime(2026, 10, 26, 1, 30, tzinfo=UTC)


def test_a_date_that_a_zone_left_out_has_no_slot() -> None:
    samoa = Rule.read("09:00", "Pacific/Apia")
    around = next_slots(samoa, datetime(2011, 12, 29, tzinfo=UTC), 3)
    assert [local(samoa, slot) for slot in around] == [
        "Thu 2011-12-29 09:00",
        "Sat 2011-12-31 09:00",
        "Sun 2012-01-01 09:00",
    ]
    fridays = Rule.read("09:00", "Pacific/Apia", "5")
    friday = next_slot(fridays, datetime(2011, 12, 24, tzinfo=UTC))
    assert local(fridays, friday) == "Fri 2012-01-06 09:00"


def test_clocks_put_forward_past_midnight_leave_the_date_its_slot() -> None:
    nuuk = Rule.read("23:30", "America/Nuuk")
    around = next_slots(nuuk, datetime(2024, 3, 29, 12, tzinfo=UTC), 3)
    assert [local(nuuk, slot) for slot in around] == [
        "Fri 2024-03-29 23:30",
        "Sat 2024-03-30 22:59",
        "Sun 2024-03-31 23:30",
    ]


def test_weekdays_are_those_of_the_zone() -> None:
    auckland = Rule.read("07:00", "Pacific/Auckland", "1")
    monday = next_slot(auckland, datetime(2026, 11, 20, tzinfo=UTC))
    assert local(auckland, monday) == "Mon 2026-11-23 07:00"
    assert monday.weekday() == 6, "it is still Sunday in UTC"


def test_slots_have_no_end() -> None:
    assert next(slots(berlin("12:00"), datetime(2090, 1, 1, tzinfo=UTC))).year == 2090


@pytest.mark.parametrize("clock", ["9:05", "09.05", " 09:05 "])
def test_times_are_read_as_people_write_them(clock: str) -> None:
    assert berlin(clock).clock == time(9, 5)


@pytest.mark.parametrize("clock", ["", "24:00", "12:60", "noon", "12", "12:00:00", "1234:00", "1\u0662:00"])
def test_what_is_no_time_is_refused(clock: str) -> None:
    with pytest.raises(BadRequestError, match="should be one of day"):
        berlin(clock)


@pytest.mark.parametrize("weekdays", ["", "0", "8", "11", "mon", "1,2", "\uff11"])
def test_what_are_no_weekdays_is_refused(weekdays: str) -> None:
    with pytest.raises(BadRequestError, match="1 is Monday"):
        berlin("12:00", weekdays)


def test_zones_are_found_in_any_case() -> None:
    assert zone_name(" america/new york ") == "America/New_York"
    assert zone_name("utc") == "UTC"
    assert zone_name("Tokyo") == "Asia/Tokyo"


@pytest.mark.parametrize(
    "name", ["", "Mars/Olympus", "Louisville", "/", "../../etc/passwd", "Europe", "/Europe/Berlin", "\0"]
)
def test_what_is_no_zone_is_refused(name: str) -> None:
    with pytest.raises(BadRequestError, match="There is no time zone"):
        zone_name(name)

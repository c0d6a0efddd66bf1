"""Days with their pictures, by the clocks of their zones, and what of them goes to X."""

from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import insert, update

from db import daily, jobs, outgoing, reports, schedules
from db.daily import Cover
from db.jobs import Job
from db.models import CaseDecision, CaseRow, JobRow, SlotRow, SlotState
from db.schedules import NewSchedule
from db.session import Database
from tests.db.conftest import AddJob

NINE = datetime(2026, 3, 1, 9, tzinfo=UTC)
DAY = timedelta(days=1)
AddDay = Callable[..., Awaitable[Job]]


@pytest.fixture
def add_day(database: Database, add_rendered: AddJob) -> AddDay:
    """Makes a day with pictures; its schedule's columns may be given."""

    async def add(
        at: datetime, prompt: str = "a fox", *, state: SlotState = SlotState.ACCEPTED, **columns: Any
    ) -> Job:
        job = await add_rendered(now=at, prompt=prompt, platform="schedule")
        defaults: dict[str, Any] = {"front": "web", "zone": "UTC"}
        new = NewSchedule(
            name="Daily", clock="09:00", sources="shipped", repeat_days=9, **(defaults | columns)
        )
        async with database.session() as session:
            schedule = await schedules.add(session, new, at)
            await session.execute(
                insert(SlotRow).values(
                    schedule_id=schedule.id,
                    at=at,
                    state=state,
                    by_hand=False,
                    reason="",
                    source="shipped",
                    prompt=prompt,
                    job_id=job.id,
                    attempts=1,
                )
            )
        return job

    return add


async def test_days_are_those_of_each_schedules_zone(database: Database, add_day: AddDay) -> None:
    late = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)
    await add_day(late, "in Kiribati", zone="Pacific/Kiritimati")
    await add_day(late, "in London", zone="Europe/London")
    await add_day(late.replace(hour=0), "in Samoa", zone="Pacific/Pago_Pago")
    async with database.reading() as session:
        assert await daily.days(session, "web") == [date(2026, 3, 2), date(2026, 3, 1), date(2026, 2, 28)]
        for day, prompt in ((2, "in Kiribati"), (1, "in London")):
            (found,) = await daily.of_day(session, "web", date(2026, 3, day))
            assert (found.job.prompt, found.day) == (prompt, date(2026, 3, day))
        (found,) = await daily.of_day(session, "web", date(2026, 2, 28))
        assert found.job.prompt == "in Samoa"


async def test_covers_show_the_newest_of_each_day_with_its_first_sample(
    database: Database, add_day: AddDay
) -> None:
    await add_day(NINE - DAY, "of February")
    await add_day(NINE, "of the morning")
    evening = await add_day(NINE + timedelta(hours=9), "of the evening")
    async with database.reading() as session:
        covers = await daily.covers(session, "web", date(2026, 3, 1), date(2026, 4, 1))
    assert covers == [Cover(date(2026, 3, 1), "of the evening", f"{evening.id} 1")]


async def test_the_newest_come_with_their_collages(database: Database, add_day: AddDay) -> None:
    for days in range(3):
        await add_day(NINE + days * DAY, f"prompt {days}")
    async with database.reading() as session:
        found = await daily.newest(session, "web", 2)
    assert [shown.job.prompt for shown, _ in found] == ["prompt 2", "prompt 1"]
    assert all(collage.key == shown.job.collage_key for shown, collage in found)


@pytest.mark.parametrize("columns", [{"front": "discord"}, {"front": "web", "server": "1"}])
async def test_only_the_fronts_own_days_are_shown(
    database: Database, add_day: AddDay, columns: dict[str, Any]
) -> None:
    await add_day(NINE, **columns)
    async with database.reading() as session:
        assert await daily.days(session, "web") == []
        assert await daily.newest(session, "web", 9) == []


@pytest.mark.parametrize("hidden", [{"private": True}, {"spoiler": True}, {"collage_key": None}])
async def test_what_is_not_for_everyone_is_left_out(
    database: Database, add_day: AddDay, hidden: dict[str, Any]
) -> None:
    job = await add_day(NINE, on_twitter=True)
    async with database.session() as session:
        await session.execute(update(JobRow).where(JobRow.id == job.id).values(**hidden))
        assert await daily.of_day(session, "web", NINE.date()) == []
        assert await daily.covers(session, "web", NINE.date(), NINE.date() + DAY) == []
        assert await daily.to_post(session, NINE, 9) == []


async def test_what_was_taken_is_told_oldest_first(database: Database, add_day: AddDay) -> None:
    await add_day(NINE, "a fox")
    await add_day(NINE, "an owl", state=SlotState.FAILED)
    async with database.reading() as session:
        (first, second) = await schedules.all_of_house(session)
        assert await daily.taken_since(session, first.id, NINE) == [(NINE, "a fox")]
        assert await daily.taken_since(session, first.id, NINE + DAY) == []
        assert await daily.taken_since(session, second.id, NINE) == []


async def to_post(database: Database) -> list[str]:
    async with database.reading() as session:
        return [shown.job.id for shown in await daily.to_post(session, NINE - DAY, 9)]


async def test_each_goes_to_x_until_it_is_there_or_given_up(database: Database, add_day: AddDay) -> None:
    posted, refused, owed = [await add_day(NINE, on_twitter=True) for _ in range(3)]
    await add_day(NINE, on_twitter=False)
    await add_day(NINE - 2 * DAY, on_twitter=True)
    async with database.session() as session:
        for job in (posted, refused, owed):
            await outgoing.begin(session, f"job:{job.id}", NINE)
        await outgoing.posted(session, f"job:{posted.id}", "77")
        await outgoing.given_up(session, f"job:{refused.id}", "X says no.")
    assert await to_post(database) == [owed.id]


@pytest.mark.parametrize(
    ("decision", "goes"), [(None, False), (CaseDecision.UPHELD, False), (CaseDecision.DISMISSED, True)]
)
async def test_reported_ones_go_only_if_moderators_find_them_in_order(
    database: Database, add_day: AddDay, decision: CaseDecision | None, goes: bool
) -> None:
    job = await add_day(NINE, on_twitter=True)
    async with database.session() as session:
        await reports.report(session, job.id, reason="other", text="", contact="", now=NINE)
        await session.execute(update(CaseRow).values(decision=decision, decided_at=decision and NINE))
    assert await to_post(database) == ([job.id] if goes else [])


async def test_what_was_judged_for_adults_does_not_go(database: Database, add_day: AddDay) -> None:
    job = await add_day(NINE, on_twitter=True)
    async with database.session() as session:
        await session.execute(update(JobRow).where(JobRow.id == job.id).values(picture_level="relaxed"))
    assert await to_post(database) == []


async def test_deleted_ones_do_not_go(database: Database, add_day: AddDay) -> None:
    job = await add_day(NINE, on_twitter=True)
    async with database.session() as session:
        await jobs.delete(session, job.id, NINE)
    assert await to_post(database) == []

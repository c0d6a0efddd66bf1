"""Old slots are forgotten, but nothing that decides what is posted."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import insert

from db import schedules, slots, suggestions
from db.models import SlotRow, SlotState
from db.schedules import NewSchedule
from db.session import Database
from db.suggestions import NewSuggestion, SuggestionState

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)


async def add_schedule(database: Database, repeat_days: int) -> int:
    new = NewSchedule(
        name="Daily",
        front="discord",
        server="1",
        clock="12:00",
        zone="UTC",
        sources="own",
        repeat_days=repeat_days,
    )
    async with database.session() as session:
        return (await schedules.add(session, new, NOON)).id


async def add_slot(database: Database, schedule_id: int, at: datetime, suggestion: int | None = None) -> None:
    done = {"schedule_id": schedule_id, "at": at, "state": SlotState.ACCEPTED, "finished_at": at}
    rest = {"by_hand": False, "reason": "", "source": "own", "prompt": f"a fox of {at}", "attempts": 1}
    async with database.session() as session:
        await session.execute(insert(SlotRow).values(**done, **rest, suggestion_id=suggestion))


async def left_after(database: Database, schedule_id: int, now: datetime, kept_for: timedelta) -> list[int]:
    """The days of slots, counted from the first, that are not forgotten; two are forgotten at once."""
    while True:
        async with database.session() as session:
            if not await slots.forget(session, now, kept_for, limit=2):
                found = await slots.of_schedule(session, schedule_id, 99)
                return sorted((slot.at - NOON) // DAY for slot in found)


async def test_the_last_slot_is_remembered_so_that_it_is_not_owed_again(database: Database) -> None:
    weekly, other = await add_schedule(database, 1), await add_schedule(database, 1)
    for day in (0, 7, 14):
        await add_slot(database, weekly, NOON + day * DAY)
    await add_slot(database, other, NOON)
    assert await left_after(database, weekly, NOON + 20 * DAY, DAY) == [14]
    assert await left_after(database, other, NOON + 20 * DAY, DAY) == [0]


async def test_prompts_are_remembered_as_long_as_they_must_not_be_repeated(database: Database) -> None:
    schedule_id = await add_schedule(database, 10)
    for day in range(20):
        await add_slot(database, schedule_id, NOON + day * DAY)
    assert await left_after(database, schedule_id, NOON + 20 * DAY, DAY) == list(range(9, 20))


async def test_what_a_member_suggested_is_taken_once_for_ever(database: Database) -> None:
    schedule_id = await add_schedule(database, 1)
    for day, by_member in enumerate((True, False)):
        new = NewSuggestion(
            schedule_id=schedule_id,
            text=f"a fox {day}",
            by_member=by_member,
            platform="discord",
            person_id="ann",
            person_name="Ann",
        )
        async with database.session() as session:
            taken = await suggestions.add(session, new, SuggestionState.APPROVED, NOON)
        await add_slot(database, schedule_id, NOON + day * DAY, taken.id)
    await add_slot(database, schedule_id, NOON + 2 * DAY)
    assert await left_after(database, schedule_id, NOON + 20 * DAY, DAY) == [2]
    async with database.reading() as session:
        assert await suggestions.ready(session, schedule_id, 9) == []
        assert [one.text for one in await suggestions.own_list(session, schedule_id, 9)] == ["a fox 1"]

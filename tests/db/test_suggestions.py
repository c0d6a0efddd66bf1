"""Who likes a suggestion decides with others whether it is painted; nobody decides about their own alone."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from db import people, schedules, suggestions
from db.models import SlotRow, SlotState
from db.schedules import NewSchedule
from db.session import Database
from db.suggestions import NewSuggestion, Suggestion, SuggestionState

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
WAITING, APPROVED, REJECTED = SuggestionState.WAITING, SuggestionState.APPROVED, SuggestionState.REJECTED


@pytest.fixture
async def schedule_id(database: Database) -> int:
    new = NewSchedule(
        name="Daily", front="discord", server="1", clock="09:00", zone="UTC", sources="own", repeat_days=30
    )
    async with database.session() as session:
        return (await schedules.add(session, new, NOON)).id


async def add(
    database: Database,
    schedule_id: int,
    text: str,
    *,
    by: str = "ann",
    state: SuggestionState = WAITING,
    by_member: bool = True,
    minute: int = 0,
) -> Suggestion:
    new = NewSuggestion(
        schedule_id=schedule_id,
        text=text,
        by_member=by_member,
        platform="discord",
        person_id=by,
        person_name=by.title(),
    )
    async with database.session() as session:
        return await suggestions.add(session, new, state, NOON + timedelta(minutes=minute))


async def like(database: Database, suggestion: Suggestion, *voters: str) -> None:
    async with database.session() as session:
        for voter in voters:
            await suggestions.vote(session, suggestion.id, "discord", voter, NOON)


async def waiting(database: Database, schedule_id: int) -> list[tuple[str, int]]:
    async with database.reading() as session:
        found = await suggestions.waiting(session, schedule_id, 10)
    return [(known.suggestion.text, known.votes) for known in found]


async def test_most_votes_come_first_then_the_oldest(database: Database, schedule_id: int) -> None:
    await add(database, schedule_id, "second", minute=2)
    await add(database, schedule_id, "first", minute=1)
    liked = await add(database, schedule_id, "liked", minute=3)
    await add(database, schedule_id, "decided", state=REJECTED)
    await like(database, liked, "bob")
    assert await waiting(database, schedule_id) == [("liked", 1), ("first", 0), ("second", 0)]


async def test_one_person_has_one_vote_and_none_for_their_own(database: Database, schedule_id: int) -> None:
    fox = await add(database, schedule_id, "a fox")
    await like(database, fox, "ann", "bob", "bob")
    assert await waiting(database, schedule_id) == [("a fox", 1)]
    async with database.session() as session:
        assert await suggestions.unvote(session, fox.id, "discord", "bob")
        assert not await suggestions.unvote(session, fox.id, "discord", "bob")
    assert await waiting(database, schedule_id) == [("a fox", 0)]


async def test_enough_votes_approve(database: Database, schedule_id: int) -> None:
    fox = await add(database, schedule_id, "a fox")
    await like(database, fox, "ann", "bob")
    async with database.session() as session:
        assert not await suggestions.approve_if_liked(session, fox.id, 2)
        await suggestions.vote(session, fox.id, "web", "bob", NOON)
        assert await suggestions.approve_if_liked(session, fox.id, 2)
        assert not await suggestions.approve_if_liked(session, fox.id, 2), "it is approved already"
        known = await suggestions.get(session, fox.id)
    assert known
    assert (known.suggestion.state, known.votes) == (APPROVED, 2)


async def test_no_number_of_votes_overrules_a_moderator(database: Database, schedule_id: int) -> None:
    fox = await add(database, schedule_id, "a fox")
    async with database.session() as session:
        assert await suggestions.decide(session, fox.id, REJECTED, "mod")
        assert not await suggestions.decide(session, fox.id, REJECTED, "other")
    await like(database, fox, "bob", "cid")
    async with database.session() as session:
        assert not await suggestions.approve_if_liked(session, fox.id, 1)
        assert await suggestions.decide(session, fox.id, APPROVED, "other"), (
            "moderators may change their minds"
        )


async def test_an_approved_one_is_ready_until_a_slot_has_taken_it(
    database: Database, schedule_id: int
) -> None:
    fox = await add(database, schedule_id, "a fox", state=APPROVED)
    await add(database, schedule_id, "an owl", state=APPROVED, minute=1)
    await add(database, schedule_id, "of the list", state=APPROVED, by_member=False)
    slot = {
        "schedule_id": schedule_id,
        "by_hand": False,
        "reason": "",
        "source": "suggestions",
        "attempts": 1,
    }
    slot |= {"prompt": "a fox", "suggestion_id": fox.id}
    async with database.session() as session:
        await session.execute(insert(SlotRow).values(slot | {"at": NOON, "state": SlotState.FAILED}))
        assert [known.suggestion.text for known in await suggestions.ready(session, schedule_id, 10)] == [
            "a fox",
            "an owl",
        ]
        later = NOON + timedelta(days=1)
        await session.execute(insert(SlotRow).values(slot | {"at": later, "state": SlotState.ACCEPTED}))
        assert [known.suggestion.text for known in await suggestions.ready(session, schedule_id, 10)] == [
            "an owl"
        ]
        own = await suggestions.own_list(session, schedule_id, 10)
        assert [one.text for one in own] == ["of the list"]
        assert await suggestions.count_own(session, schedule_id) == 1


async def test_whoever_wants_to_be_left_alone_is_not_quoted(database: Database, schedule_id: int) -> None:
    await add(database, schedule_id, "a fox", by="ann", state=APPROVED)
    async with database.session() as session:
        await people.opt_out(session, "discord", "ann", NOON)
        assert await suggestions.ready(session, schedule_id, 10) == []
        await people.opt_in(session, "discord", "ann")
        assert len(await suggestions.ready(session, schedule_id, 10)) == 1


async def test_what_waits_is_counted_for_each_person(database: Database, schedule_id: int) -> None:
    await add(database, schedule_id, "a fox")
    await add(database, schedule_id, "an owl", state=APPROVED)
    await add(database, schedule_id, "a cat", by="bob")
    async with database.reading() as session:
        assert await suggestions.count_waiting(session, schedule_id, "discord", "ann") == 1


async def test_a_suggestion_goes_with_its_votes(database: Database, schedule_id: int) -> None:
    fox = await add(database, schedule_id, "a fox")
    await like(database, fox, "bob")
    async with database.session() as session:
        assert await suggestions.remove(session, fox.id)
        assert not await suggestions.remove(session, fox.id)
        assert await suggestions.get(session, fox.id) is None
        assert await suggestions.all_of(session, schedule_id, 10) == []


async def test_there_is_no_vote_for_what_does_not_exist(database: Database) -> None:
    with pytest.raises(IntegrityError):
        async with database.session() as session:
            await suggestions.vote(session, 7, "discord", "bob", NOON)

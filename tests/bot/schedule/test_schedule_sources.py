"""Prompts come from where the server wants them, are not repeated too soon, and never run out."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import structlog
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncSession

from bot.pipeline.request import SCHEDULE
from bot.prompts.daily import daily_prompts, prompts_for
from bot.schedule.gist import gist
from bot.schedule.sources import Candidate, choose
from db import images, jobs, people, queue, schedules, suggestions, votes
from db.images import StoredImage
from db.jobs import NewJob
from db.models import SlotRow, SlotState
from db.schedules import NewSchedule, PromptSource, Schedule
from db.session import Database
from db.suggestions import NewSuggestion, SuggestionState
from db.votes import VoteKind

DAY = date(2026, 6, 10)
NINE = datetime(2026, 6, 10, 9, tzinfo=UTC)
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
async def session(tmp_path: Path, empty_database: Path) -> AsyncIterator[AsyncSession]:
    async with _fresh(empty_database, tmp_path) as session:
        yield session


@asynccontextmanager
async def _fresh(empty_database: Path, folder: Path) -> AsyncIterator[AsyncSession]:
    database = Database(f"sqlite:///{shutil.copy(empty_database, folder)}")
    try:
        async with database.session() as session:
            yield session
    finally:
        await database.close()


async def schedule_of(session: AsyncSession, sources: str, repeat_days: int = 30, **columns: Any) -> Schedule:
    defaults: dict[str, Any] = {"front": "discord", "server": "cats", "zone": "UTC"}
    new = NewSchedule(
        name="Daily", clock="09:00", sources=sources, repeat_days=repeat_days, **(defaults | columns)
    )
    return await schedules.add(session, new, LONG_AGO)


async def suggest(session: AsyncSession, schedule: Schedule, text: str, *, by_member: bool) -> int:
    new = NewSuggestion(
        schedule_id=schedule.id,
        text=text,
        by_member=by_member,
        platform="discord",
        person_id="ann",
        person_name="Ann",
    )
    return (await suggestions.add(session, new, SuggestionState.APPROVED, LONG_AGO)).id


async def take(session: AsyncSession, schedule: Schedule, at: datetime, candidate: Candidate) -> None:
    """What a slot does with its prompt."""
    await session.execute(
        insert(SlotRow).values(
            schedule_id=schedule.id,
            at=at,
            state=SlotState.ACCEPTED,
            by_hand=False,
            reason="",
            source=candidate.source,
            prompt=candidate.text,
            suggestion_id=candidate.suggestion_id,
            attempts=1,
        )
    )


async def like(session: AsyncSession, prompt: str, at: datetime, *voters: str, **columns: Any) -> str:
    """A member's finished job with votes."""
    defaults: dict[str, Any] = {
        "front": "discord",
        "source_id": prompt,
        "address": "",
        "server": "cats",
        "channel": "general",
        "platform": "discord",
        "requester_id": "ann",
        "requester_name": "Ann",
        "model": "nonet-small",
        "seed": 1,
    }
    job = await jobs.insert_job(session, NewJob(prompt=prompt, **(defaults | columns)), at)
    await images.remember(session, [StoredImage(prompt, "image/png", 1, 9, 9)], at)
    claimed = await queue.claim(session, at, 60, only=job.id)
    assert claimed
    await queue.finish(session, claimed, prompt, at)
    for voter in voters:
        await votes.vote(session, job.id, "discord", voter, VoteKind.FAVOURITE, now=at)
    return job.id


def texts(found: list[Candidate]) -> list[str]:
    return [candidate.text for candidate in found]


async def test_sources_come_in_their_order_and_say_which_they_are(session: AsyncSession) -> None:
    schedule = await schedule_of(session, "suggestions,own,shipped")
    own = await suggest(session, schedule, "of the list", by_member=False)
    member = await suggest(session, schedule, "of a member", by_member=True)
    found = await choose(session, schedule, DAY)
    assert found[:2] == [
        Candidate("of a member", PromptSource.SUGGESTIONS, member),
        Candidate("of the list", PromptSource.OWN, own),
    ]
    assert texts(found[2:]) == prompts_for(DAY, str(schedule.id))
    assert {candidate.source for candidate in found[2:]} == {PromptSource.SHIPPED}


async def test_a_source_that_is_not_chosen_gives_nothing(session: AsyncSession) -> None:
    schedule = await schedule_of(session, "own")
    await suggest(session, schedule, "of a member", by_member=True)
    assert await choose(session, schedule, DAY) == []


async def test_what_is_bound_to_the_date_in_the_schedules_zone_comes_first(session: AsyncSession) -> None:
    schedule = await schedule_of(session, "shipped", zone="Pacific/Auckland")
    assert (await choose(session, schedule, date(2026, 12, 31)))[0].text == daily_prompts().dated["12-31"]


async def test_the_same_prompt_in_other_signs_is_offered_once(session: AsyncSession) -> None:
    schedule = await schedule_of(session, "suggestions,own")
    await suggest(session, schedule, "A café, at night!", by_member=True)
    await suggest(session, schedule, "a cafe at  night", by_member=False)
    assert texts(await choose(session, schedule, DAY)) == ["A café, at night!"]


async def test_what_was_taken_lately_comes_last_and_the_longest_ago_first(session: AsyncSession) -> None:
    schedule = await schedule_of(session, "own", repeat_days=30)
    for text in ("a", "b", "c", "d"):
        await suggest(session, schedule, text, by_member=False)
    for text, days in (("a", 3), ("b", 7), ("c", 40)):
        await take(session, schedule, NINE - timedelta(days), Candidate(text.upper(), PromptSource.OWN))
    assert texts(await choose(session, schedule, DAY)) == ["d", "c", "b", "a"]


async def test_the_own_list_is_gone_through_to_its_end(session: AsyncSession) -> None:
    schedule = await schedule_of(session, "own", repeat_days=1)
    for text in ("a", "b", "c", "d"):
        await suggest(session, schedule, text, by_member=False)
    assert [await one_day(session, schedule, day, refused=0) for day in range(9)] == list("abcdabcda")


async def test_the_log_says_when_all_was_taken_lately(session: AsyncSession) -> None:
    schedule = await schedule_of(session, "own")
    await suggest(session, schedule, "the only one", by_member=False)
    with structlog.testing.capture_logs() as lines:
        fresh = await choose(session, schedule, DAY)
        assert lines == []
        await take(session, schedule, NINE - timedelta(1), fresh[0])
        assert texts(await choose(session, schedule, DAY)) == ["the only one"]
    assert [line["event"] for line in lines] == ["every prompt was used lately"]


async def test_another_schedules_prompts_do_not_count_as_taken(session: AsyncSession) -> None:
    schedule, other = await schedule_of(session, "own"), await schedule_of(session, "own")
    await suggest(session, schedule, "a", by_member=False)
    await suggest(session, schedule, "b", by_member=False)
    await take(session, other, NINE - timedelta(1), Candidate("a", PromptSource.OWN))
    assert texts(await choose(session, schedule, DAY)) == ["a", "b"]


async def test_the_best_of_yesterday_are_those_that_members_liked(session: AsyncSession) -> None:
    schedule = await schedule_of(session, "best")
    yesterday = NINE - timedelta(days=1)
    await like(session, "liked", yesterday, "bob")
    await like(session, "loved", yesterday, "bob", "cid")
    await like(session, "liked by its painter", yesterday, "ann")
    await like(session, "of today", NINE, "bob")
    await like(session, "of the day before", yesterday - timedelta(days=1), "bob")
    await like(session, "of another server", yesterday, "bob", server="dogs")
    assert texts(await choose(session, schedule, DAY)) == ["loved", "liked"]


async def test_yesterday_is_that_of_the_schedules_zone(session: AsyncSession) -> None:
    schedule = await schedule_of(session, "best", zone="Asia/Tokyo")
    await like(session, "just before midnight in Tokyo", datetime(2026, 6, 9, 14, 59, tzinfo=UTC), "bob")
    await like(session, "just after", datetime(2026, 6, 9, 15, 1, tzinfo=UTC), "bob")
    assert texts(await choose(session, schedule, DAY)) == ["just before midnight in Tokyo"]


@pytest.mark.parametrize(
    "hiding",
    [
        {"private": True},
        {"spoiler": True},
        {"channel": "adults"},
        {"platform": SCHEDULE},
        {"picture_level": "relaxed"},
    ],
)
async def test_what_is_not_for_everyone_is_never_the_best(
    session: AsyncSession, hiding: dict[str, Any]
) -> None:
    schedule = await schedule_of(session, "best")
    await like(session, "hidden", NINE - timedelta(days=1), "bob", "cid", **hiding)
    await like(session, "shown", NINE - timedelta(days=1), "bob")
    assert texts(await choose(session, schedule, DAY, hidden={"adults"})) == ["shown"]


async def test_deleted_pictures_are_never_the_best(session: AsyncSession) -> None:
    schedule = await schedule_of(session, "best")
    job_id = await like(session, "deleted", NINE - timedelta(days=1), "bob")
    await jobs.delete(session, job_id, NINE)
    assert await choose(session, schedule, DAY) == []


async def test_nobody_is_quoted_who_wants_to_be_left_alone(session: AsyncSession) -> None:
    schedule = await schedule_of(session, "best")
    await like(session, "a fox", NINE - timedelta(days=1), "bob")
    await people.opt_out(session, "discord", "ann", NINE)
    assert await choose(session, schedule, DAY) == []


async def test_the_web_has_no_best(session: AsyncSession) -> None:
    schedule = await schedule_of(session, "best", front="web", server=None)
    assert await choose(session, schedule, DAY) == []


@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_no_prompt_comes_back_too_soon_and_there_is_always_one(
    empty_database: Path, data: st.DataObject
) -> None:
    own = data.draw(st.integers(1, 12), label="prompts on the own list")
    members = data.draw(st.integers(0, 6), label="approved suggestions")
    repeat_days = data.draw(st.integers(0, 15), label="repeat_days")
    choice = data.draw(st.sampled_from(["own", "suggestions,own", "own,suggestions"]), label="sources")
    refused = data.draw(st.integers(0, 2), label="refused by the filter each day")

    async def forty_days() -> list[str]:
        with TemporaryDirectory() as folder:
            async with _fresh(empty_database, Path(folder)) as session:
                schedule = await schedule_of(session, choice, repeat_days)
                for number in range(own):
                    await suggest(session, schedule, f"own {number}", by_member=False)
                for number in range(members):
                    await suggest(session, schedule, f"member {number}", by_member=True)
                return [await one_day(session, schedule, day, refused) for day in range(40)]

    taken = asyncio.run(forty_days())
    last: dict[str, int] = {}
    for day, prompt in enumerate(taken):
        if refused == 0 and prompt in last and day - last[prompt] <= repeat_days:
            within = set(taken[max(day - repeat_days, 0) : day])
            assert {f"own {number}" for number in range(own)} <= within, "another one was left"
            assert prompt == min(within, key=lambda one: last[one] if one.startswith("own") else day)
        last[prompt] = day
    if choice == "own" and refused == 0:
        assert all(len(set(taken[day : day + own])) == own for day in range(len(taken) - own + 1))
    assert all(taken.count(prompt) == 1 for prompt in taken if prompt.startswith("member"))


async def one_day(session: AsyncSession, schedule: Schedule, day: int, refused: int) -> str:
    """Take the first prompt that the filter allows, which refuses some, but never all."""
    found = await choose(session, schedule, DAY + timedelta(day))
    keys = [gist(candidate.text) for candidate in found]
    assert len(keys) == len(set(keys))
    candidate = found[min(refused, len(found) - 1)]
    await take(session, schedule, NINE + timedelta(day), candidate)
    return candidate.text

"""One person has one vote, none for their own entry; each is counted, or told that it came too late."""

import asyncio
from dataclasses import replace

import pytest
from sqlalchemy import insert, update

from db import ballots, contests, jobs, people
from db.ballots import Outcome, Turnout
from db.jobs import Job
from db.models import ContestRow, ServerBanRow
from db.session import Database
from tests.db.conftest import AddJob
from tests.db.contest_rows import DAY, NOON, add_contest, enter, open_contest, vote

DONE, SAME, LATE, FULL, OWN, GONE, KEPT_OUT = Outcome


@pytest.fixture
async def daily(add_rendered: AddJob) -> Job:
    return await add_rendered(front="discord", requester_id="0")


@pytest.fixture
async def remix(add_rendered: AddJob) -> Job:
    return await add_rendered(platform="discord", requester_id="5")


async def counted(database: Database, contest: contests.Contest) -> set[tuple[str, int]]:
    async with database.reading() as session:
        return {(found.person_id, found.sample) for found in await ballots.counted(session, contest, NOON)}


async def test_a_vote_may_be_changed_but_not_doubled(database: Database, daily: Job) -> None:
    contest = await open_contest(database, daily)
    assert await vote(database, contest, "7", daily, 3) is DONE
    assert await vote(database, contest, "7", daily, 3) is SAME
    assert await vote(database, contest, "7", daily, 9) is DONE
    assert await vote(database, contest, "8", daily, 3) is DONE
    assert await counted(database, contest) == {("7", 9), ("8", 3)}


@pytest.mark.parametrize("sample", [0, 10])
async def test_there_are_nine_samples_to_vote_for(database: Database, daily: Job, sample: int) -> None:
    contest = await open_contest(database, daily)
    assert await vote(database, contest, "7", daily, sample) is GONE


async def test_entries_are_voted_for_as_a_whole_and_never_by_those_who_made_them(
    database: Database, daily: Job, remix: Job
) -> None:
    contest = await open_contest(database, daily)
    assert await vote(database, contest, "7", remix) is GONE
    assert await enter(database, contest, remix) is DONE
    assert await vote(database, contest, "7", remix) is DONE
    assert await vote(database, contest, "7", remix, 4) is GONE
    assert await vote(database, contest, "5", remix) is OWN


async def test_one_person_enters_so_often_and_no_more(
    database: Database, daily: Job, add_rendered: AddJob
) -> None:
    contest = await open_contest(database, daily)
    first, second, third = [await add_rendered(platform="discord", requester_id="5") for _ in range(3)]
    outcomes = [await enter(database, contest, job) for job in (first, first, second, third)]
    async with database.session() as session:
        await ballots.take_out(session, contest.id, first.id, NOON)
    assert [*outcomes, await enter(database, contest, third)] == [DONE, SAME, DONE, FULL, DONE]


async def test_many_at_once_enter_no_more_than_that(
    database: Database, daily: Job, add_rendered: AddJob
) -> None:
    contest = await open_contest(database, daily)
    remixes = [await add_rendered(platform="discord", requester_id="5") for _ in range(6)]
    outcomes = await asyncio.gather(*(enter(database, contest, job) for job in remixes))
    assert sorted(outcome.name for outcome in outcomes) == ["DONE", "DONE", *4 * ["FULL"]]


async def test_who_voted_for_what_was_taken_out_may_vote_again(
    database: Database, daily: Job, remix: Job
) -> None:
    contest = await open_contest(database, daily)
    await enter(database, contest, remix)
    await vote(database, contest, "7", remix)
    async with database.session() as session:
        assert await ballots.take_out(session, contest.id, remix.id, NOON) is DONE
    assert await counted(database, contest) == set()
    assert await vote(database, contest, "7", daily, 1) is DONE


async def test_before_and_after_a_contest_nothing_is_taken(
    database: Database, daily: Job, remix: Job
) -> None:
    planned = await add_contest(database, daily)
    contest = await open_contest(database, daily)
    assert await vote(database, planned, "7", daily, 1) is LATE
    assert await vote(database, contest, "7", daily, 1, contest.closes_at) is LATE
    assert await enter(database, contest, remix, contest.closes_at) is LATE
    async with database.session() as session:
        assert await ballots.take_out(session, contest.id, remix.id, contest.closes_at) is LATE


async def test_votes_and_entries_go_with_deleted_pictures(database: Database, daily: Job, remix: Job) -> None:
    contest = await open_contest(database, daily)
    await enter(database, contest, remix)
    await vote(database, contest, "7", remix)
    await vote(database, contest, "8", daily, 1)
    async with database.session() as session:
        await jobs.delete_all(session, [remix.id, daily.id], NOON)
    assert await counted(database, contest) == set()
    assert await vote(database, contest, "7", remix) is GONE
    assert await vote(database, contest, "8", daily, 1) is GONE


async def test_votes_of_people_who_are_kept_out_or_left_alone_do_not_count(
    database: Database, daily: Job
) -> None:
    contest = await open_contest(database, daily)
    for person in ("banned", "was banned", "banned here", "banned there", "gone", "anyone"):
        await vote(database, contest, person, daily, 1)
    async with database.session() as session:
        await people.ban(session, "discord", "banned", NOON + DAY, "No.", now=NOON)
        await people.ban(session, "discord", "was banned", NOON, "No.", now=NOON - DAY)
        await people.opt_out(session, "discord", "gone", NOON)
        for server, person in ((contest.server, "banned here"), ("9", "banned there")):
            await session.execute(
                insert(ServerBanRow).values(
                    front="discord",
                    server=server,
                    platform="discord",
                    person_id=person,
                    until=NOON + DAY,
                    reason="",
                    created_at=NOON,
                )
            )
    assert await vote(database, contest, "banned", daily, 2) is KEPT_OUT
    assert await vote(database, contest, "banned here", daily, 2) is KEPT_OUT
    assert await vote(database, contest, "anyone", daily, 2) is DONE
    names = {person for person, _ in await counted(database, contest)}
    assert names == {"was banned", "banned there", "anyone"}


async def test_nobody_wins_who_is_kept_out(database: Database, remix: Job, add_rendered: AddJob) -> None:
    contest = await open_contest(database)
    gone = await add_rendered(platform="discord", requester_id="6")
    assert (await enter(database, contest, remix), await enter(database, contest, gone)) == (DONE, DONE)
    async with database.session() as session:
        await people.opt_out(session, "discord", "6", NOON)
        found = await ballots.contenders(session, contest, NOON)
    assert [entry.job_id for entry in found] == [remix.id]


async def test_many_vote_at_once_each_once(database: Database, daily: Job) -> None:
    contest = await open_contest(database, daily)
    wishes = [(str(person), sample) for sample in range(1, 10) for person in range(10)]
    await asyncio.gather(*(vote(database, contest, person, daily, sample) for person, sample in wishes))
    assert len(await counted(database, contest)) == 10


async def test_a_vote_at_the_very_end_is_counted_or_told_that_it_is_too_late(
    database: Database, daily: Job
) -> None:
    contest = await open_contest(database, daily)

    async def close() -> set[tuple[str, int]]:
        await asyncio.sleep(0.02)
        async with database.session() as session:
            claimed = await contests.claim(session, contest.id, NOON + DAY, 60)
            assert claimed
        async with database.session() as session:
            await contests.freeze(session, claimed)
            found = await ballots.counted(session, claimed, NOON)
        return {(ballot.person_id, ballot.sample) for ballot in found}

    async def come(person: int) -> Outcome:
        await asyncio.sleep(person / 1_000)
        return await vote(database, contest, str(person), daily, 1)

    results, *outcomes = await asyncio.gather(close(), *(come(person) for person in range(60)))
    assert results == {(str(person), 1) for person, outcome in enumerate(outcomes) if outcome is DONE}
    assert set(outcomes) <= {DONE, LATE}


async def test_it_is_known_what_a_job_is_in_and_how_contests_get_on(
    database: Database, daily: Job, remix: Job
) -> None:
    contest = await open_contest(database, daily)
    await enter(database, contest, remix)
    await vote(database, contest, "7", remix)
    await vote(database, contest, "8", daily, 1)
    async with database.reading() as session:
        assert await ballots.entered(session, remix.id) == contest.id
        assert await ballots.entered(session, daily.id) is None
        assert await ballots.turnouts(session, "discord") == {
            contest.id: Turnout(votes=2, entries=1, last_entered_at=NOON)
        }
        [(entry, job)] = await ballots.entries(session, contest.id)
        mine = await ballots.of_person(session, contest.id, "discord", "8")
    assert (entry.person_id, job) == ("5", remix)
    assert mine
    assert replace(mine, sample=0).job_id == daily.id


async def test_votes_of_old_contests_are_forgotten(database: Database, daily: Job, remix: Job) -> None:
    old, new = await open_contest(database, daily), await open_contest(database, daily)
    for contest in (old, new):
        await enter(database, contest, remix)
        await vote(database, contest, "7", remix)
    async with database.session() as session:
        await session.execute(
            update(ContestRow).where(ContestRow.id == new.id).values(closes_at=NOON + 2 * DAY)
        )
        counts = [await ballots.forget(session, NOON + 1.5 * DAY, 10) for _ in range(2)]
        left = await ballots.turnouts(session, "discord")
    assert counts == [1, 0]
    assert (left[old.id].votes, left[old.id].entries, left[new.id].votes) == (0, 0, 1)

"""Contests are opened and closed by one process at a time, and go with what they are held in."""

import asyncio
from datetime import datetime, timedelta

import pytest

from db import contests, deliveries, jobs, queue, standings
from db.contests import GIVE_UP_AFTER, Contest, ContestState
from db.errors import LeaseLostError
from db.jobs import Job
from db.session import Database
from db.standings import Rank
from tests.db.conftest import AddJob
from tests.db.contest_rows import DAY, NOON, add_contest, open_contest

MINUTE = timedelta(minutes=1)


async def due(database: Database, now: datetime = NOON) -> list[str]:
    async with database.reading() as session:
        return [contest.id for contest in await contests.due(session, "discord", now)]


async def claim(database: Database, contest: Contest, now: datetime = NOON) -> Contest | None:
    async with database.session() as session:
        return await contests.claim(session, contest.id, now, 60)


async def now_of(database: Database, contest: Contest) -> Contest:
    async with database.reading() as session:
        found = await contests.get(session, contest.id)
    assert found
    return found


async def deliver(database: Database, job: Job) -> None:
    async with database.session() as session:
        await deliveries.owe(session, job.id, NOON)
        claimed = await deliveries.claim(session, "discord", NOON, 60)
        assert claimed
        await deliveries.done(session, claimed[0], "99", NOON)


async def test_a_daily_contest_waits_for_the_delivery_of_its_job(
    database: Database, add_rendered: AddJob
) -> None:
    job = await add_rendered(front="discord")
    contest = await add_contest(database, job)
    before = await due(database)
    await deliver(database, job)
    assert (before, await due(database)) == ([], [contest.id])


async def test_one_whose_job_has_failed_is_due_too_so_that_it_ends(
    database: Database, add_job: AddJob
) -> None:
    job = await add_job(front="discord")
    contest = await add_contest(database, job)
    async with database.session() as session:
        claimed = await queue.claim(session, NOON + DAY, 60, only=job.id)
        assert claimed
        await queue.fail(session, claimed, "No.", NOON)
    assert await due(database) == [contest.id]


async def test_a_party_is_due_at_once_and_again_when_it_is_over(database: Database) -> None:
    contest = await add_contest(database)
    assert await due(database) == [contest.id]
    opened = await open_contest(database)
    assert opened.id not in await due(database, NOON + DAY - MINUTE)
    assert opened.id in await due(database, NOON + DAY)


async def test_of_many_at_once_one_may_open_it(database: Database) -> None:
    contest = await add_contest(database)
    claims = await asyncio.gather(*(claim(database, contest) for _ in range(8)))
    assert [found.attempts for found in claims if found] == [1]


async def test_what_another_has_just_opened_is_not_claimed_before_it_is_over(database: Database) -> None:
    """As by a process that has read what is due, and then had to wait."""
    opened = await open_contest(database)
    assert await claim(database, opened, NOON + MINUTE) is None
    assert await claim(database, opened, NOON + DAY) is not None


async def test_a_dead_process_loses_it_to_another(database: Database) -> None:
    contest = await add_contest(database)
    dead = await claim(database, contest)
    assert dead
    assert await due(database, NOON + MINUTE / 2) == []
    later = NOON + 2 * MINUTE
    assert await due(database, later) == [contest.id]
    alive = await claim(database, contest, later)
    assert alive
    assert alive.attempts == 2
    async with database.session() as session:
        with pytest.raises(LeaseLostError):
            await contests.opened(session, dead, thread="3", message_id="4", now=later)


async def test_what_is_open_is_so_for_the_whole_time_however_late_it_was_opened(database: Database) -> None:
    contest = await add_contest(database)
    claimed = await claim(database, contest, NOON + 5 * MINUTE)
    assert claimed
    async with database.session() as session:
        await contests.opened(session, claimed, thread="3", message_id=None, now=NOON + 5 * MINUTE)
    found = await now_of(database, contest)
    assert (found.state, found.closes_at) == (ContestState.OPEN, NOON + DAY + 5 * MINUTE)


async def test_a_thread_without_a_vote_is_never_due_again(database: Database) -> None:
    opened = await open_contest(database, closes_at=NOON)
    assert opened.state is ContestState.CLOSED
    assert await due(database, NOON + DAY) == []


async def test_results_are_owed_until_they_are_posted(database: Database) -> None:
    opened = await open_contest(database)
    late = NOON + DAY + MINUTE
    claimed = await claim(database, opened, late)
    assert claimed
    async with database.session() as session:
        await contests.freeze(session, claimed)
        await contests.failed(session, claimed, "Discord is in trouble", late + MINUTE)
    assert (await due(database, late), await due(database, late + MINUTE)) == ([], [opened.id])
    again = await claim(database, opened, late + MINUTE)
    assert again
    async with database.session() as session:
        await contests.closed(session, again, "77")
    assert await due(database, late + DAY) == []
    assert await claim(database, opened, late + DAY) is None


@pytest.mark.parametrize("state", [ContestState.OPENING, ContestState.OPEN, ContestState.CLOSED])
async def test_what_can_not_go_on_is_given_up(database: Database, state: ContestState) -> None:
    contest = await (add_contest if state is ContestState.OPENING else open_contest)(database)
    claimed = await claim(database, contest, NOON + DAY)
    assert claimed
    async with database.session() as session:
        if state is ContestState.CLOSED:
            await contests.freeze(session, claimed)
            claimed = await contests.get(session, contest.id)
            assert claimed
        await contests.given_up(session, claimed, "The channel is gone.")
    found = await now_of(database, contest)
    assert found.state is (state if state is ContestState.CLOSED else ContestState.CANCELLED)
    assert await due(database, NOON + 2 * DAY) == []


async def test_what_nobody_could_do_for_days_is_cancelled(database: Database) -> None:
    contest = await open_contest(database)
    async with database.session() as session:
        soon = await contests.sweep(session, NOON + DAY)
        late = await contests.sweep(session, NOON + DAY + GIVE_UP_AFTER)
    assert (soon, late, (await now_of(database, contest)).state) == (0, 1, ContestState.CANCELLED)


async def test_a_contest_goes_with_its_thread_channel_message_or_server(database: Database) -> None:
    for number, thing in enumerate(("thread", "channel", "message", "server")):
        contest = await open_contest(database, server=str(number))
        async with database.session() as session:
            match thing:
                case "thread":
                    await contests.cancel_in_channel(session, "discord", "3")
                case "channel":
                    await contests.cancel_in_channel(session, "discord", "2")
                case "message":
                    await contests.cancel_at_message(session, "discord", {"4", "5"})
                case "server":
                    await contests.cancel_in_server(session, "discord", str(number))
        assert (await now_of(database, contest)).state is ContestState.CANCELLED, thing


async def test_a_host_may_end_a_party_early_once(database: Database) -> None:
    contest = await open_contest(database)
    async with database.session() as session:
        assert await contests.end_early(session, contest.id, NOON + MINUTE)
        assert not await contests.end_early(session, contest.id, NOON + MINUTE)
    assert await due(database, NOON + MINUTE) == [contest.id]


async def test_results_that_show_what_was_deleted_are_spoilt_until_they_are_mended(
    database: Database, add_rendered: AddJob
) -> None:
    job = await add_rendered(front="discord")
    contest = await open_contest(database)
    claimed = await claim(database, contest, NOON + DAY)
    assert claimed
    async with database.session() as session:
        await contests.freeze(session, claimed)
        await standings.record(session, contest.id, [Rank(job_id=job.id, sample=0, rank=1, votes=1)])
        await contests.closed(session, claimed, "77")
        await jobs.delete(session, job.id, NOON + MINUTE)
        spoilt = [found.id for found in await contests.spoilt(session, "discord")]
        shown = await standings.results(session, contest.id)
        await contests.mended(session, contest.id, NOON)  # it was looked at before the job was deleted
        still = [found.id for found in await contests.spoilt(session, "discord")]
        await contests.mended(session, contest.id, NOON + 2 * MINUTE)
        after = await contests.spoilt(session, "discord")
    assert (spoilt, shown, still, after) == ([contest.id], [], [contest.id], [])


async def test_contests_are_found_by_thread_job_and_server(database: Database, add_job: AddJob) -> None:
    job = await add_job(front="discord")
    daily = await open_contest(database, job)
    party = await open_contest(database, opens_at=NOON + MINUTE, closes_at=NOON + DAY, server="9")
    async with database.reading() as session:
        assert await contests.about_job(session, job.id) == daily
        assert await contests.in_thread(session, "discord", "3") == party  # the newer one
        assert await contests.in_thread(session, "discord", "5") is None
        assert await contests.parties_of_server(session, "discord", "9") == [party]
        assert await contests.newest_of_server(session, "discord", "1", daily.kind, since=NOON) == [daily]

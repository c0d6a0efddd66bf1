"""What came of contests, and what it adds up to."""

from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.contests import board
from bot.contests.badges import Badge
from bot.contests.board import Congratulation
from bot.contests.streaks import Streak
from db import contests, jobs, people, standings
from db.contests import Contest
from db.jobs import Job
from db.models import PersonRow
from db.session import Database
from db.standings import Rank, Standing
from db.upsert import upsert
from tests.db.conftest import AddJob
from tests.db.contest_rows import DAY, NOON, enter, open_contest, vote


def place(job: Job, rank: int, person: str | None, sample: int = 0) -> Rank:
    platform = "discord" if person else None
    return Rank(job_id=job.id, sample=sample, rank=rank, votes=9, platform=platform, person_id=person)


async def close(session: AsyncSession, contest: Contest, *ranks: Rank) -> None:
    claimed = await contests.claim(session, contest.id, contest.closes_at, 60)
    assert claimed
    await contests.freeze(session, claimed)
    await standings.record(session, contest.id, ranks)
    await contests.closed(session, claimed, "77")


async def hide(session: AsyncSession, person: str) -> None:
    await upsert(session, PersonRow, {"platform": "discord", "id": person}, {"unranked_at": NOON})


async def test_results_are_in_order_and_without_what_was_deleted(database: Database, add_job: AddJob) -> None:
    day, remix, gone = [await add_job() for _ in range(3)]
    contest = await open_contest(database, day)
    ranks = [place(gone, 1, "3"), place(day, 2, None, 7), place(remix, 2, "5"), place(day, 2, None, 4)]
    async with database.session() as session:
        await close(session, contest, *ranks)
        await jobs.delete(session, gone.id, NOON)
        found = await standings.results(session, contest.id)
    assert [(rank.rank, rank.sample, job.id) for rank, job in found] == [
        (2, 4, day.id),
        (2, 7, day.id),
        (2, 0, remix.id),
    ]


async def test_leaders_have_most_wins_and_then_most_places_on_the_podium(
    database: Database, add_job: AddJob
) -> None:
    job, other, third, fourth = [await add_job() for _ in range(4)]
    async with database.session() as session:
        await hide(session, "hidden")
    for day, ranks in enumerate(
        [
            [place(job, 1, "ann"), place(other, 2, "ben"), place(third, 4, "cid")],
            [place(job, 1, "hidden"), place(other, 2, "ben"), place(third, 3, "ann")],
            [place(job, 1, None, 5), place(other, 2, "ben"), place(fourth, 3, "dot")],
        ]
    ):
        contest = await open_contest(
            database, opens_at=NOON + day * DAY, closes_at=NOON + day * DAY + timedelta(hours=1)
        )
        async with database.session() as session:
            await close(session, contest, *ranks)
    async with database.reading() as session:
        everyone = await standings.leaders(session, "discord", "1", since=None, limit=10)
        lately = await standings.leaders(session, "discord", "1", since=NOON + 2 * DAY, limit=10)
        elsewhere = await standings.leaders(session, "discord", "2", since=None, limit=10)
        secret = await standings.standing_of(session, "discord", "1", ("discord", "hidden"))
    assert [(leader.person_id, leader.wins, leader.podiums) for leader in everyone] == [
        ("ann", 1, 2),
        ("ben", 0, 3),
        ("dot", 0, 1),
    ]
    assert [leader.person_id for leader in lately] == ["ben", "dot"]
    assert elsewhere == []
    assert secret == Standing(platform="discord", person_id="hidden", wins=1, podiums=1)


async def test_who_wants_nothing_to_do_with_us_is_named_nowhere(database: Database, add_job: AddJob) -> None:
    contest, job = await open_contest(database), await add_job()
    async with database.session() as session:
        await people.opt_out(session, "discord", "ann", NOON)
        await close(session, contest, place(job, 1, "ann"))
        leaders = await standings.leaders(session, "discord", "1", since=None, limit=10)
        nameless = await standings.unranked(session, [("discord", "ann"), ("discord", "ben")])
    assert (leaders, nameless) == ([], {("discord", "ann")})


async def test_streaks_count_contests_in_which_somebody_voted_or_entered(
    database: Database, add_rendered: AddJob
) -> None:
    day = await add_rendered(platform="schedule", requester_id="1")
    remix = await add_rendered(platform="discord", requester_id="ann")
    async with database.session() as session:
        await hide(session, "shy")
    for number in range(4):
        begin = NOON + number * DAY
        contest = await open_contest(database, day, opens_at=begin, closes_at=begin + DAY)
        for person in ("ben", "shy") if number == 0 else ("ann", "cid", "ben", "shy"):
            if person == "ann" and number == 2:
                await enter(database, contest, remix, begin)
            elif person != "cid" or number == 3:
                await vote(database, contest, person, day, 1, begin)
        if number < 3:
            async with database.session() as session:
                await close(session, contest)
    async with database.reading() as session:
        ann = await board.line_of(session, "discord", "1", ("discord", "ann"))
        cid = await board.line_of(session, "discord", "1", ("discord", "cid"))
        praised = await board.congratulated(session, contest)
    assert (ann.streak, ann.badges) == (Streak(3, 3), (Badge.REGULAR,))
    assert cid.streak == Streak(1, 1)
    assert praised == [Congratulation(("discord", "ann"), 3)]  # ben and shy have four: no round number


async def test_a_leaderboard_has_badges_for_all_that_was_ever_won(
    database: Database, add_job: AddJob
) -> None:
    job = await add_job()
    for number in range(11):
        begin = NOON + number * DAY
        contest = await open_contest(database, opens_at=begin, closes_at=begin + DAY)
        async with database.session() as session:
            await close(session, contest, place(job, 1, "ann"))
    async with database.reading() as session:
        [line] = await board.leaderboard(session, "discord", "1", NOON + 10 * DAY)
    assert (line.standing.wins, line.badges) == (2, (Badge.CHAMPION, Badge.PODIUM))


async def test_the_role_goes_on_from_the_last_contest_that_a_member_won(
    database: Database, add_job: AddJob
) -> None:
    job = await add_job()
    held: list[Contest] = []
    for number, (role, person) in enumerate([("9", "ann"), ("9", None), ("8", "ben"), ("9", "cid")]):
        begin = NOON + number * DAY
        contest = await open_contest(database, opens_at=begin, closes_at=begin + DAY, winner_role=role)
        held.append(contest)
        async with database.session() as session:
            await close(session, contest, place(job, 1, person, 0 if person else 3))
    async with database.reading() as session:
        assert await standings.last_held(session, held[3]) == held[0].id
        assert await standings.last_held(session, held[0]) is None

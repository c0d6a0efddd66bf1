"""Contests for tests of what is done with them."""

from datetime import UTC, datetime, timedelta
from typing import Any

from db import ballots, contests
from db.ballots import Ballot, Entry, Outcome
from db.contests import Contest, ContestKind, NewContest
from db.jobs import Job
from db.session import Database

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)


async def add_contest(database: Database, job: Job | None = None, **fields: Any) -> Contest:
    """A contest that is to be opened."""
    given: dict[str, Any] = {
        "kind": ContestKind.DAILY if job else ContestKind.PARTY,
        "front": "discord",
        "server": "1",
        "channel": "2",
        "job_id": job.id if job else None,
        "theme": "frogs",
        "entries_each": 2,
        "opens_at": NOON,
        "closes_at": NOON + DAY,
    }
    async with database.session() as session:
        return await contests.insert_contest(session, NewContest(**(given | fields)))


async def open_contest(database: Database, job: Job | None = None, **fields: Any) -> Contest:
    """A contest that members can vote in, in the thread 3."""
    contest = await add_contest(database, job, **fields)
    async with database.session() as session:
        claimed = await contests.claim(session, contest.id, contest.opens_at, 60)
        assert claimed
        await contests.opened(session, claimed, thread="3", message_id="4", now=contest.opens_at)
        opened = await contests.get(session, contest.id)
    assert opened
    return opened


async def enter(database: Database, contest: Contest, job: Job, now: datetime = NOON) -> Outcome:
    """Enter a job of its requester's."""
    entry = Entry(
        contest_id=contest.id,
        job_id=job.id,
        platform=job.platform,
        person_id=job.requester_id,
        entered_at=now,
    )
    async with database.session() as session:
        return await ballots.enter(session, entry)


async def vote(
    database: Database, contest: Contest, person: str, job: Job, sample: int = 0, now: datetime = NOON
) -> Outcome:
    """Let someone vote."""
    ballot = Ballot(platform="discord", person_id=person, job_id=job.id, sample=sample)
    async with database.session() as session:
        return await ballots.vote(session, contest.id, ballot, now)

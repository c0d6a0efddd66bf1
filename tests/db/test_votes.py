"""One person, one vote, and none for one's own."""

from datetime import UTC, datetime

import pytest
from sqlalchemy.exc import IntegrityError

from db import votes
from db.session import Database
from db.votes import VoteKind
from tests.db.conftest import AddJob

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
FAVOURITE, REACTION = VoteKind.FAVOURITE, VoteKind.REACTION


async def test_the_same_vote_counts_once_and_can_be_taken_back(database: Database, add_job: AddJob) -> None:
    job = await add_job()
    async with database.session() as session:
        assert await votes.vote(session, job.id, "web", "bob", FAVOURITE, now=NOON)
        assert not await votes.vote(session, job.id, "web", "bob", FAVOURITE, now=NOON)
        assert await votes.has_voted(session, job.id, "web", "bob", FAVOURITE)
        assert not await votes.has_voted(session, job.id, "web", "bob", REACTION)
        assert await votes.count(session, job.id) == 1
        assert await votes.unvote(session, job.id, "web", "bob", FAVOURITE)
        assert not await votes.unvote(session, job.id, "web", "bob", FAVOURITE)
        assert await votes.count(session, job.id) == 0


async def test_people_count_not_their_ways_of_voting(database: Database, add_job: AddJob) -> None:
    job = await add_job()
    async with database.session() as session:
        for platform, person, kind in (
            ("web", "bob", FAVOURITE),
            ("web", "bob", REACTION),
            ("discord", "bob", REACTION),
            ("web", "cid", REACTION),
        ):
            await votes.vote(session, job.id, platform, person, kind, now=NOON)
        assert await votes.count(session, job.id) == 3
        await votes.unvote(session, job.id, "web", "bob", FAVOURITE)
        assert await votes.count(session, job.id) == 3


async def test_ones_own_favourite_is_kept_and_does_not_count(database: Database, add_job: AddJob) -> None:
    job = await add_job()
    async with database.session() as session:
        assert await votes.vote(session, job.id, "web", "ann", FAVOURITE, now=NOON)
        assert await votes.has_voted(session, job.id, "web", "ann", FAVOURITE)
        assert await votes.count(session, job.id) == 0


async def test_there_is_no_vote_for_what_does_not_exist(database: Database) -> None:
    with pytest.raises(IntegrityError):
        async with database.session() as session:
            await votes.vote(session, "none", "web", "bob", FAVOURITE, now=NOON)

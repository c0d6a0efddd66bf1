"""What moderators have blocked is known by its hash, until no job that they blocked it for is left."""

from datetime import UTC, datetime, timedelta

from db import blocked_pictures
from db.session import Database

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
LARGEST = 2**64 - 1


async def hashes(database: Database) -> set[int]:
    async with database.reading() as session:
        found = await blocked_pictures.all_hashes(session)
    assert len(found) == len(set(found))
    return set(found)


async def test_hashes_of_64_bits_come_back_as_they_were(database: Database) -> None:
    assert await hashes(database) == set()
    async with database.session() as session:
        await blocked_pictures.block(session, [0, 1, 2**63, LARGEST, 1], job_id="job", now=NOON)
    assert await hashes(database) == {0, 1, 2**63, LARGEST}


async def test_a_picture_may_be_blocked_again_and_for_several_jobs(database: Database) -> None:
    async with database.session() as session:
        await blocked_pictures.block(session, [5, 6], job_id="one", now=NOON)
        await blocked_pictures.block(session, [5], job_id="one", now=NOON + timedelta(days=1))
        await blocked_pictures.block(session, [6, 7], job_id="two", now=NOON)
    assert await hashes(database) == {5, 6, 7}
    async with database.session() as session:
        await blocked_pictures.unblock(session, "one")
    assert await hashes(database) == {6, 7}

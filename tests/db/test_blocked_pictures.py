"""What moderators have blocked is known by its hash, where they decide, until they allow it again."""

from datetime import UTC, datetime

from db import blocked_pictures
from db.scope import Scope
from db.session import Database

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
LARGEST = 2**64 - 1
HERE = Scope("discord", "1")


async def blocked(database: Database, front: str = "web", server: str | None = None) -> set[int]:
    async with database.reading() as session:
        found = await blocked_pictures.blocked(session, front, server)
    assert len(found) == len(set(found))
    return set(found)


async def block(database: Database, *hashes: int, job_id: str = "job", scope: Scope | None = None) -> None:
    async with database.session() as session:
        await blocked_pictures.block(session, hashes, job_id=job_id, scope=scope, now=NOON)


async def unblock(database: Database, job_id: str, scope: Scope | None = None) -> None:
    async with database.session() as session:
        await blocked_pictures.unblock(session, job_id, scope)


async def test_hashes_of_64_bits_come_back_as_they_were(database: Database) -> None:
    assert await blocked(database) == set()
    await block(database, 0, 1, 2**63, LARGEST, 1)
    assert await blocked(database) == {0, 1, 2**63, LARGEST}


async def test_a_picture_may_be_blocked_again_and_for_several_jobs(database: Database) -> None:
    await block(database, 5, 6, job_id="one")
    await block(database, 5, job_id="one")
    await block(database, 6, 7, job_id="two")
    assert await blocked(database) == {5, 6, 7}
    await unblock(database, "one")
    assert await blocked(database) == {6, 7}


async def test_a_server_blocks_for_itself_and_an_operator_for_all(database: Database) -> None:
    await block(database, 5, scope=HERE)
    await block(database, 6)
    assert await blocked(database, "discord", "1") == {5, 6}
    assert await blocked(database, "discord", "2") == {6}
    assert await blocked(database, "twitter", "1") == {6}
    assert await blocked(database) == {6}


async def test_what_is_blocked_everywhere_stays_so_when_a_server_blocks_it_too(database: Database) -> None:
    await block(database, 5)
    await block(database, 5, scope=HERE)
    assert await blocked(database) == {5}


async def test_a_server_can_only_allow_what_it_has_blocked(database: Database) -> None:
    await block(database, 5, job_id="one", scope=HERE)
    await block(database, 6, job_id="two")
    for job_id in ("one", "two"):
        await unblock(database, job_id, Scope("discord", "2"))
    assert await blocked(database, "discord", "1") == {5, 6}
    for job_id in ("one", "two"):
        await unblock(database, job_id, HERE)
    assert await blocked(database, "discord", "1") == {6}
    await unblock(database, "two")
    assert await blocked(database, "discord", "1") == set()

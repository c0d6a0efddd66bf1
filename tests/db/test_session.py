"""Transactions on both databases: whole or not at all, and failures as sentences."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, StatementError

from db import jobs, people
from db.errors import DatabaseError
from db.jobs import Job
from db.session import Database

AddJob = Callable[..., Awaitable[Job]]


async def test_moments_come_back_in_utc(database: Database, add_job: AddJob) -> None:
    there = datetime(2026, 1, 1, 3, 30, 0, 123456, timezone(timedelta(hours=5, minutes=30)))
    job = await add_job(now=there)
    async with database.reading() as session:
        read = await jobs.get(session, job.id)
    assert read is not None
    assert read.created_at.isoformat() == "2025-12-31T22:00:00.123456+00:00"


async def test_moments_without_a_time_zone_are_not_stored(add_job: AddJob) -> None:
    with pytest.raises(StatementError, match="has no time zone"):
        await add_job(now=datetime(2026, 1, 1))


async def test_a_session_is_all_or_nothing(database: Database) -> None:
    with pytest.raises(RuntimeError):
        async with database.session() as session:
            await people.opt_out(session, "web", "ann", datetime.now(UTC))
            raise RuntimeError
    async with database.reading() as session:
        assert (await people.get(session, "web", "ann")).opted_out_at is None


async def test_references_must_exist(database: Database) -> None:
    with pytest.raises(IntegrityError):
        async with database.session() as session:
            await session.execute(text("INSERT INTO samples (job_id, number, seed) VALUES ('none', 1, 1)"))


async def test_reading_then_writing_at_once_is_no_deadlock(database: Database) -> None:
    async def count_up() -> None:
        async with database.session() as session:
            await jobs.lock(session, "counter")
            reason = (await people.get(session, "web", "counter")).ban_reason or "0"
            await asyncio.sleep(0.001)
            now = datetime.now(UTC)
            await people.ban(session, "web", "counter", now, str(int(reason) + 1), now=now)

    await asyncio.gather(*(count_up() for _ in range(20)))
    async with database.reading() as session:
        assert (await people.get(session, "web", "counter")).ban_reason == "20"


async def test_two_processes_on_sqlite_wait_for_one_another(tmp_path: Path) -> None:
    first, second = (Database(f"sqlite:///{tmp_path / 'x.db'}", busy_timeout_s=5) for _ in range(2))
    await first.migrate()

    async def opt_out(database: Database, number: int) -> None:
        async with database.session() as session:
            await people.get(session, "web", str(number))
            await asyncio.sleep(0.001)
            await people.opt_out(session, "web", str(number), datetime.now(UTC))

    await asyncio.gather(*(opt_out((first, second)[number % 2], number) for number in range(20)))
    async with second.reading() as session:
        assert await session.scalar(text("SELECT count(*) FROM people")) == 20
    await first.close()
    await second.close()


async def test_readers_do_not_wait_for_a_writer(database: Database) -> None:
    async with asyncio.timeout(5), database.session() as writing, database.reading() as reading:
        await people.opt_out(writing, "web", "ann", datetime.now(UTC))
        assert (await people.get(reading, "web", "ann")).opted_out_at is None


async def test_a_locked_database_is_an_error_with_a_sentence(tmp_path: Path) -> None:
    first, second = (Database(f"sqlite:///{tmp_path / 'x.db'}", busy_timeout_s=0.05) for _ in range(2))
    await first.migrate()
    async with first.session() as writing:
        await people.opt_out(writing, "web", "ann", datetime.now(UTC))
        with pytest.raises(DatabaseError, match=r"x\.db could not be used: database is locked"):
            async with second.session() as waiting:
                await people.opt_out(waiting, "web", "bob", datetime.now(UTC))
    await first.close()
    await second.close()


async def test_errors_do_not_repeat_what_was_to_be_stored(database: Database, add_job: AddJob) -> None:
    await add_job(source_id="event", prompt="a secret garden")
    with pytest.raises(IntegrityError) as caught:
        await add_job(source_id="event", prompt="a secret garden")
    assert "secret" not in str(caught.value)


async def test_a_server_that_is_not_there_is_an_error_with_a_sentence() -> None:
    database = Database("postgresql://nobody@127.0.0.1:1/nonet")
    with pytest.raises(DatabaseError, match="could not be used"):
        await database.migrate()
    await database.close()


@pytest.mark.parametrize("url", ["nonsense", "sqlite+nonsense:///x", "oracle://x/y", ""])
def test_a_url_that_is_none_is_an_error_with_a_sentence(url: str) -> None:
    with pytest.raises(DatabaseError, match="database"):
        Database(url)


async def test_a_session_cancelled_twice_leaves_nothing_behind(database: Database) -> None:
    async def opt_out() -> None:
        async with database.session() as session:
            await people.opt_out(session, "web", "ann", datetime.now(UTC))

    for waits in range(12):
        task = asyncio.create_task(opt_out())
        for _ in range(waits):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.sleep(0)
        task.cancel()
        await asyncio.wait([task], timeout=10)
        assert task.done()
    others = asyncio.all_tasks() - {asyncio.current_task()}
    if others:
        assert not (await asyncio.wait(others, timeout=10))[1]
    await opt_out()


async def test_a_cancelled_writer_holds_no_lock_though_its_traceback_is_kept(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'x.db'}", busy_timeout_s=0.5)
    await database.migrate()

    async def work() -> None:
        async with database.session() as session:
            for _ in range(100):
                await session.execute(text("SELECT 1"))

    kept = []
    for milliseconds in range(20):
        task = asyncio.create_task(work())
        await asyncio.sleep(milliseconds / 1_000)
        task.cancel()
        kept += await asyncio.gather(task, return_exceptions=True)
        async with database.session() as session:
            await people.opt_out(session, "web", "ann", datetime.now(UTC))
    assert any(isinstance(error, asyncio.CancelledError) for error in kept)
    await database.close()


async def test_a_full_disk_is_an_error_with_a_sentence_and_nothing_is_half_written(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'x.db'}")
    await database.migrate()
    async with database.session() as session:
        await session.execute(text("PRAGMA max_page_count = 1"))  # SQLite takes it as: no larger than it is
    with pytest.raises(DatabaseError, match="database or disk is full"):
        async with database.session() as session:
            now = datetime.now(UTC)
            for number in range(1_000):
                await people.ban(session, "web", str(number), now, "x" * 1_000, now=now)
    async with database.reading() as session:
        assert await session.scalar(text("SELECT count(*) FROM people")) == 0
    await database.close()


async def test_a_database_is_tidied_and_gives_back_much_free_room(
    database: Database, add_job: AddJob, database_url: str
) -> None:
    for _ in range(30):
        await add_job(prompt="x" * 50_000)
    assert await database.tidy() == 0
    async with database.session() as session:
        await session.execute(text("DELETE FROM jobs"))
    given_back = await database.tidy()
    assert given_back > 1_000_000 if database_url.startswith("sqlite") else given_back == 0
    await add_job()

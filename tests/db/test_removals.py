"""Messages are owed their removal until they are gone, whatever becomes of the jobs that they showed."""

from datetime import UTC, datetime, timedelta

from db import jobs, markers, posts, removals
from db.posts import Post, PostKind
from db.session import Database
from tests.db.conftest import AddJob

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


def post(message_id: str, job_id: str, front: str = "discord") -> Post:
    return Post(
        front=front,
        message_id=message_id,
        channel_id=f"channel of {message_id}",
        job_id=job_id,
        kind=PostKind.RESULT,
        person_id="ann",
        created_at=NOON,
    )


async def test_what_is_owed_is_known_by_front_the_oldest_wish_first(database: Database) -> None:
    async with database.session() as session:
        await markers.put(session, "remove nothing", "", NOON)
        await removals.owe(session, [post("2", "job")], NOON + timedelta(minutes=1))
        await removals.owe(session, [post("3", "job"), post("1", "job")], NOON)
        await removals.owe(session, [post("4", "job", front="twitter")], NOON)
    async with database.reading() as session:
        assert await removals.owed(session, "discord") == [
            ("channel of 1", "1"),
            ("channel of 3", "3"),
            ("channel of 2", "2"),
        ]
        assert await removals.owed(session, "disc%") == []


async def test_what_is_gone_is_owed_no_more(database: Database) -> None:
    async with database.session() as session:
        await removals.owe(session, [post("1", "job"), post("2", "job")], NOON)
        await removals.done(session, "discord", ["1", "unheard of"])
        assert await removals.owed(session, "discord") == [("channel of 2", "2")]


async def test_a_debt_outlasts_the_job_and_tells_nothing_of_the_person(
    database: Database, add_job: AddJob
) -> None:
    job = await add_job(requester_id="ann", now=NOON)
    async with database.session() as session:
        await posts.remember(session, post("1", job.id))
        await removals.owe(session, await posts.of_job(session, job.id), NOON)
        await jobs.delete(session, job.id, NOON)
        await jobs.sweep_deleted(session, NOON + timedelta(hours=2), 9)
    async with database.reading() as session:
        assert await posts.of_job(session, job.id) == []
        assert await removals.owed(session, "discord") == [("channel of 1", "1")]
        marker = await markers.get(session, "remove discord 1")
    assert marker == "channel of 1"


async def test_a_message_that_is_only_about_to_be_posted_is_not_owed(database: Database) -> None:
    async with database.session() as session:
        await removals.owe(session, [post("claim:job", "job")], NOON)
        assert await removals.owed(session, "discord") == []

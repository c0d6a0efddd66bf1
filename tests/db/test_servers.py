"""Servers come, choose, go, and are forgotten."""

from datetime import UTC, datetime, timedelta

from db import jobs, markers, posts, servers, styles
from db.jobs import Job, JobState
from db.posts import Post, PostKind
from db.servers import Pressers, ServerChoices
from db.session import Database
from db.styles import Style
from tests.db.conftest import AddJob

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
CATS = {"front": "discord", "server": "cats"}


def post(job: Job, message_id: str, channel_id: str = "7", front: str = "discord") -> Post:
    return Post(
        front=front,
        message_id=message_id,
        channel_id=channel_id,
        job_id=job.id,
        kind=PostKind.RESULT,
        person_id="ann",
        created_at=NOON,
    )


async def test_who_has_chosen_nothing_has_the_defaults(database: Database) -> None:
    async with database.session() as session:
        assert await servers.choices(session, "discord", "cats") == ServerChoices()
        await servers.choose(session, "discord", "cats", policy="strict", pressers=Pressers.REQUESTER)
        await servers.choose(session, "discord", "cats", spoiler=True, showcase_votes=3)
        chosen = await servers.choices(session, "discord", "cats")
        assert chosen == ServerChoices(
            policy="strict", pressers=Pressers.REQUESTER, spoiler=True, showcase_votes=3
        )
        await servers.choose(session, "discord", "cats", policy=None, pressers=None, spoiler=None)
        assert (await servers.choices(session, "discord", "cats")) == ServerChoices(showcase_votes=3)
        assert await servers.choices(session, "other front", "cats") == ServerChoices()


async def test_lists_of_channels_are_replaced(database: Database) -> None:
    async with database.session() as session:
        await servers.set_channels(session, "discord", "cats", allowed=["1", "2"], denied=["3"])
        await servers.set_channels(session, "discord", "cats", allowed=["2"])
        chosen = await servers.choices(session, "discord", "cats")
    assert (chosen.allowed_channels, chosen.denied_channels) == ({"2"}, frozenset())


async def test_when_the_bot_is_removed_jobs_end_and_posts_are_forgotten_and_choices_stay(
    database: Database, add_job: AddJob
) -> None:
    here, elsewhere = await add_job(**CATS), await add_job(front="discord", server="dogs")
    async with database.session() as session:
        await servers.choose(session, "discord", "cats", language="de")
        for number, job in enumerate((here, elsewhere)):
            await posts.remember(session, post(job, str(number)))
        await servers.left(session, "discord", "cats", NOON)
        states = {job.id: await jobs.get(session, job.id) for job in (here, elsewhere)}
        assert [job.state for job in states.values() if job] == [JobState.CANCELLED, JobState.QUEUED]
        assert [await posts.of_job(session, job.id) for job in (here, elsewhere)] == [
            [],
            [post(elsewhere, "1")],
        ]
        chosen = await servers.choices(session, "discord", "cats")
        assert (chosen.language, chosen.left_at) == ("de", NOON)
        assert await servers.left_before(session, NOON) == []
        assert await servers.left_before(session, NOON + timedelta(seconds=1)) == [("discord", "cats")]
        await servers.joined(session, "discord", "cats")
        assert await servers.left_before(session, NOON + timedelta(seconds=1)) == []


async def test_posts_are_found_by_message_job_and_person_and_forgotten_with_their_channel(
    database: Database, add_job: AddJob
) -> None:
    job = await add_job(**CATS)
    async with database.session() as session:
        for message_id, channel in (("1", "7"), ("2", "8"), ("3", "7")):
            await posts.remember(session, post(job, message_id, channel))
        await posts.remember(session, post(job, "1", "7", front="twitter"))
        assert await posts.by_message(session, "discord", "2") == post(job, "2", "8")
        assert await posts.by_message(session, "discord", "9") is None
        assert [one.message_id for one in await posts.of_person(session, "discord", "ann")] == ["1", "2", "3"]
        await posts.forget(session, "discord", "1")
        await posts.forget_in_channel(session, "discord", "8")
        left = await posts.of_job(session, job.id)
    assert [(one.front, one.message_id) for one in left] == [("twitter", "1"), ("discord", "3")]


async def test_a_post_is_remembered_as_it_is_now(database: Database, add_job: AddJob) -> None:
    first, second = await add_job(**CATS), await add_job(**CATS)
    async with database.session() as session:
        await posts.remember(session, post(first, "1"))
        await posts.remember(session, post(second, "1"))
        assert await posts.by_message(session, "discord", "1") == post(second, "1")


async def test_styles_have_one_meaning_for_each_name(database: Database) -> None:
    async with database.session() as session:
        await styles.put_style(session, "discord", "cats", Style("b", "old"))
        await styles.put_style(session, "discord", "cats", Style("a", "first"))
        await styles.put_style(session, "discord", "cats", Style("b", "new"))
        assert await styles.of_server(session, "discord", "cats") == [Style("a", "first"), Style("b", "new")]
        assert await styles.drop_style(session, "discord", "cats", "a")
        assert not await styles.drop_style(session, "discord", "cats", "a")
        assert await styles.of_server(session, "discord", "dogs") == []


async def test_markers_remember_from_one_process_to_the_next(database: Database) -> None:
    async with database.session() as session:
        assert await markers.get(session, "how far") is None
        await markers.put(session, "how far", "1", NOON)
        await markers.put(session, "how far", "2", NOON)
    async with database.reading() as session:
        assert await markers.get(session, "how far") == "2"

"""What people find when they look through pictures."""

from datetime import UTC, datetime, timedelta

import pytest

from db import images, jobs, library, posts, votes
from db.jobs import Job
from db.posts import Post, PostKind
from db.session import Database
from db.votes import VoteKind
from tests.db.conftest import AddJob

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
CATS = {"front": "discord", "platform": "discord", "server": "cats"}


def after(minutes: float) -> datetime:
    return NOON + timedelta(minutes=minutes)


async def like(database: Database, job: Job, *people: str, minute: int = 0) -> None:
    async with database.session() as session:
        for person in people:
            await votes.vote(session, job.id, "discord", person, VoteKind.FAVOURITE, now=after(minute))


async def show(database: Database, job: Job, kind: PostKind) -> None:
    async with database.session() as session:
        await posts.remember(
            session,
            Post(
                front="discord",
                message_id=f"{kind} {job.id}",
                channel_id="7",
                job_id=job.id,
                kind=kind,
                person_id="bob",
                created_at=NOON,
            ),
        )


async def hide(database: Database, job: Job, how: str) -> None:
    async with database.session() as session:
        if how == "deleted":
            await jobs.delete(session, job.id, after(60))
        else:
            await images.forget(session, [str(job.collage_key)])


def ids(found: list[Job]) -> list[str]:
    return [job.id for job in found]


async def test_history_is_ones_own_newest_first(
    database: Database, add_rendered: AddJob, add_job: AddJob
) -> None:
    first, second = await add_rendered(now=NOON), await add_rendered(now=after(1), private=True)
    await add_rendered(requester_id="bob")
    await add_job()
    async with database.reading() as session:
        assert ids(await library.history(session, "web", "ann", limit=9)) == [second.id, first.id]


async def test_pages_meet_without_gap_or_overlap_though_moments_are_the_same(
    database: Database, add_rendered: AddJob
) -> None:
    made = {(await add_rendered(now=after(number // 3))).id for number in range(7)}
    seen: list[str] = []
    async with database.reading() as session:
        while page := await library.history(
            session, "web", "ann", before=seen[-1] if seen else None, limit=2
        ):
            seen += ids(page)
        back = ids(await library.history(session, "web", "ann", after=seen[4], limit=2))
    assert (len(seen), set(seen)) == (7, made)
    assert back == seen[2:4]


@pytest.mark.parametrize("how", ["deleted", "expired"])
async def test_what_has_no_pictures_any_more_is_nowhere(
    database: Database, add_rendered: AddJob, how: str
) -> None:
    job = await add_rendered(**CATS, now=NOON)
    await like(database, job, "bob")
    await hide(database, job, how)
    async with database.reading() as session:
        assert await library.history(session, "discord", "ann", limit=9) == []
        assert await library.favourites(session, "discord", "bob", limit=9) == []
        assert await library.gallery(session, "discord", "cats", limit=9) == []
        assert await library.best(session, "discord", "cats", None, 9) == []
        assert await library.random_prompt(session, "discord", "cats") is None


async def test_favourites_are_in_the_order_of_their_marks_but_others_private_jobs(
    database: Database, add_rendered: AddJob
) -> None:
    old, new = await add_rendered(now=NOON), await add_rendered(now=after(1))
    private = await add_rendered(private=True)
    for minute, job in enumerate([new, old, private], start=5):
        await like(database, job, "bob", minute=minute)
    async with database.reading() as session:
        assert ids(await library.favourites(session, "discord", "bob", limit=9)) == [old.id, new.id]
        page = await library.favourites(session, "discord", "bob", before=old.id, limit=9)
        assert ids(page) == [new.id]


async def test_the_gallery_has_what_was_published_or_others_like(
    database: Database, add_rendered: AddJob
) -> None:
    liked, shown, own, plain, private = [
        await add_rendered(**CATS, now=after(number), private=number == 4) for number in range(5)
    ]
    elsewhere = await add_rendered(**{**CATS, "server": "dogs"})
    await like(database, liked, "bob")
    await like(database, own, "ann")
    await like(database, private, "bob")
    await like(database, elsewhere, "bob")
    await show(database, shown, PostKind.SHOWCASE)
    await show(database, plain, PostKind.RESULT)
    async with database.reading() as session:
        assert ids(await library.gallery(session, "discord", "cats", limit=9)) == [shown.id, liked.id]


async def test_the_best_are_those_that_most_people_like_since_then(
    database: Database, add_rendered: AddJob
) -> None:
    two, three, old = [
        await add_rendered(**CATS, now=after(minute), prompt=prompt)
        for minute, prompt in ((10, "two"), (11, "three"), (0, "old"))
    ]
    await like(database, two, "ann", "bob", "cid")  # Ann's own does not count
    await like(database, three, "bob", "cid", "dan")
    await like(database, old, *"bcdefg")
    async with database.reading() as session:
        best = await library.best(session, "discord", "cats", after(5), 9)
        assert [(job.prompt, number) for job, number in best] == [("three", 3), ("two", 2)]
        best = await library.best(session, "discord", "cats", None, 1)
        assert [(job.prompt, number) for job, number in best] == [("old", 6)]


async def test_prompts_are_suggested_from_ones_own_then_from_the_servers_best(
    database: Database, add_rendered: AddJob, add_job: AddJob
) -> None:
    for minute, prompt in enumerate(["A Fox", "a cat", "ein Fuchs, FÜCHSE"]):
        await add_job(**CATS, prompt=prompt, now=after(minute))
    bobs = await add_rendered(**CATS, requester_id="bob", prompt="a 100% foxy fox")
    await like(database, bobs, "ann")

    async def like_text(text: str, server: str | None = "cats", limit: int = 9) -> list[str]:
        async with database.reading() as session:
            return await library.prompts_like(
                session, "discord", "ann", "discord", server, text=text, limit=limit
            )

    assert await like_text("fox") == ["A Fox", "a 100% foxy fox"]
    assert await like_text("") == ["ein Fuchs, FÜCHSE", "a cat", "A Fox", "a 100% foxy fox"]
    assert await like_text("füchse") == ["ein Fuchs, FÜCHSE"]
    assert await like_text("0% f") == ["a 100% foxy fox"]
    assert await like_text("fox", server=None) == ["A Fox"]
    assert await like_text("", limit=1) == ["ein Fuchs, FÜCHSE"]


async def test_a_random_prompt_is_one_of_the_servers_published_ones(
    database: Database, add_rendered: AddJob
) -> None:
    for number in range(3):
        await like(database, await add_rendered(**CATS, prompt=f"fox {number}"), "bob")
    await add_rendered(**CATS, prompt="unpublished")
    async with database.reading() as session:
        found = {await library.random_prompt(session, "discord", "cats") for _ in range(40)}
    assert found <= {"fox 0", "fox 1", "fox 2"}
    assert len(found) > 1

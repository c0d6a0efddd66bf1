"""Posts of our own show only what is for everyone to see."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import update

from bot.errors import BadRequestError
from bot.image_store import ImageStore
from bot.twitter.own_posts import post_job
from db import jobs, people
from db.models import JobRow
from tests.bot.twitter.conftest import House
from tests.bot.twitter.fake_x import FakeX


@pytest.fixture
async def job_id(house: House, x: FakeX) -> str:
    """Of pictures that are ready and not posted anywhere."""
    await house.poller.poll()
    mention = x.mention("@nonet a fox")
    await house.poller.poll()
    await house.paint_all()
    job = await house.job_of(mention)
    assert job is not None
    return job.id


async def post(house: House, job_id: str) -> str:
    return await post_job(
        house.database, ImageStore(house.settings.images_dir), house.parts.sender, job_id, language="fr"
    )


async def test_pictures_are_posted_with_a_text_in_the_chosen_language(
    house: House, x: FakeX, job_id: str
) -> None:
    assert await post(house, job_id) == x.posts[-1]["id"]
    assert x.posts[-1]["text"].startswith("Celle-ci a beaucoup plu")


@pytest.mark.parametrize(
    "hidden", [{"private": True}, {"spoiler": True}, {"picture_level": "relaxed"}, {"collage_key": None}]
)
async def test_what_is_not_for_everyone_is_not_posted(
    house: House, x: FakeX, job_id: str, hidden: dict[str, object]
) -> None:
    async with house.database.session() as session:
        await session.execute(update(JobRow).where(JobRow.id == job_id).values(**hidden))
    with pytest.raises(BadRequestError):
        await post(house, job_id)
    assert not x.bodies


async def test_deleted_jobs_are_not_posted(house: House, x: FakeX, job_id: str) -> None:
    async with house.database.session() as session:
        await jobs.delete(session, job_id, datetime.now(UTC))
    with pytest.raises(BadRequestError, match="no job"):
        await post(house, job_id)
    assert not x.bodies


async def test_pictures_of_whoever_wants_to_be_left_alone_are_not_posted(
    house: House, x: FakeX, job_id: str
) -> None:
    async with house.database.session() as session:
        await people.opt_out(session, "twitter", "100", datetime.now(UTC))
    with pytest.raises(BadRequestError, match="left alone"):
        await post(house, job_id)
    assert not x.bodies

"""Removed pictures are blocked where the moderator decides, until an appeal says that it was wrong."""

import io
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PIL import Image

from bot.moderating.appeal import appeal, own_refusals
from bot.moderating.decide import dismiss, remove, uphold
from bot.moderating.moderator import Moderator, Office
from db import blocked_pictures, images, jobs, queue, samples
from db.images import StoredImage
from db.jobs import Job
from db.samples import Sample
from db.session import Database
from tests.bot.moderating.conftest import MONA, OPERATOR, only_case, report

PICTURE = Path(__file__).parents[2] / "fixtures" / "picture_nets" / "collage.png"


async def blocked_on(database: Database, server: str) -> int:
    async with database.reading() as session:
        return len(await blocked_pictures.blocked(session, "discord", server))


@pytest.fixture
async def shown(office: Office, database: Database, job: Job) -> Job:
    """The job, with one sample, and reported."""
    sample, now = io.BytesIO(), datetime.now(UTC)
    Image.open(PICTURE).crop((0, 0, 192, 192)).save(sample, "PNG")
    key = await office.image_store.put(sample.getvalue(), "image/png")
    async with database.session() as session:
        claimed = await queue.claim(session, now, 60, only=job.id)
        assert claimed is not None
        await images.remember(session, [StoredImage(key, "image/png", 1_000, 192, 192)], now)
        await queue.finish(session, claimed, key, now)
        await samples.insert_samples(session, job.id, [Sample(1, 7, key)])
    await report(database, job)
    return job


@pytest.mark.parametrize(("moderator", "there", "elsewhere"), [(MONA, 1, 0), (OPERATOR, 1, 1)])
async def test_a_removal_blocks_where_the_moderator_decides(
    office: Office, database: Database, shown: Job, moderator: Moderator, there: int, elsewhere: int
) -> None:
    await remove(office, moderator, (await only_case(database)).id)
    assert await blocked_on(database, "cats") == there
    assert await blocked_on(database, "dogs") == elsewhere


@pytest.mark.parametrize("is_late", [False, True])
async def test_an_appeal_that_is_right_takes_the_block_back(
    office: Office, database: Database, shown: Job, is_late: bool
) -> None:
    """Also after the last trace of the job has gone, an hour later."""
    await remove(office, MONA, (await only_case(database)).id)
    (mine,) = await own_refusals(database, "discord", "ann", 9)
    settings = office.settings
    await appeal(database, settings, "discord", "ann", refusal_id=mine.refusal.id, text="It was a hamster.")
    if is_late:
        async with database.session() as session:
            assert await jobs.sweep_deleted(session, datetime.now(UTC) + timedelta(hours=2), 9) == 1
    await uphold(office, OPERATOR, (await only_case(database)).id)
    assert await blocked_on(database, "cats") == 0
    (mine,) = await own_refusals(database, "discord", "ann", 9)
    assert mine.appeal is not None
    assert not mine.appeal.lets_pass, "it was not about words"


async def test_an_appeal_that_is_wrong_leaves_it(office: Office, database: Database, shown: Job) -> None:
    await remove(office, MONA, (await only_case(database)).id)
    (mine,) = await own_refusals(database, "discord", "ann", 9)
    await appeal(database, office.settings, "discord", "ann", refusal_id=mine.refusal.id, text="Why?")
    await dismiss(office, OPERATOR, (await only_case(database)).id)
    assert await blocked_on(database, "cats") == 1

"""Jobs with pictures, for tests of what is done with them."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from db import images, jobs, queue, samples
from db.images import StoredImage
from db.jobs import Job
from db.samples import Sample
from db.session import Database

AddJob = Callable[..., Awaitable[Job]]


def image(key: str) -> StoredImage:
    """What the database knows of a picture; there is no file."""
    return StoredImage(key, "image/png", 1_000, 80, 80)


@pytest.fixture
def add_rendered(database: Database, add_job: AddJob) -> AddJob:
    """Makes jobs with a collage and a sample of their own; takes what `add_job` takes."""

    async def add(*, now: datetime | None = None, **fields: Any) -> Job:
        moment = now or datetime.now(UTC)
        job = await add_job(now=moment, **fields)
        collage, sample = image(f"{job.id} collage"), image(f"{job.id} 1")
        async with database.session() as session:
            claimed = await queue.claim(session, moment, 60, only=job.id)
            assert claimed is not None
            await images.remember(session, [collage, sample], moment)
            await queue.finish(session, claimed, collage.key, moment)
            await samples.insert_samples(session, job.id, [Sample(1, 7, sample.key, tokens=(1, 2))])
            found = await jobs.get(session, job.id)
        assert found is not None
        return found

    return add

"""Samples: the nine pictures of a job."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import ImageRow, SampleRow


@dataclass(frozen=True, slots=True)
class Sample:
    """One of the nine pictures of a job; without `image_key` and size once it has expired."""

    number: int
    seed: int
    image_key: str | None
    width: int | None = None
    height: int | None = None


async def insert_samples(session: AsyncSession, job_id: str, samples: Collection[Sample]) -> None:
    """Write down a job's samples, whose images the database must know already."""
    rows = [
        {"job_id": job_id, "number": sample.number, "seed": sample.seed, "image_key": sample.image_key}
        for sample in samples
    ]
    await session.execute(insert(SampleRow), rows)


async def of_job(session: AsyncSession, job_id: str) -> list[Sample]:
    """A job's samples in order; none before it is rendered."""
    rows = await session.execute(
        select(SampleRow.number, SampleRow.seed, SampleRow.image_key, ImageRow.width, ImageRow.height)
        .outerjoin(ImageRow, ImageRow.key == SampleRow.image_key)
        .where(SampleRow.job_id == job_id)
        .order_by(SampleRow.number)
    )
    return [Sample(*row) for row in rows]

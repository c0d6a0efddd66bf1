"""Samples: the nine pictures of a job."""

import struct
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import ImageRow, SampleRow

_LETTERS = {2: "H", 4: "I"}  # of `struct`, by bytes a token


@dataclass(frozen=True, slots=True)
class Sample:
    """One of the nine pictures of a job; without `image_key`, size and tokens once it has expired."""

    number: int
    seed: int
    image_key: str | None
    width: int | None = None
    height: int | None = None
    tokens: tuple[int, ...] | None = None
    """Its tokens as `generation.protocol.ImageTokens` has them; none from a model without any."""


async def insert_samples(session: AsyncSession, job_id: str, samples: Collection[Sample]) -> None:
    """Write down a job's samples, whose images the database must know already."""
    rows = [
        {
            "job_id": job_id,
            "number": sample.number,
            "seed": sample.seed,
            "image_key": sample.image_key,
            "tokens": None if sample.tokens is None else pack(sample.tokens),
        }
        for sample in samples
    ]
    await session.execute(insert(SampleRow), rows)


async def of_job(session: AsyncSession, job_id: str) -> list[Sample]:
    """A job's samples in order; none before it is rendered."""
    return await _read(session, SampleRow.job_id == job_id)


async def get(session: AsyncSession, job_id: str, number: int) -> Sample | None:
    """One sample of a job."""
    found = await _read(session, (SampleRow.job_id == job_id) & (SampleRow.number == number))
    return found[0] if found else None


def pack(tokens: Sequence[int]) -> bytes:
    """Write tokens, each below 2**32, as the column `samples.tokens` has them.

    One byte says how many bytes each token takes: 2 or, if one of them is 2**16 or more, 4. Then come the
    tokens, each with its lowest byte first.
    """
    width = 2 if max(tokens, default=0) < 2**16 else 4
    return struct.pack(f"<B{len(tokens)}{_LETTERS[width]}", width, *tokens)


def unpack(packed: bytes) -> tuple[int, ...]:
    """Read the tokens that `pack` has written."""
    width = packed[0]
    return struct.unpack(f"<{len(packed) // width}{_LETTERS[width]}", packed[1:])


async def _read(session: AsyncSession, condition: ColumnElement[bool]) -> list[Sample]:
    sample, image = SampleRow, ImageRow
    rows = await session.execute(
        select(sample.number, sample.seed, sample.image_key, image.width, image.height, sample.tokens)
        .outerjoin(image, image.key == sample.image_key)
        .where(condition)
        .order_by(sample.number)
    )
    return [
        Sample(number, seed, key, width, height, None if packed is None else unpack(packed))
        for number, seed, key, width, height, packed in rows
    ]

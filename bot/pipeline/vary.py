"""What all samples of a job begin with: the upper part of a sample that it varies, or of a picture."""

import asyncio
from dataclasses import dataclass

from bot.errors import BadRequestError
from bot.image_store import ImageStore
from db import samples
from db.jobs import Job
from db.session import Database
from generation.protocol import upper_part

GONE = "The picture that you want to go on from is not there any more. Draw it again first."
NO_TOKENS = "This picture can't be varied: its model doesn't give what a variation needs."


@dataclass(frozen=True, slots=True)
class Beginning:
    """What all samples begin with; nothing, for most jobs."""

    prefix_tokens: tuple[int, ...] = ()
    """Of a sample that is varied: its drawing style and its upper part."""
    picture: bytes | None = None
    """A picture, whose upper part is kept."""


async def beginning_of(job: Job, database: Database, image_store: ImageStore) -> Beginning:
    """What the samples of a job begin with.

    Raises:
        BadRequestError: the sample or picture has gone, or the sample has no tokens.
        DatabaseError: the database can't be read.
    """
    if job.kept_share is None:
        return Beginning()
    if job.parent_id is not None and job.parent_sample is not None:
        return Beginning(await _tokens_to_keep(job.parent_id, job.parent_sample, job.kept_share, database))
    if job.picture_key is None:
        raise BadRequestError(GONE)
    try:
        picture = await asyncio.to_thread(image_store.path(job.picture_key).read_bytes)
    except FileNotFoundError as error:
        raise BadRequestError(GONE) from error
    return Beginning(picture=picture)


async def _tokens_to_keep(
    parent_id: str, parent_sample: int, kept_share: float, database: Database
) -> tuple[int, ...]:
    async with database.reading() as session:
        sample = await samples.get(session, parent_id, parent_sample)
    if sample is None or sample.image_key is None:
        raise BadRequestError(GONE)
    if sample.tokens is None:
        raise BadRequestError(NO_TOKENS)
    return upper_part(sample.tokens, kept_share)

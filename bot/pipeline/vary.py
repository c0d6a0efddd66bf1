"""What a variation keeps of the sample that it varies: the drawing style and the upper part."""

from bot.errors import BadRequestError
from db import samples
from db.jobs import Job
from db.session import Database
from generation.protocol import upper_part

GONE = "The picture that you want to go on from is not there any more. Draw it again first."
NO_TOKENS = "This picture can't be varied: its model doesn't give what a variation needs."


async def tokens_to_keep(job: Job, database: Database) -> tuple[int, ...]:
    """The image tokens with which every sample of a job begins: none unless it is a variation.

    Raises:
        BadRequestError: the sample to vary has gone, or has no tokens.
        DatabaseError: the database can't be read.
    """
    if job.parent_id is None or job.parent_sample is None or job.kept_share is None:
        return ()
    async with database.reading() as session:
        sample = await samples.get(session, job.parent_id, job.parent_sample)
    if sample is None or sample.image_key is None:
        raise BadRequestError(GONE)
    if sample.tokens is None:
        raise BadRequestError(NO_TOKENS)
    return upper_part(sample.tokens, job.kept_share)

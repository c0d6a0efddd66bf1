"""A job's card once more, somewhere else than where it was delivered."""

from bot.discord.card.pictures import no_pictures
from bot.discord.delivery.parcel import Packed, facts_for, pack_result
from bot.discord.desk import Desk
from bot.errors import DeliveryError
from bot.texts.texts import Texts
from db.jobs import Job


async def recall(desk: Desk, job: Job, texts: Texts, limit_bytes: int) -> Packed:
    """The result card with a collage of at most `limit_bytes`.

    Raises:
        BadRequestError: the job has no pictures, or none that can be made so small.
    """
    if job.collage_key is None:
        raise no_pictures(job)
    collage = desk.image_store.path(job.collage_key)
    async with desk.database.reading() as session:
        facts = await facts_for(session, job)
    try:
        return await pack_result(job, collage, limit_bytes, texts=texts, facts=facts)
    except DeliveryError as error:  # the file has gone since the row was read
        raise no_pictures(job) from error

"""Posts of our own: a best of the gallery, or the prompt of the day."""

from bot.errors import BadRequestError
from bot.image_store import ImageStore
from bot.twitter.sender import Enclosure, Letter, Sender
from bot.twitter.wording import Occasion, alt_text, own_post_text
from db import jobs, people
from db.daily import FOR_ADULTS
from db.posts import PostKind
from db.session import Database


async def post_job(
    database: Database,
    image_store: ImageStore,
    sender: Sender,
    job_id: str,
    *,
    language: str = "en",
    occasion: Occasion = Occasion.BEST,
) -> str:
    """Show a job's pictures in a post of our own, once; the post's id.

    Raises:
        BadRequestError: there is no such job, or its pictures are not for everyone to see.
        XError: as `Sender.send` does; after a passing one, call it again.
    """
    async with database.reading() as session:
        job = await jobs.get(session, job_id)
        person = await people.get(session, job.platform, job.requester_id) if job else None
    if job is None or job.collage_key is None:
        raise BadRequestError(f"There is no job {job_id[:50]!r} with pictures.")
    for_everyone = not (job.private or job.spoiler or job.picture_level == FOR_ADULTS)
    if not for_everyone or (person and person.opted_out_at):
        raise BadRequestError(
            "These pictures are private, covered, for adults, or of someone who wants to be left alone."
        )
    enclosure = Enclosure(
        job=job,
        picture=image_store.path(job.collage_key),
        alt_text=alt_text(job, language),
        kind=PostKind.COPY,
        conversation_id="",
    )
    letter = Letter(key=f"job:{job.id}", text=own_post_text(job, language, occasion), enclosure=enclosure)
    return await sender.send(letter)

"""A finished painting goes into the image store, and then into the database in one transaction."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime

from bot.collage import make_collage
from bot.image_store import ImageStore
from bot.picture import Picture, mark_sample
from bot.pipeline.paint import Drawn, RefusedSample
from bot.pipeline.refused_pictures import refusal_of
from bot.provenance import Provenance
from bot.setting_sections import ImageSettings
from db import images, queue, refusals, samples
from db.images import StoredImage
from db.jobs import Job
from db.samples import Sample
from db.session import Database
from moderation.verdict import Decision


async def keep(
    job: Job,
    drawn: Sequence[Drawn],
    *,
    refused: Sequence[RefusedSample],
    settings: ImageSettings,
    image_store: ImageStore,
    database: Database,
) -> None:
    """Store a job's samples and collage, and mark it as rendered; let moderators know what was refused.

    A crash before the end leaves at most files that no row names, which retention removes.

    Raises:
        PictureError, BadRequestError: the service's samples or the job's captions don't make a collage.
        StorageError: the image store is full.
        DatabaseError: the database is.
        LeaseLostError: the job is another worker's, and nothing was changed.
    """
    pictures = await asyncio.to_thread(_pictures, job, drawn, settings)
    stored = [
        StoredImage(
            key=await image_store.put(picture.data, picture.media_type),
            media_type=picture.media_type,
            size_bytes=len(picture.data),
            width=picture.width,
            height=picture.height,
        )
        for picture in pictures
    ]
    collage, *singles = stored
    now = datetime.now(UTC)
    async with database.session() as session:
        await images.remember(session, stored, now)
        await queue.finish(session, job, collage.key, now)
        await samples.insert_samples(
            session,
            job.id,
            [
                Sample(one.number, one.seed, image.key, tokens=one.tokens)
                for one, image in zip(drawn, singles, strict=True)
            ],
        )
        if refused:
            await refusals.record(session, refusal_of(job, refused, Decision.REVIEW))


def _pictures(job: Job, drawn: Sequence[Drawn], settings: ImageSettings) -> list[Picture]:
    """The collage, then each sample, all with their provenance."""
    collage = make_collage(
        [sample.png for sample in drawn],
        gutter_px=settings.gutter_px,
        limit_bytes=settings.collage_limit_bytes,
        provenance=Provenance.of_job(job),
        caption_top=job.caption_top,
        caption_bottom=job.caption_bottom,
    )
    return [collage, *(mark_sample(sample.png, Provenance.of_job(job, sample.seed)) for sample in drawn)]

"""A job's card once more, somewhere else than where it was delivered."""

from dataclasses import dataclass

import discord
from discord import ui

from bot.discord.card import layout
from bot.discord.card.pictures import no_pictures
from bot.discord.desk import Desk
from bot.discord.files import file_of, fit
from bot.discord.parcel import facts_for
from bot.errors import DeliveryError
from bot.provenance import Provenance
from bot.texts.texts import Texts
from db.jobs import Job


@dataclass(frozen=True, slots=True)
class Recalled:
    """A message that can be sent once, for sending uses its file up."""

    view: ui.LayoutView
    file: discord.File


async def recall(desk: Desk, job: Job, texts: Texts, limit_bytes: int) -> Recalled:
    """The result card with a collage of at most `limit_bytes`.

    Raises:
        BadRequestError: the job has no pictures, or none that can be made so small.
    """
    if job.collage_key is None:
        raise no_pictures(job)
    async with desk.database.reading() as session:
        votes, can_vary, parent_url = await facts_for(session, job)
    provenance = Provenance(job.prompt, job.model, job.seed, job.id)
    try:
        data, suffix = await fit(desk.image_store.path(job.collage_key), limit_bytes, provenance)
    except DeliveryError as error:  # the file has gone since the row was read
        raise no_pictures(job) from error
    file = file_of(data, f"collage{suffix}", alt_text=layout.alt_text(job, texts), spoiler=job.spoiler)
    card = layout.result_card(
        job, texts=texts, picture=file.uri, votes=votes, can_vary=can_vary, parent_url=parent_url
    )
    return Recalled(card, file)

"""The pictures of a job as files for Discord. All work on pixels is done in threads."""

import asyncio
import re
from pathlib import Path

import discord

from bot.discord.card.files import file_of, fit
from bot.discord.card.layout import alt_text
from bot.discord.desk import Desk
from bot.discord.limits import REQUEST_BYTES
from bot.enlarge import enlarge
from bot.errors import BadRequestError
from bot.image_store import SUFFIXES
from bot.picture import open_picture, write_within
from bot.provenance import Provenance
from bot.texts.texts import Texts
from db import samples
from db.jobs import Job, JobState
from db.samples import Sample

_NAME_WORDS = 8
_NAME_CHARS = 80


async def the_sample(desk: Desk, job: Job, number: int) -> Sample:
    """One sample of a job.

    Raises:
        BadRequestError: the job has no pictures (any more).
    """
    async with desk.database.reading() as session:
        sample = await samples.get(session, job.id, number)
    if sample is None or sample.image_key is None:
        raise no_pictures(job)
    return sample


async def enlarged_file(
    desk: Desk, job: Job, sample: Sample, texts: Texts, *, limit_bytes: int, top: str = "", bottom: str = ""
) -> discord.File:
    """A sample, enlarged, with meme text if there is some.

    Raises:
        BadRequestError: it is gone, or the captions can't be set.
        PictureError: it does not fit.
    """
    data = await _read(desk, job, sample)
    limit, provenance = min(limit_bytes, REQUEST_BYTES), Provenance.of_job(job, sample.seed)
    picture = await asyncio.to_thread(enlarge, data, provenance, limit, top=top, bottom=bottom)
    return file_of(
        picture.data,
        file_name(job, f"-{sample.number}{SUFFIXES[picture.media_type]}"),
        alt_text=alt_text(job, texts, sample.number, f"{top} {bottom}".strip()),
        spoiler=job.spoiler,
    )


async def collage_file(job: Job, path: Path, limit_bytes: int, texts: Texts) -> tuple[discord.File, int]:
    """A job's collage, and its size in bytes.

    Raises:
        DeliveryError: it has gone, or can't be made small enough.
    """
    data, suffix = await fit(path, limit_bytes, Provenance.of_job(job))
    file = file_of(data, f"collage{suffix}", alt_text=alt_text(job, texts), spoiler=job.spoiler)
    return file, len(data)


async def all_nine(desk: Desk, job: Job, limit_bytes: int) -> dict[str, bytes]:
    """The samples in order by file name, together with at most `limit_bytes`.

    Raises:
        BadRequestError: they are gone.
        PictureError: they don't fit.
    """
    async with desk.database.reading() as session:
        found = await samples.of_job(session, job.id)
    if not found:
        raise no_pictures(job)
    limit = min(limit_bytes, REQUEST_BYTES)
    read = [(sample, await _read(desk, job, sample)) for sample in found]
    if sum(len(data) for _, data in read) <= limit:
        return {file_name(job, f"-{sample.number}.png"): data for sample, data in read}
    return await asyncio.to_thread(_shrink, job, read, limit // len(read))


def file_name(job: Job, ending: str) -> str:
    """A name that tells what is in the file: `nonet-hamster-godzilla-7.png`; covered ones tell nothing."""
    words = [] if job.spoiler else re.findall("[a-z0-9]+", job.prompt.lower())
    return "-".join(["nonet", *words[:_NAME_WORDS]])[:_NAME_CHARS] + ending


def no_pictures(job: Job) -> BadRequestError:
    """Why a job has no pictures to show."""
    if job.state in (JobState.RENDERED, JobState.DELIVERED):
        return BadRequestError("These pictures are too old: they have been removed.", key="card-expired")
    return BadRequestError("There are no pictures of this one.", key="card-no-pictures")


def _shrink(job: Job, read: list[tuple[Sample, bytes]], limit_bytes: int) -> dict[str, bytes]:
    """The same pictures, each with at most `limit_bytes`."""
    files = {}
    for sample, data in read:
        picture = write_within(open_picture(data), limit_bytes, Provenance.of_job(job, sample.seed))
        files[file_name(job, f"-{sample.number}{SUFFIXES[picture.media_type]}")] = picture.data
    return files


async def _read(desk: Desk, job: Job, sample: Sample) -> bytes:
    path: Path | None = desk.image_store.path(sample.image_key) if sample.image_key else None
    try:
        if path:
            return await asyncio.to_thread(path.read_bytes)
    except FileNotFoundError as error:
        raise no_pictures(job) from error
    raise no_pictures(job)

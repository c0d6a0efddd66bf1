"""The winners' pictures as one file."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

import discord

from bot.contests.podium import PLACES, make_podium
from bot.discord.card.files import file_of
from bot.discord.desk import Desk
from bot.discord.limits import REQUEST_BYTES
from bot.image_store import SUFFIXES
from bot.provenance import Provenance
from db import samples
from db.contests import Contest
from db.jobs import Job
from db.standings import Rank


async def podium_file(
    desk: Desk, contest: Contest, places: Sequence[tuple[Rank, Job]], limit_bytes: int
) -> discord.File | None:
    """The pictures of the best places that are still there, with medals; None: there are none.

    Of a sample it shows the sample, of an entry its collage. It is covered if one of them is.

    Raises:
        PictureError: they don't fit.
    """
    shown = [(rank, job, data) for rank, job in places if (data := await _picture(desk, rank, job))][:PLACES]
    if not shown:
        return None
    best = shown[0][1]
    picture = await asyncio.to_thread(
        make_podium,
        [(data, rank.rank) for rank, _, data in shown],
        limit_bytes=min(limit_bytes, REQUEST_BYTES),
        provenance=Provenance(contest.theme, best.model, best.seed, best.id),
    )
    spoiler = any(job.spoiler for _, job, _ in shown)
    return file_of(picture.data, f"winners{SUFFIXES[picture.media_type]}", alt_text="", spoiler=spoiler)


async def _picture(desk: Desk, rank: Rank, job: Job) -> bytes | None:
    key = job.collage_key
    if rank.sample:
        async with desk.database.reading() as session:
            sample = await samples.get(session, job.id, rank.sample)
        key = sample.image_key if sample else None
    path: Path | None = desk.image_store.path(key) if key else None
    try:
        return await asyncio.to_thread(path.read_bytes) if path else None
    except FileNotFoundError:
        return None

"""Small pictures for lists of jobs, made from our own store: Discord's links to pictures expire."""

import asyncio
from collections.abc import Sequence

from bot.image_store import ImageStore
from bot.picture import shrink_picture
from db.jobs import Job


async def thumbnails(image_store: ImageStore, jobs: Sequence[Job], side_px: int) -> list[bytes | None]:
    """The collages of these jobs as WebP of at most `side_px` squared; None where one has expired."""
    return await asyncio.to_thread(
        lambda: [_thumbnail(image_store, job.collage_key, side_px) for job in jobs]
    )


def _thumbnail(image_store: ImageStore, key: str | None, side_px: int) -> bytes | None:
    if key is None:
        return None
    try:
        data = image_store.path(key).read_bytes()
    except FileNotFoundError:  # it has expired since its row was read
        return None
    return shrink_picture(data, side_px).data

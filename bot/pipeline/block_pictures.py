"""Pictures of a job that moderators have removed are not shown again, however they are painted anew."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import structlog

from bot.errors import PictureError
from bot.image_store import ImageStore
from bot.picture import open_picture
from db import blocked_pictures, samples
from db.scope import Scope
from db.session import Database
from moderation.perceptual_hash import perceptual_hash

log: structlog.stdlib.BoundLogger = structlog.get_logger()


async def block_pictures(
    database: Database, image_store: ImageStore, job_id: str, by: str, scope: Scope | None
) -> int:
    """Block a job's samples, as long as they are there, on a server or everywhere; say how many could be.

    Pictures of one colour can't be: they would stand for all others like them. `by` is the moderator, for the
    log; who did it for which reason is for the caller to write down.

    Raises:
        DatabaseError: the database can't be written.
    """
    async with database.reading() as session:
        keys = [sample.image_key for sample in await samples.of_job(session, job_id) if sample.image_key]
    hashes = await asyncio.to_thread(_hashes, [image_store.path(key) for key in keys])
    async with database.session() as session:
        await blocked_pictures.block(session, hashes, job_id=job_id, scope=scope, now=datetime.now(UTC))
    log.info("pictures blocked", job=job_id, by=by, count=len(hashes))
    return len(hashes)


def _hashes(paths: Sequence[Path]) -> list[int]:
    found = (_hash(path) for path in paths)
    return [picture for picture in found if picture is not None]


def _hash(path: Path) -> int | None:
    try:
        return perceptual_hash(np.asarray(open_picture(path.read_bytes())))
    except (OSError, PictureError):  # retention has just taken it, or the disk has spoilt it
        return None

"""What Nonet keeps of a person: all of it to take along, or to delete."""

import asyncio
import io
import json
import zipfile
import zlib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import structlog

from bot.image_store import ImageStore
from bot.pipeline.progress import ProgressBoard
from bot.pipeline.withdraw import withdraw_all
from db import jobs, personal, posts, removals
from db.models import JobRow, SampleRow
from db.personal import PERSONAL
from db.posts import Post
from db.session import Database

ROWS_LIMIT = 10_000
"""Most rows of each table in an export, the newest; `cut_off` names tables that have more."""
_ROOM_BYTES = 400
"""What a file of an archive takes besides its content, at most."""
_AT_ONCE = 50

log: structlog.stdlib.BoundLogger = structlog.get_logger()


async def export_person(
    database: Database,
    image_store: ImageStore,
    platform: str,
    person_id: str,
    *,
    limit_bytes: int = 10_000_000,
) -> bytes:
    """A zip archive of everything that is kept of a person: `data.json`, and their pictures.

    Newer pictures go first, and of all jobs the collage before the samples; those that would make it larger
    than `limit_bytes` are left out, and their number stands in `data.json`. Keys to act in the person's name
    are no part of it.

    Raises:
        DatabaseError: the database can't be read.
    """
    async with database.reading() as session:
        rows = {
            kept.table.__tablename__: await personal.rows_of(session, kept, platform, person_id, ROWS_LIMIT)
            for kept in PERSONAL
        }
    data = {
        "platform": platform,
        "person_id": person_id,
        "exported_at": datetime.now(UTC),
        "cut_off": [name for name, found in rows.items() if len(found) == ROWS_LIMIT],
        **rows,
    }
    pictures = {name: image_store.path(key) for name, key in _pictures(rows).items()}
    return await asyncio.to_thread(_pack, data, pictures, limit_bytes)


async def delete_person(
    database: Database, image_store: ImageStore, board: ProgressBoard, platform: str, person_id: str
) -> list[Post]:
    """Delete everything that is kept of a person, and stop their jobs on the way.

    Of jobs that ended within the last hour the bare rows stay until it is over, without prompt, name or
    pictures, for deleting must give nobody a fresh quota. An opt-out and a ban that lasts stay too.

    Returns:
        What was posted for them, which fronts must remove; `db.removals` remembers it until they have.

    Raises:
        DatabaseError, StorageError: not all of it could be deleted; ask again.
    """
    posted: list[Post] = []
    while True:
        async with database.reading() as session:
            job_ids = await jobs.ids_of_person(session, platform, person_id, _AT_ONCE)
        if not job_ids:
            break
        posted += await withdraw_all(database, image_store, board, job_ids)
    now = datetime.now(UTC)
    async with database.session() as session:
        elsewhere = await posts.of_person(session, platform, person_id)
        await removals.owe(session, elsewhere, now)
        await personal.erase(session, platform, person_id, now)
    await _sweep(database, now)
    log.info("person deleted", platform=platform)
    return list({(post.front, post.message_id): post for post in [*posted, *elsewhere]}.values())


async def _sweep(database: Database, now: datetime) -> None:
    """Not in one transaction, so that no other writer waits for long."""
    swept = 1
    while swept:
        async with database.session() as session:
            swept = await jobs.sweep_deleted(session, now, 10 * _AT_ONCE)


def _pictures(rows: dict[str, list[dict[str, Any]]]) -> dict[str, str]:
    """Names in the archive and keys of the pictures, the most important first."""
    collages = {row["id"]: row["collage_key"] for row in rows[JobRow.__tablename__]}
    samples = {(row["job_id"], row["number"]): row["image_key"] for row in rows[SampleRow.__tablename__]}
    named = {f"pictures/{job_id}/collage": key for job_id, key in collages.items()}
    for job_id in collages:
        named |= {f"pictures/{job_id}/{number}": samples.get((job_id, number)) for number in range(1, 10)}
    return {name + Path(key).suffix: key for name, key in named.items() if key}


def _pack(data: dict[str, Any], pictures: dict[str, Path], limit_bytes: int) -> bytes:
    room = limit_bytes - len(zlib.compress(_json(data))) - _ROOM_BYTES
    left_out = 0
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, path in pictures.items():
            picture = _read(path)
            if picture is None or len(picture) + _ROOM_BYTES > room:
                left_out += 1
                continue
            room -= len(picture) + _ROOM_BYTES
            archive.writestr(name, picture, zipfile.ZIP_STORED)
        archive.writestr("data.json", _json(data | {"pictures_left_out": left_out}))
    return packed.getvalue()


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:  # retention has just removed it
        return None


def _json(data: dict[str, Any]) -> bytes:
    return json.dumps(data, indent=1, ensure_ascii=False, default=_plain).encode()


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in an export.")

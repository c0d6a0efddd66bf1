"""Pictures in the image store: which there are, which jobs show them, which must go."""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import delete, exists, func, select, union, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.jobs import of_server
from db.models import ImageRow, JobRow, SampleRow
from db.rows import record_of
from db.upsert import upsert


@dataclass(frozen=True, slots=True)
class StoredImage:
    """A picture in the image store."""

    key: str
    media_type: str
    size_bytes: int
    width: int
    height: int


async def remember(session: AsyncSession, images: Collection[StoredImage], now: datetime) -> None:
    """Write down that a job uses these pictures now, which makes equal older ones young again."""
    # Sorted, so that transactions that share pictures wait for one another in the same order.
    for image in sorted({image.key: image for image in images}.values(), key=lambda image: image.key):
        values = asdict(image)
        await upsert(session, ImageRow, {"key": values.pop("key")}, values | {"used_at": now})


async def get(session: AsyncSession, key: str) -> StoredImage | None:
    """The picture of this key."""
    row = await session.get(ImageRow, key)
    return record_of(row, StoredImage) if row else None


async def expired(session: AsyncSession, before: datetime, limit: int) -> list[str]:
    """Keys of pictures that no job has used since `before`, oldest first."""
    return list(
        await session.scalars(
            select(ImageRow.key).where(ImageRow.used_at < before).order_by(ImageRow.used_at).limit(limit)
        )
    )


async def surplus(session: AsyncSession, limit_bytes: int, limit: int) -> list[str]:
    """Keys of the oldest pictures, as many as must go so that the rest fits into `limit_bytes`."""
    newer = func.sum(ImageRow.size_bytes).over(order_by=[ImageRow.used_at.desc(), ImageRow.key])
    sizes = select(ImageRow.key, ImageRow.used_at, newer.label("with_newer")).subquery()
    return list(
        await session.scalars(
            select(sizes.c.key)
            .where(sizes.c.with_newer > limit_bytes)
            .order_by(sizes.c.used_at, sizes.c.key.desc())
            .limit(limit)
        )
    )


async def of_jobs(session: AsyncSession, job_ids: Collection[str]) -> set[str]:
    """Keys of the pictures that these jobs show."""
    shown = union(
        select(JobRow.collage_key).where(JobRow.id.in_(job_ids), JobRow.collage_key.is_not(None)),
        select(JobRow.picture_key).where(JobRow.id.in_(job_ids), JobRow.picture_key.is_not(None)),
        select(SampleRow.image_key).where(SampleRow.job_id.in_(job_ids), SampleRow.image_key.is_not(None)),
    )
    return set(await session.scalars(shown))


async def expired_on_server(
    session: AsyncSession, front: str, server: str, before: datetime, limit: int
) -> set[str]:
    """Keys of the pictures that some jobs of a server show which were asked for before that moment."""
    with_pictures = (
        select(JobRow.id)
        .where(of_server(front, server), JobRow.created_at < before, JobRow.collage_key.is_not(None))
        .limit(limit)
    )
    return await of_jobs(session, list(await session.scalars(with_pictures)))


async def forget_unshown(session: AsyncSession, keys: Collection[str]) -> list[str]:
    """Remove those of these pictures that no job shows any more, and say which."""
    statement = (
        delete(ImageRow)
        .where(
            ImageRow.key.in_(keys),
            ~exists().where(JobRow.collage_key == ImageRow.key),
            ~exists().where(JobRow.picture_key == ImageRow.key),
            ~exists().where(SampleRow.image_key == ImageRow.key),
        )
        .returning(ImageRow.key)
    )
    return list(await session.scalars(statement))


async def forget(session: AsyncSession, keys: Collection[str]) -> None:
    """Remove pictures; the samples, collages and jobs that had them have none from then on.

    Nor have these samples tokens, of which the pictures could be made again.
    """
    await session.execute(update(SampleRow).where(SampleRow.image_key.in_(keys)).values(tokens=None))
    await session.execute(update(JobRow).where(JobRow.picture_key.in_(keys)).values(picture_key=None))
    await session.execute(delete(ImageRow).where(ImageRow.key.in_(keys)))


async def keys(session: AsyncSession) -> set[str]:
    """Keys of all pictures that a job may show."""
    return set(await session.scalars(select(ImageRow.key)))

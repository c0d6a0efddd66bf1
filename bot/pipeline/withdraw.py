"""Jobs are taken back: nothing of them is left to be shown."""

from collections.abc import Awaitable, Callable, Collection
from datetime import UTC, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.image_store import ImageStore
from bot.pipeline.cancel import CANCELLED
from bot.pipeline.progress import Failed, ProgressBoard
from db import images, jobs, posts, removals
from db.posts import Post
from db.session import Database


async def withdraw(
    database: Database, image_store: ImageStore, board: ProgressBoard, job_id: str
) -> list[Post]:
    """Delete a job with its pictures, and stop it if it is on its way.

    Returns:
        What was posted of it, which fronts must remove; `db.removals` remembers it until they have.

    Raises:
        DatabaseError, StorageError: it could not be deleted; the files alone, retention removes later.
    """
    return await withdraw_all(database, image_store, board, [job_id])


async def withdraw_all(
    database: Database,
    image_store: ImageStore,
    board: ProgressBoard,
    job_ids: Collection[str],
    *,
    also: Callable[[AsyncSession], Awaitable[object]] | None = None,
) -> list[Post]:
    """Do the same to several jobs in one transaction. Pictures that other jobs show too stay.

    `also` writes in that transaction, before anything is deleted, why it is.
    """
    now = datetime.now(UTC)
    async with database.session() as session:
        if also:
            await also(session)
        shown = await images.of_jobs(session, job_ids)
        posted = await posts.of_jobs(session, job_ids)
        await removals.owe(session, posted, now)
        deleted = await jobs.delete_all(session, job_ids, now)
        gone = await images.forget_unshown(session, shown)
    for job_id in deleted:
        board.publish(job_id, Failed(CANCELLED))
    await image_store.remove(gone)
    return posted

"""Taking a job back: nothing of it is left to be shown. (E's placeholder until A's is there.)"""

from datetime import UTC, datetime

from bot.image_store import ImageStore
from bot.pipeline.cancel import CANCELLED
from bot.pipeline.progress import Failed, ProgressBoard
from db import jobs, posts
from db.posts import Post
from db.session import Database


async def withdraw(
    database: Database, image_store: ImageStore, board: ProgressBoard, job_id: str
) -> list[Post]:
    async with database.session() as session:
        shown = await posts.of_job(session, job_id)
        await jobs.delete(session, job_id, datetime.now(UTC))
        for post in shown:
            await posts.forget(session, post.front, post.message_id)
    board.publish(job_id, Failed(CANCELLED))
    return shown

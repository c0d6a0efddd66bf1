"""Taking posts of ours down from X: those of deleted jobs and people, and those that must not be seen."""

from datetime import UTC, datetime

import structlog

from bot.twitter.address import TWITTER
from bot.twitter.api import XApi
from bot.twitter.errors import NoError
from db import posts, removals
from db.session import Database

log: structlog.stdlib.BoundLogger = structlog.get_logger()


async def remove_owed(database: Database, api: XApi) -> int:
    """Delete what is to be removed; how many posts that were. Raises as every call of X.

    What X will not delete, as it is gone already, is not asked for again.
    """
    async with database.reading() as session:
        owed = await removals.owed(session, TWITTER)
    for _, post_id in owed:
        try:
            await api.delete(post_id)
        except NoError as error:
            log.warning("post not deleted", post=post_id, error=str(error))
        async with database.session() as session:
            await removals.done(session, TWITTER, [post_id])
    return len(owed)


async def take_down(database: Database, api: XApi, job_id: str) -> int:
    """Delete all posts on X that show a job, which itself stays; how many posts were deleted."""
    async with database.session() as session:
        ours = [post for post in await posts.of_job(session, job_id) if post.front == TWITTER]
        await removals.owe(session, ours, datetime.now(UTC))
        for post in ours:
            await posts.forget(session, TWITTER, post.message_id)
    return await remove_owed(database, api)

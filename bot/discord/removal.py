"""Taking jobs back: everything that was posted of them goes, with their pictures."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import discord
import structlog

from bot.discord.desk import DISCORD
from bot.pipeline.withdraw import withdraw
from db.posts import Post
from db.showcase import is_posted

if TYPE_CHECKING:
    from bot.discord.client import NonetBot

log: structlog.stdlib.BoundLogger = structlog.get_logger()


async def remove_job(bot: "NonetBot", job_id: str, by: str) -> int:
    """Delete a job with its pictures and all its messages.

    Args:
        bot: that posted them.
        job_id: of the job.
        by: id of the person who wishes it, for the log.

    Returns:
        How many messages could not be removed, because the bot can't reach them.

    Raises:
        DatabaseError, StorageError: the job could not be deleted.
    """
    desk = bot.desk
    left = await remove_posts(bot, await withdraw(desk.database, desk.image_store, desk.board, job_id))
    log.info("job deleted", job=job_id, by=by, left=left)
    return left


async def remove_posts(bot: "NonetBot", posts: Iterable[Post]) -> int:
    """Delete messages of ours; how many are left, because the bot can't reach them."""
    ours = [post for post in posts if post.front == DISCORD and is_posted(post)]
    return sum([not await _remove(bot, post) for post in ours])


async def _remove(bot: "NonetBot", post: Post) -> bool:
    """Whether the message is gone."""
    channel = bot.get_partial_messageable(int(post.channel_id))
    try:
        await channel.get_partial_message(int(post.message_id)).delete()
    except discord.NotFound:
        return True
    except discord.HTTPException as error:
        log.info("message not removed", job=post.job_id, message=post.message_id, error=str(error))
        return False
    return True

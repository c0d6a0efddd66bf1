"""Taking jobs back: everything that was posted of them goes, with their pictures."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import discord
import structlog

from bot.discord.address import Address
from bot.discord.desk import DISCORD
from bot.pipeline.withdraw import withdraw
from db import jobs
from db.jobs import Job
from db.posts import Post, PostKind
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
    async with desk.database.reading() as session:
        job = await jobs.get(session, job_id)
    posts = await withdraw(desk.database, desk.image_store, desk.board, job_id)
    left = await remove_posts(bot, [*posts, *_waiting_message(job)])
    log.info("job deleted", job=job_id, by=by, left=left)
    return left


async def remove_posts(bot: "NonetBot", posts: Iterable[Post]) -> int:
    """Delete messages of ours; how many are left, because the bot can't reach them."""
    ours = {post.message_id: post for post in posts if post.front == DISCORD and is_posted(post)}
    return sum([not await _remove(bot, post) for post in ours.values()])


def _waiting_message(job: Job | None) -> list[Post]:
    """The first answer to whoever asked, which is not the result if that came too late."""
    if job is None or job.front != DISCORD:
        return []
    address = Address.from_text(job.address)
    if address.ephemeral or not address.reachable:
        return []
    return [
        Post(
            front=DISCORD,
            message_id=str(address.message_id),
            channel_id=str(address.channel_id),
            job_id=job.id,
            kind=PostKind.RESULT,
            person_id=job.requester_id,
            created_at=job.created_at,
        )
    ]


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

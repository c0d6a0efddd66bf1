"""Taking jobs back: everything that was posted of them goes, with their pictures."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping
from enum import Enum, auto
from typing import TYPE_CHECKING

import discord
import structlog

from bot.discord.delivery.address import Address
from bot.discord.delivery.posting import TROUBLE, is_passing
from bot.discord.delivery.record import post_of
from bot.discord.desk import DISCORD
from bot.moderating.decide import removal_of
from bot.moderating.moderator import Moderator
from bot.pipeline.withdraw import withdraw_all
from db import jobs, removals
from db.jobs import Job
from db.posts import Post, PostKind
from db.showcase import is_posted

if TYPE_CHECKING:
    from bot.discord.connection.client import NonetBot

log: structlog.stdlib.BoundLogger = structlog.get_logger()


async def remove_job(bot: "NonetBot", job_id: str, by: str) -> int:
    """Delete a job with its pictures and all its messages.

    Args:
        bot: that posted them.
        job_id: of the job.
        by: id of the person who wishes it; what moderators delete of others stands in the audit log.

    Returns:
        How many messages could not be removed, because the bot can't reach them.

    Raises:
        DatabaseError, StorageError: the job could not be deleted.
    """
    desk = bot.desk
    async with desk.database.reading() as session:
        job = await jobs.get(session, job_id)
    also = removal_of(job, Moderator(DISCORD, by, server=job.server)) if job else None
    posts = await withdraw_all(desk.database, desk.image_store, desk.board, [job_id], also=also)
    left = await take_down(bot, job, posts)
    log.info("job deleted", job=job_id, by=by, left=left)
    return left


async def take_down(bot: "NonetBot", job: Job | None, posts: Iterable[Post]) -> int:
    """Delete what was posted of a job, and the message that waits for it; how many messages are left.

    `job` is as it was before it was deleted.
    """
    address = Address.from_text(job.address) if job and job.front == DISCORD else None
    shown = list(posts)
    if job and address and address.message_id and (address.token_lives() or _is_in_reach(address)):
        shown.append(_first_answer(job, address))  # not the result, if that came too late
    return await remove_posts(bot, shown, address)


async def remove_posts(bot: "NonetBot", posts: Iterable[Post], answer: Address | None = None) -> int:
    """Delete messages of ours; how many are left, because the bot can't reach them.

    `answer` is the address of an answer among them that may go by the token of its interaction.
    """
    ours = [post for post in posts if post.front == DISCORD and is_posted(post)]
    return await _remove_all(bot, {post.message_id: post.channel_id for post in ours}, answer)


async def remove_owed(bot: "NonetBot") -> None:
    """Delete the messages that a process which has ended too soon would have deleted."""
    async with bot.desk.database.reading() as session:
        owed = await removals.owed(session, DISCORD)
    if owed:
        left = await _remove_all(bot, {message_id: channel_id for channel_id, message_id in owed})
        log.info("messages removed that were owed", messages=len(owed), left=left)


def _first_answer(job: Job, address: Address) -> Post:
    """The message that waited for a job's result."""
    return post_of(
        job,
        PostKind.RESULT,
        job.requester_id,
        channel_id=address.channel_id,
        message_id=address.message_id,
    )


def _is_in_reach(address: Address) -> bool:
    """Whether the bot can see and remove the message by itself."""
    return address.reachable and not address.ephemeral


class _End(Enum):
    """How removing a message ended."""

    GONE = auto()
    BARRED = auto()
    """The bot may not, or can't see it."""
    LATER = auto()
    """Discord is in trouble; the next process tries again."""


async def _remove_all(bot: "NonetBot", channels: Mapping[str, str], answer: Address | None = None) -> int:
    """Delete messages, by whose ids `channels` has their channels; how many are left."""
    ends = {
        message_id: await _remove(_deletion(bot, channel, message_id, answer), message_id)
        for message_id, channel in channels.items()
    }
    settled = [message_id for message_id, end in ends.items() if end is not _End.LATER]
    async with bot.desk.database.session() as session:
        await removals.done(session, DISCORD, settled)
    return sum(end is not _End.GONE for end in ends.values())


def _deletion(
    bot: "NonetBot", channel_id: str, message_id: str, answer: Address | None
) -> Callable[[], Awaitable[None]]:
    """The call that deletes a message, by the token of its interaction where the bot does not reach it."""
    if answer and str(answer.message_id) == message_id and answer.token_lives() and not _is_in_reach(answer):
        webhook = discord.Webhook.partial(answer.application_id, answer.token, client=bot)
        return lambda: webhook.delete_message(answer.message_id)
    return bot.get_partial_messageable(int(channel_id)).get_partial_message(int(message_id)).delete


async def _remove(delete: Callable[[], Awaitable[None]], message_id: str) -> _End:
    while True:
        try:
            await delete()
        except discord.NotFound:
            return _End.GONE
        except discord.RateLimited as error:  # many at once, or old ones, may go slowly only
            await asyncio.sleep(error.retry_after)
        except (discord.HTTPException, *TROUBLE) as error:
            log.info("message not removed", message=message_id, error=str(error))
            passing = not isinstance(error, discord.HTTPException) or is_passing(error)
            return _End.LATER if passing else _End.BARRED
        else:
            return _End.GONE

"""What is written down of messages that show a job, so that they are found by it, and go with it."""

from datetime import UTC, datetime

import discord
import structlog

from bot.discord.delivery.posting import TROUBLE
from bot.discord.desk import DISCORD
from db import posts
from db.errors import DatabaseError
from db.jobs import Job
from db.posts import Post, PostKind
from db.session import Database

log: structlog.stdlib.BoundLogger = structlog.get_logger()


def post_of(
    job: Job,
    kind: PostKind,
    person_id: str,
    *,
    channel_id: int,
    message_id: int | None = None,
    sample: int | None = None,
) -> Post:
    """The post that a message is; without an id, the message is still to come."""
    return Post(
        front=DISCORD,
        message_id=str(message_id or ""),
        channel_id=str(channel_id),
        job_id=job.id,
        kind=kind,
        sample=sample,
        person_id=person_id,
        created_at=datetime.now(UTC),
    )


async def remember(
    database: Database,
    message: discord.Message,
    job: Job,
    *,
    kind: PostKind,
    person_id: str,
    sample: int | None = None,
) -> bool:
    """Write down what a message shows; False: its job has been deleted meanwhile, so the message goes too.

    Raises:
        DatabaseError: it can't be written.
    """
    post = post_of(job, kind, person_id, channel_id=message.channel.id, message_id=message.id, sample=sample)
    try:
        async with database.session() as session:
            is_there = await posts.remember(session, post)
    except DatabaseError:
        if kind is not PostKind.RESULT:  # a result is delivered again, anything else would be lost sight of
            await take_back(message)
        raise
    if not is_there:
        await take_back(message)
    return is_there


async def take_back(message: discord.Message) -> None:
    """Remove a message of a job that somebody has deleted without knowing of it."""
    try:
        await message.delete()
    except (discord.HTTPException, *TROUBLE) as error:
        log.warning("message of a deleted job left", message=message.id, error=str(error))

"""Messages of a contest: where they are, and whether one that must be posted once is there already."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import discord
from sqlalchemy.ext.asyncio import AsyncSession

from bot.discord.delivery.parcel import custom_ids
from bot.discord.desk import DISCORD
from bot.errors import NonetError
from db import posts
from db.contests import Contest
from db.posts import Post, PostKind

if TYPE_CHECKING:
    from bot.discord.connection.client import NonetBot


class ContestLostError(NonetError):
    """A contest can't go on: what it is held in is gone."""


_HISTORY = 300
"""How many messages are looked through for one of ours."""


async def find(
    bot: "NonetBot",
    channel: discord.abc.Messageable,
    after: int,
    custom_id: str,
    *,
    oldest_first: bool,
) -> discord.Message | None:
    """Our message after another one that has a button or menu of this id, among the first or the last."""
    since = discord.Object(after)
    async for message in channel.history(limit=_HISTORY, after=since, oldest_first=oldest_first):
        if message.author == bot.user and custom_id in custom_ids(message.components):
            return message
    return None


async def shown_at(session: AsyncSession, job_ids: Iterable[str]) -> dict[str, Post]:
    """The message on Discord that shows each of these jobs' result, by the job's id."""
    found = await posts.of_jobs(session, list(job_ids))
    return {post.job_id: post for post in found if post.front == DISCORD and post.kind is PostKind.RESULT}


def place_of_contest(bot: "NonetBot", contest: Contest) -> discord.PartialMessageable:
    """Where a contest is held: in its thread, or in the channel if it has none."""
    return bot.get_partial_messageable(int(contest.thread or contest.channel), guild_id=int(contest.server))


def url_of(server: str, channel_id: str | int, message_id: str | int) -> str:
    """The address of a message."""
    return f"https://discord.com/channels/{server}/{channel_id}/{message_id}"

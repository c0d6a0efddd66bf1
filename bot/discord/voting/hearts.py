"""The number beside the heart on messages that show a job: brought up to date soon, but not too often."""

import asyncio
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import discord
import structlog
from discord import MediaGalleryItem, ui

from bot.discord.card.ids import Action, custom_id
from bot.discord.card.layout import votes_label
from bot.discord.delivery.posting import TROUBLE
from db import jobs, votes
from db.errors import DatabaseError
from db.jobs import Job
from db.posts import Post

if TYPE_CHECKING:
    from bot.discord.connection.client import NonetBot

RENEWED_EVERY_S = 30.0
"""Least time between two edits of one message."""

log: structlog.stdlib.BoundLogger = structlog.get_logger()


class Hearts:
    """Keeps the numbers on messages up to date."""

    def __init__(self, bot: "NonetBot") -> None:
        self._bot = bot
        self._renewals: dict[str, asyncio.Task[None]] = {}
        self._stale: dict[str, Post] = {}

    async def stop(self) -> None:
        """Leave the numbers as they are."""
        for renewal in self._renewals.values():
            renewal.cancel()
        await asyncio.gather(*self._renewals.values(), return_exceptions=True)

    def renew(self, post: Post) -> None:
        """Bring the number of votes on a message up to date, soon, and not too often."""
        self._stale[post.message_id] = post
        if post.message_id not in self._renewals:
            renewal = asyncio.create_task(self._keep_new(post.message_id), name=f"votes-{post.message_id}")
            self._renewals[post.message_id] = renewal

    async def _keep_new(self, message_id: str) -> None:
        try:
            while post := self._stale.pop(message_id, None):
                try:
                    await self._show_votes(post)
                except (DatabaseError, discord.HTTPException, *TROUBLE) as error:
                    log.info("votes not shown", job=post.job_id, error=str(error))
                await asyncio.sleep(RENEWED_EVERY_S)
        finally:
            del self._renewals[message_id]

    async def _show_votes(self, post: Post) -> None:
        async with self._bot.desk.database.reading() as session:
            job = await jobs.get(session, post.job_id)
            likes = await votes.count(session, post.job_id)
        if job is None:
            return
        channel = self._bot.get_partial_messageable(int(post.channel_id))
        message = await channel.fetch_message(int(post.message_id))
        await message.edit(view=with_votes(message, job, likes))


def with_votes(message: discord.Message, job: Job, likes: int) -> ui.LayoutView:
    """The message's card with another number of votes, and all else as it is."""
    view = ui.LayoutView.from_message(message, timeout=None)
    for item in view.walk_children():
        if isinstance(item, ui.MediaGallery):
            item.items = [_again(shown) for shown in item.items]
        elif isinstance(item, ui.Button) and item.custom_id == custom_id(Action.FAVOURITE, job.id):
            item.label = votes_label(likes)
    view.stop()
    return view


def _again(shown: MediaGalleryItem) -> MediaGalleryItem:
    """The same picture by the name of its attachment: Discord's addresses of pictures expire."""
    name = urlsplit(shown.media.url).path.rpartition("/")[2]
    return MediaGalleryItem(f"attachment://{name}", description=shown.description, spoiler=shown.spoiler)

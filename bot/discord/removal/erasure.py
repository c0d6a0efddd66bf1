"""Deleting all that is stored of a person: data at once, then messages one by one, as long as it takes."""

import asyncio
from collections.abc import Coroutine
from typing import TYPE_CHECKING, Any

import discord
import structlog

from bot.discord.card.frame import RED, note_card
from bot.discord.delivery.posting import TROUBLE
from bot.discord.desk import DISCORD
from bot.discord.removal.jobs import remove_posts
from bot.discord.speaking.funnel import guarding
from bot.discord.speaking.language import texts_of
from bot.privacy import delete_person
from bot.texts.texts import Texts

if TYPE_CHECKING:
    from bot.discord.connection.client import Interaction

_AT_ONCE = 10
"""Messages from one look at how far it is to the next: Discord lets us delete a few each second."""

log: structlog.stdlib.BoundLogger = structlog.get_logger()


class Erasures:
    """Deletions under way. They outlast the press that began each; the next process goes on with them."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[None]] = set()

    def begin(self, erasure: Coroutine[Any, Any, None]) -> None:
        """Let one go on beside everything else."""
        task = asyncio.create_task(erasure)
        self._tasks.add(task)
        task.add_done_callback(self._end)

    def _end(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()):
            log.error("deletion broken off", exc_info=error)

    async def stop(self) -> None:
        """End them all."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)


async def erase(interaction: "Interaction") -> None:
    """Delete all that is stored of whoever pressed, and say how it gets on, and how it ended."""
    async with guarding(interaction):
        bot, texts = interaction.client, texts_of(interaction)
        desk = bot.desk
        posts = await delete_person(
            desk.database, desk.image_store, desk.board, DISCORD, str(interaction.user.id)
        )
        left = 0
        for start in range(0, len(posts), _AT_ONCE):
            if start:
                await _tell(interaction, texts("privacy-deleting", done=start, total=len(posts)))
            left += await remove_posts(bot, posts[start : start + _AT_ONCE])
        log.info("posts of a deleted person removed", posts=len(posts), left=left)
        await _tell(interaction, _outcome(texts, len(posts) - left, left))


def _outcome(texts: Texts, removed: int, left: int) -> str:
    sentences = [texts("privacy-deleted", removed=removed)]
    if left:
        sentences.append(texts("privacy-posts-left", left=left))
    return "\n".join(sentences)


async def _tell(interaction: "Interaction", text: str) -> None:
    """Say it in place of the question; after a quarter of an hour, that is no longer possible."""
    if interaction.is_expired():
        return
    try:
        await interaction.edit_original_response(view=note_card(RED, text))
    except (discord.HTTPException, *TROUBLE) as error:
        log.info("progress of deletion not told", error=str(error))

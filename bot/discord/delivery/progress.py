"""Waiting messages show how their jobs get on: a place in the queue, then pictures that come into being."""

import asyncio
import math
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import discord
import structlog
from discord import ui
from discord.utils import utcnow

from bot.discord.card import layout
from bot.discord.card.files import file_of
from bot.discord.delivery import posting
from bot.discord.delivery.address import Address
from bot.discord.delivery.previews import compose
from bot.discord.delivery.record import post_of
from bot.discord.desk import DISCORD
from bot.errors import PictureError
from bot.pipeline.cancel import CANCELLED
from bot.pipeline.progress import Failed, Painting, Preview, ProgressEvent, Rendered, Waiting
from bot.provenance import Provenance
from bot.texts.texts import Texts, texts_for
from db import jobs, posts
from db.errors import DatabaseError
from db.jobs import Job
from db.posts import PostKind

if TYPE_CHECKING:
    from bot.discord.connection.client import NonetBot

EDITS_AT_ONCE = 8
"""When everybody's place in the queue changes, cards are made and sent a few at a time: the event loop has
turns for others in between, and few connections are opened."""
ENDED_KEPT = 1_000
"""How many jobs with a final message are remembered, so that no late news is shown over it."""

log: structlog.stdlib.BoundLogger = structlog.get_logger()


@dataclass(eq=False, slots=True)
class _Story:
    """What a waiting message shows."""

    job: Job
    address: Address
    texts: Texts
    editing: asyncio.Lock = field(default_factory=asyncio.Lock)
    edited_at: float = -math.inf
    """By the event loop's clock."""
    over: bool = False
    """Nothing more can be, or must be, shown."""
    place: int | None = None
    finish_at: datetime | None = None
    done: float | None = None
    previews: dict[int, bytes] = field(default_factory=dict)


class Progress:
    """Edits waiting messages, none too often, and none after its final edit.

    Holds the previews of the jobs that are painted in this process, and forgets each job at its end.
    """

    def __init__(self, bot: "NonetBot") -> None:
        self._bot = bot
        self._database = bot.desk.database
        self._stories: dict[str, _Story] = {}
        self._closed: dict[str, None] = {}
        self._at_once = asyncio.Semaphore(EDITS_AT_ONCE)

    async def tell(self, job_id: str, event: ProgressEvent) -> None:
        """Show what has happened to a job, if it is time to show anything."""
        try:
            if isinstance(event, Rendered | Failed):
                await self._end(job_id, event)
            else:
                story = self._stories.get(job_id) or await self._begin(job_id)
                if story and not story.over:
                    await self._show(story, event)
        except DatabaseError as error:
            log.warning("progress not shown", job=job_id, error=str(error))

    async def close(self, job_id: str) -> None:
        """Show nothing more of a job; returns when no edit is under way, so that the next one is the last."""
        self._closed[job_id] = None
        if len(self._closed) > ENDED_KEPT:
            del self._closed[next(iter(self._closed))]
        story = self._stories.pop(job_id, None)
        if story:
            story.over = True
            async with story.editing:
                story.previews.clear()

    async def _begin(self, job_id: str) -> _Story | None:
        if job_id in self._closed:
            return None
        job = await self._find(job_id)
        if job is None:
            return None
        address = Address.from_text(job.address)
        if not address.message_id:
            return None
        return self._stories.setdefault(job_id, _Story(job, address, texts_for(address.language)))

    async def _show(self, story: _Story, event: ProgressEvent) -> None:
        match event:
            case Waiting(place, expected_s):
                await self._show_place(story, place, utcnow() + timedelta(seconds=expected_s))
                return
            case Painting(done, total, expected_s):
                story.place, story.done = None, done / max(total, 1)
                story.finish_at = utcnow() + timedelta(seconds=expected_s)
            case Preview(sample, png):
                story.place, story.done = None, story.done or 0.0
                story.previews[sample] = png
        if self._rest_s(story) <= 0.0:  # what is left out now, the next event brings
            await self._edit(story)

    async def _show_place(self, story: _Story, place: int, finish_at: datetime) -> None:
        """Show the place once it is time for that; meanwhile the board keeps the newest for us."""
        story.previews.clear()  # painted anew, if at all
        story.done = None
        if _is_news(story, place, finish_at):
            await asyncio.sleep(self._rest_s(story))
            story.place, story.finish_at = place, finish_at
            await self._edit(story)

    def _rest_s(self, story: _Story) -> float:
        """Seconds until the message may be edited again."""
        next_at = story.edited_at + self._bot.settings.discord.progress_every_s
        return max(0.0, next_at - asyncio.get_running_loop().time())

    async def _edit(self, story: _Story) -> None:
        async with self._at_once, story.editing:
            if story.over:
                return
            try:
                view, files = await _card(story)
                await self._put(story.address, view, files)
            except PictureError as error:
                log.warning("preview not shown", job=story.job.id, error=str(error))
            except discord.HTTPException as error:
                story.over = not posting.is_passing(error)
                log.info("progress not shown", job=story.job.id, error=str(error), final=story.over)
            except posting.TROUBLE as error:
                log.info("progress not shown", job=story.job.id, error=str(error), final=False)
            story.edited_at = asyncio.get_running_loop().time()

    async def _put(self, address: Address, view: ui.LayoutView, files: list[discord.File]) -> None:
        if address.token_lives():
            await posting.edit_by_token(self._bot, address, view, files)
        elif address.reachable and not address.ephemeral:
            await posting.edit_as_bot(self._bot, address, view, files)

    async def _end(self, job_id: str, event: Rendered | Failed) -> None:
        """Leave the last word to the delivery; a cancelled job has none."""
        story = self._stories.get(job_id)
        if event == Failed(CANCELLED):
            await self.close(job_id)
            await self._say_cancelled(job_id, story)
        self._stories.pop(job_id, None)

    async def _say_cancelled(self, job_id: str, story: _Story | None) -> None:
        job = await self._find(job_id)
        address = Address.from_text(job.address) if job else story.address if story else None
        if address is None or not address.message_id:
            return
        texts = texts_for(address.language)
        sentence = texts("asking-cancelled")
        # Of a job that was deleted meanwhile, nothing may be shown any more.
        card = layout.failure_card(job, texts=texts, reason=sentence) if job else posting.note(sentence)
        try:
            await self._put(address, card, [])
        except (discord.HTTPException, *posting.TROUBLE) as error:
            log.info("cancelling not shown", job=job_id, error=str(error))
        else:
            if job and not address.ephemeral:
                await self._remember(job, address)

    async def _remember(self, job: Job, address: Address) -> None:
        """Write down that the waiting message shows a cancelled job for good: it goes with the job."""
        post = post_of(
            job,
            PostKind.RESULT,
            job.requester_id,
            channel_id=address.channel_id,
            message_id=address.message_id,
        )
        async with self._database.session() as session:
            await posts.remember(session, post)

    async def _find(self, job_id: str) -> Job | None:
        async with self._database.reading() as session:
            job = await jobs.get(session, job_id)
        return None if job is None or job.front != DISCORD else job


def _is_news(story: _Story, place: int, finish_at: datetime) -> bool:
    """Whether someone who waits would want to know: a fifth further on, or ready a third sooner or later."""
    if story.place is None or story.finish_at is None:
        return True
    moved, late_s = abs(story.place - place), abs((story.finish_at - finish_at).total_seconds())
    return moved >= max(1, story.place // 5) or late_s > max(20.0, (finish_at - utcnow()).total_seconds() / 3)


async def _card(story: _Story) -> tuple[ui.LayoutView, list[discord.File]]:
    job, files = story.job, []
    if story.previews:
        provenance = Provenance.of_job(job)
        data = await asyncio.to_thread(compose, dict(story.previews), provenance)
        alt_text = layout.alt_text(job, story.texts)
        files = [file_of(data, "preview.webp", alt_text=alt_text, spoiler=job.spoiler)]
    card = layout.waiting_card(
        job,
        texts=story.texts,
        place=story.place,
        finish_at=story.finish_at,
        done=story.done,
        picture=files[0].uri if files else None,
    )
    return card, files

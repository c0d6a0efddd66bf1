"""Votes: hearts on cards and reactions to messages. Reactions are shortcuts as well: ❌ deletes, ✉ sends."""

import asyncio
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import discord
import structlog
from discord import MediaGalleryItem, ui
from discord.ext import commands

from bot.discord.card.ids import Action, custom_id
from bot.discord.card.layout import votes_label
from bot.discord.delivery.direct import send_pictures
from bot.discord.delivery.posting import TROUBLE
from bot.discord.desk import DISCORD
from bot.discord.removal.jobs import remove_job
from bot.discord.voting import showcase
from bot.errors import NonetError
from db import jobs, posts, servers, votes
from db.errors import DatabaseError
from db.jobs import Job
from db.models import VoteKind
from db.posts import Post
from db.servers import Pressers

if TYPE_CHECKING:
    from bot.discord.connection.client import Interaction, NonetBot

RENEWED_EVERY_S = 30.0
"""Least time between two edits that bring the number of votes on one message up to date."""

DELETE = "❌"
LETTERS = frozenset("✉📩📨📧")
NO_VOTES = frozenset("👎🖕")
"""Reactions that show no liking."""

_VARIATION = "\ufe0f"

log: structlog.stdlib.BoundLogger = structlog.get_logger()


class Votes(commands.Cog):
    """Counts who likes what, and keeps the numbers on messages up to date."""

    def __init__(self, bot: "NonetBot") -> None:
        self._bot = bot
        self._desk = bot.desk
        self._renewals: dict[str, asyncio.Task[None]] = {}
        self._stale: dict[str, Post] = {}

    async def cog_unload(self) -> None:
        """Leave the numbers as they are."""
        for renewal in self._renewals.values():
            renewal.cancel()
        await asyncio.gather(*self._renewals.values(), return_exceptions=True)

    async def toggle(self, job: Job, person_id: str) -> bool:
        """Make a job one of someone's favourites, or no longer; whether it is one now.

        Raises:
            DatabaseError: it could not be written.
        """
        kind, now = VoteKind.FAVOURITE, datetime.now(UTC)
        async with self._desk.database.session() as session:
            liked = await votes.vote(session, job.id, DISCORD, person_id, kind, now=now)
            if not liked:
                await votes.unvote(session, job.id, DISCORD, person_id, kind)
        await self._changed(job)
        return liked

    async def show(self, interaction: "Interaction", message: discord.Message, job: Job) -> None:
        """Bring the number of votes up to date on a message whose heart was pressed."""
        async with self._desk.database.reading() as session:
            likes = await votes.count(session, job.id)
        try:
            await interaction.edit_original_response(view=with_votes(message, job, likes))
        except (discord.HTTPException, *TROUBLE) as error:  # the vote counts all the same
            log.info("votes not shown", job=job.id, error=str(error))

    @commands.Cog.listener()
    async def on_raw_reaction_add(self, payload: discord.RawReactionActionEvent) -> None:
        """Count it, or do what it is a shortcut for."""
        found = await self._reacted(payload)
        if found is None:
            return
        post, job = found
        person_id, emoji = str(payload.user_id), _sign(payload.emoji)
        mine = job.is_of(DISCORD, person_id)
        if job.private and not mine:
            return
        if emoji == DELETE:
            if mine:
                await remove_job(self._bot, job.id, person_id)
        elif emoji in LETTERS:
            if mine or await self._may_press(payload):
                await self._send(job, payload.user_id)
        elif emoji not in NO_VOTES:
            now = datetime.now(UTC)
            async with self._desk.database.session() as session:
                new = await votes.vote(session, job.id, DISCORD, person_id, VoteKind.REACTION, now=now)
            if new:
                self._renew(post)
                await self._changed(job)

    @commands.Cog.listener()
    async def on_raw_reaction_remove(self, payload: discord.RawReactionActionEvent) -> None:
        """Take the vote back, even if the person keeps other reactions: Discord doesn't tell of them."""
        found = await self._reacted(payload)
        if found is None or _sign(payload.emoji) in {DELETE, *LETTERS, *NO_VOTES}:
            return
        post, job = found
        async with self._desk.database.session() as session:
            gone = await votes.unvote(session, job.id, DISCORD, str(payload.user_id), VoteKind.REACTION)
        if gone:
            self._renew(post)
            await self._changed(job)

    async def _reacted(self, payload: discord.RawReactionActionEvent) -> tuple[Post, Job] | None:
        """Our post that a person has reacted to, with its job; None: it is none of ours, or no person."""
        me = self._bot.user.id if self._bot.user else 0
        if payload.message_author_id not in (None, me) or payload.user_id == me:
            return None
        if payload.member is not None and payload.member.bot:
            return None
        async with self._desk.database.reading() as session:
            post = await posts.by_message(session, DISCORD, str(payload.message_id))
            job = await jobs.get(session, post.job_id) if post else None
        return (post, job) if post and job else None

    async def _may_press(self, payload: discord.RawReactionActionEvent) -> bool:
        """Whether the server lets others than the requester use what its buttons offer too."""
        if payload.guild_id is None or (payload.member and payload.member.guild_permissions.manage_messages):
            return True
        async with self._desk.database.reading() as session:
            choices = await servers.choices(session, DISCORD, str(payload.guild_id))
        return choices.pressers is Pressers.EVERYONE

    async def _send(self, job: Job, user_id: int) -> None:
        try:
            await send_pictures(self._bot, job, user_id)
        except (NonetError, discord.HTTPException, *TROUBLE) as error:  # a reaction has no answer
            log.info("pictures not sent", job=job.id, error=str(error))

    async def _changed(self, job: Job) -> None:
        """Votes have come or gone: perhaps the job has earned its place in the showcase."""
        shown = await showcase.consider(self._bot, job)
        if shown:
            self._renew(shown)

    def _renew(self, post: Post) -> None:
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
        async with self._desk.database.reading() as session:
            job = await jobs.get(session, post.job_id)
            likes = await votes.count(session, post.job_id)
        if job is None:
            return
        channel = self._bot.get_partial_messageable(int(post.channel_id))
        message = await channel.fetch_message(int(post.message_id))
        await message.edit(view=with_votes(message, job, likes))


def votes_of(bot: "NonetBot") -> Votes:
    """The bot's counter of votes."""
    cog = bot.get_cog(Votes.__cog_name__)
    assert isinstance(cog, Votes), "the client has all cogs from its start"
    return cog


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


def _sign(emoji: discord.PartialEmoji) -> str:
    """An emoji of Unicode without its variation; of a server's own, its name."""
    return emoji.name.replace(_VARIATION, "")

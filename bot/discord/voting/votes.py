"""Votes: hearts on cards and reactions to messages. Reactions are shortcuts as well: ❌ deletes, ✉ sends."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import discord
import structlog
from discord.ext import commands

from bot.discord.delivery.direct import send_pictures
from bot.discord.delivery.posting import TROUBLE
from bot.discord.desk import DISCORD
from bot.discord.removal.jobs import remove_job
from bot.discord.voting import showcase
from bot.discord.voting.hearts import Hearts, with_votes
from bot.errors import NonetError
from db import jobs, posts, servers, votes
from db.jobs import Job
from db.models import VoteKind
from db.posts import Post
from db.servers import Pressers

if TYPE_CHECKING:
    from bot.discord.connection.client import Interaction, NonetBot

DELETE = "❌"
LETTERS = frozenset("✉📩📨📧")
NO_VOTES = frozenset("👎🖕")
"""Reactions that show no liking."""

_VARIATION = "\ufe0f"

log: structlog.stdlib.BoundLogger = structlog.get_logger()


class Votes(commands.Cog):
    """Counts who likes what."""

    def __init__(self, bot: "NonetBot") -> None:
        self._bot = bot
        self._desk = bot.desk
        self._hearts = Hearts(bot)

    async def cog_unload(self) -> None:
        """Leave the numbers as they are."""
        await self._hearts.stop()

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
                self._hearts.renew(post)
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
            self._hearts.renew(post)
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
            self._hearts.renew(shown)


def votes_of(bot: "NonetBot") -> Votes:
    """The bot's counter of votes."""
    cog = bot.get_cog(Votes.__cog_name__)
    assert isinstance(cog, Votes), "the client has all cogs from its start"
    return cog


def _sign(emoji: discord.PartialEmoji) -> str:
    """An emoji of Unicode without its variation; of a server's own, its name."""
    return emoji.name.replace(_VARIATION, "")

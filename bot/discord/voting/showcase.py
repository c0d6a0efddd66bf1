"""The showcase: a channel of the server's choice, where its members' favourites are shown, each once."""

from dataclasses import replace
from typing import TYPE_CHECKING

import discord
import structlog

from bot.discord.card.layout import showcase_card
from bot.discord.card.pictures import collage_file
from bot.discord.delivery.posting import TROUBLE
from bot.discord.delivery.record import post_of, take_back
from bot.discord.desk import DISCORD
from bot.errors import BadRequestError, DeliveryError, NonetError, PlaceError
from bot.texts.texts import Texts, texts_for
from db import posts, servers, votes
from db import showcase as claims
from db.jobs import Job
from db.posts import Post, PostKind
from db.servers import ServerChoices

if TYPE_CHECKING:
    from bot.discord.connection.client import NonetBot

Showable = discord.TextChannel | discord.Thread | discord.VoiceChannel | discord.StageChannel

log: structlog.stdlib.BoundLogger = structlog.get_logger()


async def consider(bot: "NonetBot", job: Job) -> Post | None:
    """Show a job if enough people like it; its post in the showcase if it had one before.

    Trouble with the channel is logged: those who voted can do nothing about it.
    """
    async with bot.desk.database.reading() as session:
        choices = await servers.choices(session, DISCORD, job.server)
        shown = await claims.shown(session, DISCORD, job.id)
        likes = await votes.count(session, job.id)
    if shown:
        return shown if claims.is_posted(shown) else None
    earned = choices.showcase_votes is not None and likes >= choices.showcase_votes
    if earned and choices.showcase_channel and not job.private:
        try:
            await publish(bot, job, job.requester_id)
        except (NonetError, discord.HTTPException, *TROUBLE) as error:
            log.warning("not shown in showcase", job=job.id, server=job.server, error=str(error))
    return None


async def publish(bot: "NonetBot", job: Job, person_id: str) -> discord.Message:
    """Show a job in its server's showcase.

    Args:
        bot: that posts it.
        job: with pictures; not a private one.
        person_id: whose wish it is.

    Raises:
        BadRequestError: it is private, has no pictures, or is shown already.
        PlaceError: there is no showcase, or the job can't be shown there.
        discord.HTTPException: Discord does not take it.
    """
    channel, choices = await _showcase_of(bot, job)
    _check(bot, job, channel)
    post = post_of(job, PostKind.SHOWCASE, person_id, channel_id=channel.id)
    async with bot.desk.database.session() as session:
        if not await claims.claim(session, post):
            raise BadRequestError("It is in the showcase already.", key="card-shown-already")
    try:
        message = await _post(bot, job, channel, texts_for(choices.language or _locale(channel)))
    except BaseException:  # also when cancelled: the claim of a post that never came bars all others
        async with bot.desk.database.session() as session:
            await claims.give_up(session, DISCORD, job.id)
        raise
    async with bot.desk.database.session() as session:
        is_there = await claims.settle(session, replace(post, message_id=str(message.id)))
    if not is_there:
        await take_back(message)
        raise BadRequestError("These pictures have been deleted.", key="card-gone")
    log.info("shown in showcase", job=job.id, server=job.server)
    return message


async def _showcase_of(bot: "NonetBot", job: Job) -> tuple[Showable, ServerChoices]:
    async with bot.desk.database.reading() as session:
        choices = await servers.choices(session, DISCORD, job.server)
    if job.server is None or choices.showcase_channel is None:
        raise PlaceError("There is no showcase for these pictures.", key="card-no-showcase")
    guild = bot.get_guild(int(job.server))
    channel = guild.get_channel_or_thread(int(choices.showcase_channel)) if guild else None
    if not isinstance(channel, Showable):
        raise PlaceError("The showcase channel is gone.", key="card-showcase-gone")
    return channel, choices


def _check(bot: "NonetBot", job: Job, channel: Showable) -> None:
    """Whether the job may be shown there, and we may post."""
    if job.private:
        raise BadRequestError("Private pictures stay private.", key="card-publish-private")
    if job.collage_key is None:
        raise _expired()
    may = channel.permissions_for(channel.guild.me)
    sends = may.send_messages_in_threads if isinstance(channel, discord.Thread) else may.send_messages
    if not (may.view_channel and sends and may.attach_files):
        raise PlaceError(
            f"I may not post pictures in #{channel.name}.", key="card-showcase-closed", channel=channel.name
        )
    source = channel.guild.get_channel_or_thread(int(job.channel)) if job.channel else None
    if isinstance(source, Showable) and source.is_nsfw() and not channel.is_nsfw():
        raise PlaceError("These pictures are from an age-restricted channel.", key="card-showcase-age")


async def _post(bot: "NonetBot", job: Job, channel: Showable, texts: Texts) -> discord.Message:
    async with bot.desk.database.reading() as session:
        likes = await votes.count(session, job.id)
        known = await posts.of_job(session, job.id)
    path = bot.desk.image_store.path(job.collage_key or "")
    try:
        file, _ = await collage_file(job, path, channel.guild.filesize_limit, texts)
    except DeliveryError as error:
        raise _expired() from error
    urls = [
        f"https://discord.com/channels/{job.server}/{post.channel_id}/{post.message_id}"
        for post in known
        if post.front == DISCORD and post.kind is PostKind.RESULT
    ]
    card = showcase_card(job, texts=texts, picture=file.uri, votes=likes, url=next(iter(urls), None))
    nonce = f"show-{job.id}"  # so that a claim that was thought dead leads to no second post either
    return await channel.send(view=card, file=file, nonce=nonce)


def _expired() -> BadRequestError:
    return BadRequestError("These pictures are too old: they have been removed.", key="card-expired")


def _locale(channel: Showable) -> str:
    return channel.guild.preferred_locale.value

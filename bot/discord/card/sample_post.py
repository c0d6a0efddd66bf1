"""Posts that show one sample: picked, or with meme text."""

from dataclasses import replace
from datetime import UTC, datetime

import discord

from bot.discord.card.layout import sample_card
from bot.discord.card.pictures import enlarged_file, the_sample
from bot.discord.card.press import Press
from bot.discord.desk import DISCORD
from bot.pipeline.request import Options, Place, Request, Requester
from db import posts, votes
from db.posts import Post, PostKind


async def picked_sample(press: Press) -> None:
    """Show everyone the sample that is meant, enlarged."""
    await _post(press)


async def captioned_sample(press: Press, number: int, top: str, bottom: str) -> None:
    """Show everyone a sample with meme text, if the filter lets it pass.

    Raises:
        RefusedError: it does not, or this person may ask for nothing.
        BadRequestError: the text can't be set.
    """
    await press.desk.acceptor.check_words(_request(press, top, bottom))
    await _post(replace(press, number=number), top, bottom)


async def _post(press: Press, top: str = "", bottom: str = "") -> None:
    """Show everyone the sample with these captions, or the requester alone if the job is private."""
    desk, job = press.desk, press.job
    sample = await the_sample(desk, job, press.number or 1)
    limit_bytes = press.interaction.filesize_limit
    file = await enlarged_file(
        desk, job, sample, press.public, limit_bytes=limit_bytes, top=top, bottom=bottom
    )
    async with desk.database.reading() as session:
        likes = await votes.count(session, job.id)
    card = sample_card(
        job,
        sample.number,
        texts=press.public,
        picture=file.uri,
        votes=likes,
        can_vary=sample.tokens is not None,
        caption=f"{top} {bottom}".strip(),
    )
    private = job.private
    message = await press.interaction.followup.send(view=card, file=file, ephemeral=private, wait=True)
    if not private:  # what only one person sees, can't be found by others, or removed later
        async with press.desk.database.session() as session:
            await posts.remember(session, _record(press, message))


def _record(press: Press, message: discord.WebhookMessage) -> Post:
    return Post(
        front=DISCORD,
        message_id=str(message.id),
        channel_id=str(message.channel.id),
        job_id=press.job.id,
        kind=PostKind.SAMPLE,
        sample=press.number,
        person_id=press.person_id,
        created_at=datetime.now(UTC),
    )


def _request(press: Press, top: str, bottom: str) -> Request:
    """The caption as the filter judges it: like the caption of a new job."""
    interaction, job = press.interaction, press.job
    return Request(
        source_id=str(interaction.id),
        prompt=job.prompt,
        requester=Requester(DISCORD, press.person_id, interaction.user.display_name),
        place=Place(DISCORD, "", str(interaction.guild_id) if interaction.guild_id else None),
        options=Options(caption_top=top, caption_bottom=bottom),
    )

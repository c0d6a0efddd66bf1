"""Posts that show one sample: picked, or with meme text."""

from datetime import UTC, datetime

import discord

from bot.discord.card.layout import sample_card
from bot.discord.card.pictures import enlarged_file, the_sample
from bot.discord.desk import DISCORD
from bot.discord.pressing.press import Press
from bot.errors import BadRequestError
from bot.pipeline.request import Options, Place, Request, Requester
from db import posts, votes
from db.posts import Post, PostKind

POSTS_LIMIT = 20
"""How often one person may post samples of one job."""


async def picked_sample(press: Press, number: int) -> None:
    """Show everyone a sample, enlarged.

    Raises:
        BadRequestError: it is gone, or this person has posted enough of the job.
    """
    await _post(press, number)


async def captioned_sample(press: Press, number: int, top: str, bottom: str) -> None:
    """Show everyone a sample with meme text, if the filter lets it pass.

    Raises:
        RefusedError: it does not, or this person may ask for nothing.
        BadRequestError: the text can't be set, or the sample is gone.
    """
    await press.desk.acceptor.check_words(_request(press, top, bottom))
    await _post(press, number, top, bottom)


async def _post(press: Press, number: int, top: str = "", bottom: str = "") -> None:
    """Show everyone a sample with these captions, or the requester alone if the job is private."""
    desk, job = press.desk, press.job
    await _check_number(press)
    sample = await the_sample(desk, job, number)
    limit_bytes = press.interaction.filesize_limit
    file = await enlarged_file(
        desk, job, sample, press.public, limit_bytes=limit_bytes, top=top, bottom=bottom
    )
    async with desk.database.reading() as session:
        likes = await votes.count(session, job.id)
    card = sample_card(
        job,
        number,
        texts=press.public,
        picture=file.uri,
        votes=likes,
        can_vary=sample.tokens is not None,
        caption=f"{top} {bottom}".strip(),
    )
    message = await press.interaction.followup.send(view=card, file=file, ephemeral=job.private, wait=True)
    if not job.private:  # what only one person sees can't be removed later
        await _remember(press, number, message)


async def _check_number(press: Press) -> None:
    """Raise `BadRequestError` if this person has filled the channel with the job's samples."""
    async with press.desk.database.reading() as session:
        known = await posts.of_job(session, press.job.id)
    mine = [post for post in known if post.kind is PostKind.SAMPLE and post.person_id == press.person_id]
    if len(mine) >= POSTS_LIMIT:
        raise BadRequestError(
            f"You have posted {POSTS_LIMIT} pictures of this one.", key="card-enough", limit=POSTS_LIMIT
        )


async def _remember(press: Press, number: int, message: discord.WebhookMessage) -> None:
    post = Post(
        front=DISCORD,
        message_id=str(message.id),
        channel_id=str(message.channel.id),
        job_id=press.job.id,
        kind=PostKind.SAMPLE,
        sample=number,
        person_id=press.person_id,
        created_at=datetime.now(UTC),
    )
    async with press.desk.database.session() as session:
        await posts.remember(session, post)


def _request(press: Press, top: str, bottom: str) -> Request:
    """The caption as the filter judges it: like the caption of a new job."""
    interaction, job = press.interaction, press.job
    return Request(
        source_id=str(interaction.id),
        prompt=job.prompt,
        requester=Requester(DISCORD, press.person_id, interaction.user.display_name),
        place=Place(DISCORD, "", str(interaction.guild_id) if interaction.guild_id else None),
        options=Options(caption_top=top, caption_bottom=bottom, parent=job.id),
    )

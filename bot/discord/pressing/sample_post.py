"""Posts that show one sample: picked, or with meme text."""

from bot.discord.card.layout import sample_card
from bot.discord.card.pictures import enlarged_file, the_sample
from bot.discord.delivery.record import remember
from bot.discord.pressing.press import Press
from bot.discord.pressing.showing import as_shown_here, check_place, check_words
from bot.errors import BadRequestError
from db import posts, votes
from db.posts import PostKind


async def picked_sample(press: Press, number: int) -> None:
    """Show everyone a sample, enlarged.

    Raises:
        RefusedError: the filter of this server says no, or this person may ask for nothing.
        PlaceError: the pictures may not be shown here.
        BadRequestError: it is gone, or this person has posted enough of the job.
    """
    await _post(press, number)


async def captioned_sample(press: Press, number: int, top: str, bottom: str) -> None:
    """Show everyone a sample with meme text, if the filter lets it pass.

    Raises:
        RefusedError, PlaceError: as `picked_sample` does.
        BadRequestError: the text can't be set, or the sample is gone.
    """
    await _post(press, number, top, bottom)


async def _post(press: Press, number: int, top: str = "", bottom: str = "") -> None:
    """Show everyone a sample with these captions, or the requester alone if the job is private."""
    desk, job = press.desk, as_shown_here(press.interaction, press.job, press.choices)
    if not job.private:
        check_place(press.interaction, job, press.choices)
    await check_words(press.interaction, job, top, bottom)
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
        is_there = await remember(
            desk.database, message, job, kind=PostKind.SAMPLE, person_id=press.person_id, sample=number
        )
        if not is_there:
            raise BadRequestError("These pictures have been deleted.", key="card-gone")


async def _check_number(press: Press) -> None:
    """Raise `BadRequestError` if this person has filled the channel with the job's samples."""
    async with press.desk.database.reading() as session:
        known = await posts.of_job(session, press.job.id)
    mine = [post for post in known if post.kind is PostKind.SAMPLE and post.person_id == press.person_id]
    limit = press.desk.settings.limits.posts_per_job
    if len(mine) >= limit:
        raise BadRequestError(
            f"You have posted {limit} pictures of this one.", key="card-enough", limit=limit
        )

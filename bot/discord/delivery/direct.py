"""All nine pictures of a job as a direct message to whoever wishes to keep them."""

from typing import TYPE_CHECKING

import discord
from discord.utils import DEFAULT_FILE_SIZE_LIMIT_BYTES

from bot.discord.card.files import file_of
from bot.discord.card.layout import alt_text, pictures_card
from bot.discord.card.pictures import all_nine
from bot.discord.delivery.record import remember
from bot.discord.desk import DISCORD
from bot.texts.texts import Texts, texts_for
from db import posts, servers
from db.jobs import Job
from db.posts import PostKind

if TYPE_CHECKING:
    from bot.discord.connection.client import NonetBot


async def send_pictures(bot: "NonetBot", job: Job, user_id: int) -> None:
    """Send the pictures, unless this person has got them before.

    Raises:
        BadRequestError: they are gone.
        discord.HTTPException: Discord does not take them; `Forbidden` if the person takes no messages.
    """
    async with bot.desk.database.reading() as session:
        known = await posts.of_job(session, job.id)
        choices = await servers.choices(session, DISCORD, job.server)
    channel = await bot.create_dm(discord.Object(user_id))
    if any(post.channel_id == str(channel.id) and post.kind is PostKind.COPY for post in known):
        return
    guild = bot.get_guild(int(job.server)) if job.server else None
    language = choices.language or (guild.preferred_locale.value if guild else None)
    await _send(bot, job, channel, texts_for(language), str(user_id))


async def _send(bot: "NonetBot", job: Job, channel: discord.DMChannel, texts: Texts, person_id: str) -> None:
    nine = await all_nine(bot.desk, job, DEFAULT_FILE_SIZE_LIMIT_BYTES)
    files = [
        file_of(data, name, alt_text=alt_text(job, texts, number), spoiler=job.spoiler)
        for number, (name, data) in enumerate(nine.items(), start=1)
    ]
    card = pictures_card(job, texts=texts, pictures=[file.uri for file in files])
    message = await channel.send(view=card, files=files)
    await remember(bot.desk.database, message, job, kind=PostKind.COPY, person_id=person_id)

"""Pictures that people bring with a command."""

import discord

from bot.discord.delivery.posting import TROUBLE
from bot.errors import BadRequestError
from bot.pipeline.bring import too_large


async def read_picture(picture: discord.Attachment, limit_bytes: int) -> bytes:
    """The file of a picture that came with a command, which stays at Discord until it is read.

    Raises:
        BadRequestError: it has more bytes than the limit, or Discord does not give it.
    """
    if picture.size > limit_bytes:
        raise too_large(picture.size, limit_bytes)
    try:
        return await picture.read()
    except (discord.HTTPException, *TROUBLE) as error:
        raise BadRequestError(
            "Discord didn't hand over the picture. Please try again.", key="asking-picture-lost"
        ) from error

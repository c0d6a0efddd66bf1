"""Pictures as files that Discord takes: small enough, with alt text, covered if they must be."""

import asyncio
import io
from pathlib import Path, PurePath

import discord

from bot.errors import DeliveryError, PictureError
from bot.image_store import SUFFIXES
from bot.picture import COLLAGE_SIDE_LIMIT_PX, Picture, open_picture, write_within
from bot.provenance import Provenance

REQUEST_LIMIT_BYTES = 24_000_000
"""For all files of a message; Discord takes 25 MiB with everything around them."""

ALT_TEXT_CHARS = 1_024

_SMALLEST_SIDE_PX = 64
_MEDIA_TYPES = {suffix: media_type for media_type, suffix in SUFFIXES.items()}


async def fit(path: Path, limit_bytes: int, provenance: Provenance) -> tuple[bytes, str]:
    """A picture of the image store that has at most `limit_bytes`, and its file name's ending.

    One that is too large is written again: with less quality, and if that is not enough, smaller.

    Raises:
        DeliveryError: the picture has gone from the image store, or nothing of it fits.
    """
    return await asyncio.to_thread(_fit, path, min(limit_bytes, REQUEST_LIMIT_BYTES), provenance)


def file_of(data: bytes, name: str, *, alt_text: str, spoiler: bool) -> discord.File:
    """The picture as an upload; `uri` is how the message's components show it."""
    return discord.File(io.BytesIO(data), name, description=alt_text[:ALT_TEXT_CHARS], spoiler=spoiler)


def _fit(path: Path, limit_bytes: int, provenance: Provenance) -> tuple[bytes, str]:
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise DeliveryError(
            "The pictures have expired before they could be delivered.", final=True
        ) from error
    if len(data) <= limit_bytes:
        return data, PurePath(path).suffix
    picture = _shrink(data, limit_bytes, provenance)
    return picture.data, SUFFIXES[picture.media_type]


def _shrink(data: bytes, limit_bytes: int, provenance: Provenance) -> Picture:
    image = open_picture(data, side_limit_px=COLLAGE_SIDE_LIMIT_PX)
    while True:
        try:
            return write_within(image, limit_bytes, provenance)
        except PictureError as error:
            if min(image.size) < 2 * _SMALLEST_SIDE_PX:
                raise DeliveryError(f"Nothing fits into {limit_bytes:,} bytes.", final=True) from error
            image = image.reduce(2)

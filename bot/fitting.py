"""Finished pictures made small enough for platforms that bound the size of files."""

import asyncio
from pathlib import Path, PurePath

from bot.errors import DeliveryError, PictureError
from bot.image_store import SUFFIXES
from bot.picture import COLLAGE_SIDE_LIMIT_PX, Picture, open_picture, write_within
from bot.provenance import Provenance

_SMALLEST_SIDE_PX = 64


async def fit_picture(path: Path, limit_bytes: int, provenance: Provenance) -> tuple[bytes, str]:
    """A picture of the image store that has at most `limit_bytes`, and its file name's ending.

    One that is too large is written again: with less quality, and if that is not enough, smaller.

    Raises:
        DeliveryError: the picture has gone from the image store, or nothing of it fits.
    """
    return await asyncio.to_thread(_fit, path, limit_bytes, provenance)


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

"""A collage on X: small enough, uploaded, ready to be shown, with its alt text."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import structlog

from bot.fitting import fit_picture
from bot.image_store import SUFFIXES
from bot.picture import convert_picture
from bot.provenance import Provenance
from bot.twitter.api import XApi
from bot.twitter.bodies import Media
from bot.twitter.errors import NoError, PassingError, PictureRefusedError

LIMIT_BYTES = 5_000_000
"""Largest picture that X takes."""
PROCESSING_S = 60.0
"""Longest wait for X to be done with a picture."""
_LASTS_S = 3_600.0
"""How long we count on a picture whose end X has not told."""
_REFUSALS = frozenset({400, 413, 415, 422})

_MEDIA_TYPES = {suffix: media_type for media_type, suffix in SUFFIXES.items()}

log: structlog.stdlib.BoundLogger = structlog.get_logger()


async def put_on_x(api: XApi, picture: Path, provenance: Provenance, alt_text: str) -> tuple[str, datetime]:
    """Upload a picture and describe it: its id, and until when X keeps it without a post.

    A picture that X refuses is tried once more as JPEG, which everyone takes.

    Raises:
        PictureRefusedError: X does not take it.
        DeliveryError: it has gone from the image store.
        XError: as every call of X.
    """
    data, suffix = await fit_picture(picture, LIMIT_BYTES, provenance)
    media = await _upload(api, data, _MEDIA_TYPES[suffix])
    if media is None:
        jpeg = await asyncio.to_thread(convert_picture, data, "image/jpeg")
        media = await _upload(api, jpeg, "image/jpeg") if len(jpeg) <= LIMIT_BYTES else None
    if media is None:
        raise PictureRefusedError("X does not take the picture, not even as JPEG.")
    until = datetime.now(UTC) + timedelta(seconds=media.lasts_s or _LASTS_S)
    try:
        await api.describe(media.id, alt_text)
    except NoError as error:
        log.warning("picture without alt text", error=str(error))
    return media.id, until


async def _upload(api: XApi, data: bytes, media_type: str) -> Media | None:
    """The picture when X is done with it; None if X refuses it."""
    try:
        media = await _processed(api, await api.upload(data, media_type))
    except NoError as error:
        if error.status not in _REFUSALS:
            raise
        log.info("picture refused", error=str(error), media_type=media_type, size_bytes=len(data))
        return None
    if media.state == "failed":
        log.info("picture not processed", media_type=media_type, size_bytes=len(data))
        return None
    return media


async def _processed(api: XApi, media: Media) -> Media:
    try:
        async with asyncio.timeout(PROCESSING_S):
            while media.state in {"pending", "in_progress"}:
                await asyncio.sleep(media.check_after_s)
                media = await api.upload_status(media.id)
    except TimeoutError as error:
        raise PassingError("X is not done with the picture yet.", unclear=False) from error
    return media

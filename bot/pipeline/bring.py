"""Pictures that people bring, for samples to go on from: cut, judged and kept before the job is accepted."""

import asyncio
import io
from dataclasses import replace

from PIL import ImageOps

from bot.errors import BadRequestError, PictureError
from bot.image_store import ImageStore
from bot.picture import MEDIA_TYPES, open_picture
from bot.pipeline.picture_judge import UNJUDGED, PictureJudge
from bot.pipeline.refuse import Refuser, refusal_of
from bot.pipeline.request import Request
from db.images import StoredImage
from db.jobs import NewJob

SIDE_PX = 512
"""Of what is kept of a picture: no model looks at more."""
BROUGHT_SIDE_LIMIT_PX = 8_192
"""Largest width or height of a picture that someone brings."""
_REFUSED = "Nonet can't go on from this picture."
_UNJUDGED = "Nonet couldn't check this picture, so it can't go on from it. Try again later."
_QUALITY = 95


class Bringer:
    """Takes in the pictures of requests."""

    def __init__(
        self, judge: PictureJudge, image_store: ImageStore, refuser: Refuser, limit_bytes: int
    ) -> None:
        self._judge = judge
        self._image_store = image_store
        self._refuser = refuser
        self._limit_bytes = limit_bytes
        self._cutting = asyncio.Lock()
        """One at a time: a large picture takes some hundred megabytes while it is decoded."""

    async def bring(self, request: Request, new: NewJob) -> StoredImage | None:
        """The stored middle square of the request's picture, if it has one; no row names it yet.

        Raises:
            BadRequestError: it is no picture that can be taken.
            RefusedError: it may not be shown there, or nobody could judge it.
            StorageError, DatabaseError: it can't be kept or judged now.
        """
        data = request.options.picture
        if data is None:
            return None
        if len(data) > self._limit_bytes:
            raise too_large(len(data), self._limit_bytes)
        try:
            async with self._cutting:
                square = await asyncio.to_thread(_square, data)
        except PictureError as error:
            raise BadRequestError(str(error), key="error-picture-unread") from error
        (refusal,) = await self._judge.check([square], new)
        if refusal:
            reason = _UNJUDGED if refusal.category == UNJUDGED else _REFUSED
            record = refusal_of(request, refusal.category, reason)
            await self._refuser.refuse(
                replace(record, score=refusal.score, audit=refusal.audit, policy=new.picture_level),
                "error-picture-unjudged" if refusal.category == UNJUDGED else "error-picture-refused",
            )
        key = await self._image_store.put(square, MEDIA_TYPES["WEBP"])
        return StoredImage(key, MEDIA_TYPES["WEBP"], len(square), SIDE_PX, SIDE_PX)


def too_large(size_bytes: int, limit_bytes: int) -> BadRequestError:
    """The error for a picture with too many bytes."""
    return BadRequestError(
        f"The picture has {size_bytes:,} bytes; at most {limit_bytes:,} are taken.",
        key="error-picture-large",
        limit=f"{limit_bytes / 1_000_000:g}",
    )


def _square(data: bytes) -> bytes:
    """Its middle square as WebP, without whatever else the file says of where and by whom it was taken."""
    picture = open_picture(data, side_limit_px=BROUGHT_SIDE_LIMIT_PX)
    file = io.BytesIO()
    ImageOps.fit(picture, (SIDE_PX, SIDE_PX)).save(file, "WEBP", quality=_QUALITY)
    return file.getvalue()

"""Painting through an OpenAI-compatible service that knows nothing of our additions."""

import asyncio
import base64
import time
from collections.abc import AsyncGenerator
from io import BytesIO
from typing import Any

from generation.connection import Connection, NoSuchAddressError, decode_picture, nonsense
from generation.errors import BadParameterError, InvalidRequestError, PaintingError
from generation.protocol import (
    SAMPLES_PER_JOB,
    Finished,
    GenerationEvent,
    GenerationRequest,
    Painted,
    Progress,
)

PICTURE_LIMIT_BYTES = 2**24
PICTURE_LIMIT_PX = 4096
"""Along either side."""
DATA_URL_MARK = ";base64,"
GENERATIONS, EDITS = "/v1/images/generations", "/v1/images/edits"


class PlainClient:
    """Asks for plain JSON answers, and learns what the service refuses.

    Services differ: OpenAI's older models take `response_format` and give links without it, the newer
    refuse it; some paint only one picture at a time.
    """

    def __init__(self, connection: Connection, timeout_s: float) -> None:
        self._connection = connection
        self._timeout_s = timeout_s
        self._at_once = SAMPLES_PER_JOB
        self._takes_format = True

    async def paint(self, request: GenerationRequest) -> AsyncGenerator[GenerationEvent, None]:
        """Paint a request. Of seeds, sampling settings and tokens such a service knows nothing.

        All but a prefix is left out: without it, the pictures would not be what was asked for. A negative
        prompt is said in words.

        Raises:
            GenerationError: as `GenerationClient.paint`; InvalidRequestError if there is a prefix.
        """
        if request.prefix_tokens:
            raise InvalidRequestError("This generation service can't vary pictures.")
        began = time.monotonic()
        painted = 0
        while painted < request.n:
            pictures = await self._ask(request, min(self._at_once, request.n - painted))
            for picture in pictures[: request.n - painted]:
                png = await asyncio.to_thread(_as_png, _decode(picture))
                yield Painted(request.first_sample + painted, png)
                painted += 1
            left_s = (time.monotonic() - began) / painted * (request.n - painted)
            yield Progress(painted, request.n, left_s)
        yield Finished(request.model or "", request.seed or 0)

    async def _ask(self, request: GenerationRequest, n: int) -> list[dict[str, Any]]:
        """Ask for n pictures; fewer may come, but at least one."""
        body = {"prompt": _in_words(request), "n": n, "model": request.model, "user": request.user}
        path = GENERATIONS
        if request.picture is not None:
            path = EDITS
            body |= {"images": [picture_reference(request.picture)]}
        elif self._takes_format:
            body |= {"response_format": "b64_json"}
        try:
            answer = await self._connection.json(
                "POST",
                path,
                {name: value for name, value in body.items() if value is not None},
                timeout_s=self._timeout_s,
                limit_bytes=n * PICTURE_LIMIT_BYTES,
            )
        except NoSuchAddressError:
            if request.picture is None:
                raise
            raise InvalidRequestError("This generation service can't go on from pictures.") from None
        except BadParameterError as error:
            if error.param == "response_format" and self._takes_format:
                self._takes_format = False
            elif error.param == "n" and n > 1:
                self._at_once = n = 1
            else:
                raise
            return await self._ask(request, n)
        pictures = answer.get("data")
        if not isinstance(pictures, list) or not all(isinstance(picture, dict) for picture in pictures):
            raise nonsense("the answer has no list of pictures")
        if not pictures:
            raise PaintingError("The generation service painted nothing.")
        return pictures


def picture_reference(picture: bytes) -> dict[str, str]:
    """A picture file as OpenAI's edits take one within JSON."""
    kinds = {b"\x89PNG": "png", b"\xff\xd8\xff\xe0": "jpeg", b"RIFF": "webp"}
    kind = kinds.get(picture[:4], "jpeg")
    return {"image_url": f"data:image/{kind}{DATA_URL_MARK}{base64.b64encode(picture).decode()}"}


def _decode(picture: dict[str, Any]) -> bytes:
    encoded, url = picture.get("b64_json"), picture.get("url")
    if encoded is None and isinstance(url, str) and url.startswith("data:"):
        encoded = url.partition(DATA_URL_MARK)[2]
    if not isinstance(encoded, str):
        # Links are never followed: they may lead anywhere.
        raise nonsense("it gives links instead of pictures")
    return decode_picture(encoded)


def _as_png(data: bytes) -> bytes:
    """Any PNG, JPEG or WebP picture as a plain RGB PNG, without whatever else its file says."""
    from PIL import Image

    try:
        with Image.open(BytesIO(data), formats=("PNG", "JPEG", "WEBP")) as picture:
            if max(picture.size) > PICTURE_LIMIT_PX:
                raise PaintingError(
                    f"The generation service painted {picture.width} x {picture.height} pixels."
                )
            file = BytesIO()
            picture.convert("RGB").save(file, "PNG", compress_level=1)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        raise PaintingError("The generation service sent something that is no picture.") from None
    return file.getvalue()


def _in_words(request: GenerationRequest) -> str:
    if not request.negative_prompt:
        return request.prompt
    return f"{request.prompt}\n\nLeave out: {request.negative_prompt}"

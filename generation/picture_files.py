"""Picture files as services give and take them."""

import base64
from io import BytesIO
from typing import Any

from generation.errors import PaintingError
from generation.failures import nonsense

PICTURE_LIMIT_BYTES = 2**24
PICTURE_LIMIT_PX = 4096
"""Along either side."""
DATA_URL_MARK = ";base64,"


def picture_reference(picture: bytes) -> dict[str, str]:
    """A picture file as OpenAI's edits take one within JSON."""
    kinds = {b"\x89PNG": "png", b"\xff\xd8\xff\xe0": "jpeg", b"RIFF": "webp"}
    kind = kinds.get(picture[:4], "jpeg")
    return {"image_url": f"data:image/{kind}{DATA_URL_MARK}{base64.b64encode(picture).decode()}"}


def decode_picture(encoded: str) -> bytes:
    """The bytes of a picture in base64. Raises ServiceUnavailableError if it is something else."""
    try:
        return base64.b64decode(encoded, validate=True)
    except ValueError:  # also of a text that is not ASCII
        raise nonsense("a picture is not base64") from None


def decode_answer(picture: dict[str, Any]) -> bytes:
    """The bytes of an Image, or of an event with one.

    Raises:
        ServiceUnavailableError: there are none, or they are not base64.
    """
    encoded, url = picture.get("b64_json"), picture.get("url")
    if encoded is None and isinstance(url, str) and url.startswith("data:"):
        encoded = url.partition(DATA_URL_MARK)[2]
    if not isinstance(encoded, str):
        # Links are never followed: they may lead anywhere.
        raise nonsense("it gives links instead of pictures")
    return decode_picture(encoded)


def as_png(data: bytes) -> bytes:
    """Any PNG, JPEG or WebP picture as a plain RGB PNG, without whatever else its file says.

    Raises:
        PaintingError: it is something else, or larger than `PICTURE_LIMIT_PX` along a side.
    """
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

"""Painted pixels as picture files, and picture files as pixels."""

from io import BytesIO
from typing import Any, Literal

import numpy as np

from generation.errors import BadParameterError
from generation.models.base import Pixels

PictureFormat = Literal["png", "jpeg", "webp"]
PIXELS_LIMIT = 40_000_000
"""Of a picture file: a small file can hold a picture that no memory can."""


def encode(
    pixels: Pixels, picture_format: PictureFormat, size: int | None = None, quality: int = 100
) -> bytes:
    """Write pixels as a picture file.

    Args:
        pixels: (height, width, 3 or 4) uint8; JPEG leaves out the fourth channel, opacity.
        picture_format: kind of file.
        size: side of the square that the picture is resized to (Lanczos); None keeps it as painted.
        quality: 0 (smallest) to 100 (best); PNG is always exact.
    """
    from PIL import Image

    picture = Image.fromarray(pixels[..., :3] if picture_format == "jpeg" else pixels)
    if size is not None and picture.size != (size, size):
        picture = picture.resize((size, size), Image.Resampling.LANCZOS)
    # Packing PNG harder saves a fifth of its size, and takes four times as long: 6 % of painting it.
    options: dict[str, Any] = (
        {"compress_level": 1} if picture_format == "png" else {"quality": max(1, quality)}
    )
    file = BytesIO()
    picture.save(file, picture_format.upper(), **options)
    return file.getvalue()


def decode(data: bytes, size: int) -> Pixels:
    """The middle square of a PNG, JPEG or WebP picture, as (size, size, 3); white shines through.

    Raises:
        BadParameterError: it is none of these, damaged, or over `PIXELS_LIMIT`.
    """
    from PIL import Image, ImageOps

    try:
        with Image.open(BytesIO(data), formats=("PNG", "JPEG", "WEBP")) as picture:
            if picture.width * picture.height > PIXELS_LIMIT:
                raise _bad_picture(f"has {picture.width} x {picture.height} pixels; that is too many")
            turned = ImageOps.exif_transpose(picture).convert("RGBA")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise _bad_picture(f"is no PNG, JPEG or WebP picture: {type(error).__name__}") from error
    white = Image.new("RGBA", turned.size, "white")
    square = ImageOps.fit(Image.alpha_composite(white, turned), (size, size), Image.Resampling.LANCZOS)
    return np.array(square.convert("RGB"))


def _bad_picture(what: str) -> BadParameterError:
    return BadParameterError(f"The picture {what}.", param="images")

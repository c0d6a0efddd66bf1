"""Painted pixels as picture files."""

from io import BytesIO
from typing import Any, Literal

from generation.models.base import Pixels

PictureFormat = Literal["png", "jpeg", "webp"]


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
    options: dict[str, Any] = {} if picture_format == "png" else {"quality": max(1, quality)}
    file = BytesIO()
    picture.save(file, picture_format.upper(), **options)
    return file.getvalue()

"""Encoded pictures: opened within bounds, written within a byte budget."""

import io
from dataclasses import dataclass
from typing import Any

from PIL import Image, ImageChops, ImageStat, UnidentifiedImageError

from bot.errors import PictureError
from bot.provenance import Provenance, marks, read_provenance

SIDE_LIMIT_PX = 2_048
"""Largest width or height of one sample."""
COLLAGE_SIDE_LIMIT_PX = 4 * SIDE_LIMIT_PX
"""Largest width or height of nine such samples with their gutters, and some room."""
FILE_LIMIT_BYTES = 32_000_000
"""Largest file; the pixels of a sample of `SIDE_LIMIT_PX` squared take half of it uncompressed."""

MEDIA_TYPES = {"PNG": "image/png", "WEBP": "image/webp", "JPEG": "image/jpeg"}

_LOWEST_QUALITY, _HIGHEST_QUALITY = 20, 98
_THUMBNAIL_QUALITY = 85


@dataclass(frozen=True, slots=True)
class Picture:
    """An encoded picture."""

    data: bytes
    media_type: str
    width: int
    height: int


def open_picture(data: bytes, name: str = "The picture", side_limit_px: int = SIDE_LIMIT_PX) -> Image.Image:
    """Decode a PNG, WebP or JPEG file to RGB; what is transparent becomes white.

    Raises:
        PictureError: another format, a broken file, or more than `side_limit_px` or `FILE_LIMIT_BYTES`; the
            message begins with `name`.
    """
    if len(data) > FILE_LIMIT_BYTES:
        raise PictureError(f"{name} has {len(data):,} bytes; at most {FILE_LIMIT_BYTES:,} are taken.")
    try:
        with Image.open(io.BytesIO(data), formats=tuple(MEDIA_TYPES)) as image:
            if max(image.size) > side_limit_px:  # known from the header, before a single pixel is decoded
                raise PictureError(
                    f"{name} has {image.width} x {image.height} pixels; a side may have {side_limit_px}."
                )
            return _on_white(image)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise PictureError(f"{name} has too many pixels; a side may have {side_limit_px}.") from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise PictureError(f"{name} is not a PNG, WebP or JPEG file that can be read.") from error


def write_png(image: Image.Image, provenance: Provenance | None = None) -> bytes:
    """Encode without loss, with the provenance if there is one."""
    return _encode(image, "PNG", provenance)


def mark_sample(sample: bytes, provenance: Provenance) -> Picture:
    """The same picture as PNG, with its provenance written into it.

    Raises:
        PictureError: as for `open_picture`.
    """
    image = open_picture(sample)
    return Picture(write_png(image, provenance), MEDIA_TYPES["PNG"], *image.size)


def convert_picture(data: bytes, media_type: str) -> bytes:
    """The same sample or collage as another of `MEDIA_TYPES`, with its provenance; unchanged if it is that.

    Raises:
        PictureError: as for `open_picture`.
    """
    picture = open_picture(data, side_limit_px=COLLAGE_SIDE_LIMIT_PX)
    with Image.open(io.BytesIO(data), formats=tuple(MEDIA_TYPES)) as image:
        if MEDIA_TYPES[image.format or ""] == media_type:
            return data
    wanted = next(name for name, known in MEDIA_TYPES.items() if known == media_type)
    return _encode(picture, wanted, read_provenance(data), quality=_HIGHEST_QUALITY)


def shrink_picture(data: bytes, side_px: int) -> Picture:
    """A sample or collage scaled down to fit into a square of this side, as WebP with its provenance.

    Raises:
        PictureError: as for `open_picture`.
    """
    image = open_picture(data, side_limit_px=COLLAGE_SIDE_LIMIT_PX)
    image.thumbnail((side_px, side_px))
    return Picture(
        _encode(image, "WEBP", read_provenance(data), quality=_THUMBNAIL_QUALITY),
        MEDIA_TYPES["WEBP"],
        *image.size,
    )


def write_within(image: Image.Image, limit_bytes: int, provenance: Provenance) -> Picture:
    """Encode with the least loss that fits: PNG, else lossless WebP, else the closer of WebP and JPEG.

    Raises:
        PictureError: not even the lowest quality fits.
    """
    for picture_format, options in (("PNG", {}), ("WEBP", {"lossless": True})):
        exact = _encode(image, picture_format, provenance, **options)
        if len(exact) <= limit_bytes:
            return Picture(exact, MEDIA_TYPES[picture_format], *image.size)
    fitting = {
        picture_format: data
        for picture_format in ("WEBP", "JPEG")
        if (data := _best_that_fits(image, picture_format, limit_bytes, provenance)) is not None
    }
    if not fitting:
        raise PictureError(
            f"A picture of {image.width} x {image.height} pixels does not fit into {limit_bytes:,} bytes."
        )
    closest = min(fitting, key=lambda picture_format: _squared_error(image, fitting[picture_format]))
    return Picture(fitting[closest], MEDIA_TYPES[closest], *image.size)


def _best_that_fits(
    image: Image.Image, picture_format: str, limit_bytes: int, provenance: Provenance
) -> bytes | None:
    """The file of the highest quality within the limit, found by halving."""
    best, low, high = None, _LOWEST_QUALITY, _HIGHEST_QUALITY
    while low <= high:
        quality = (low + high) // 2
        data = _encode(image, picture_format, provenance, quality=quality)
        if len(data) <= limit_bytes:
            best, low = data, quality + 1
        else:
            high = quality - 1
    return best


def _encode(image: Image.Image, picture_format: str, provenance: Provenance | None, **options: Any) -> bytes:
    if picture_format == "JPEG":
        # Full colour resolution, for samples are small; no `optimize`, which Pillow cannot do with noise.
        options |= {"subsampling": 0}
    if provenance is not None:
        options |= marks(provenance, picture_format)
    buffer = io.BytesIO()
    image.save(buffer, picture_format, **options)
    return buffer.getvalue()


def _squared_error(image: Image.Image, encoded: bytes) -> float:
    with Image.open(io.BytesIO(encoded)) as decoded:
        return sum(ImageStat.Stat(ImageChops.difference(image, decoded.convert("RGB"))).sum2)


def _on_white(image: Image.Image) -> Image.Image:
    if not image.has_transparency_data:
        return image.convert("RGB")
    ground = Image.new("RGBA", image.size, "white")
    return Image.alpha_composite(ground, image.convert("RGBA")).convert("RGB")

"""Samples made larger, with or without captions, and packed together."""

import io
import zipfile
from collections.abc import Mapping

from PIL import Image

from bot.caption import draw_caption
from bot.picture import SIDE_LIMIT_PX, Picture, open_picture, write_within
from bot.provenance import Provenance

ENLARGED_SIDE_PX = 768
"""The shorter side of an enlarged sample has at least so many pixels."""


def enlarge(
    sample: bytes, provenance: Provenance, limit_bytes: int, *, top: str = "", bottom: str = ""
) -> Picture:
    """A sample of at least `ENLARGED_SIDE_PX`, with meme text if there is some.

    It grows by a whole factor, so that every pixel is treated alike, with Lanczos resampling. Captions are
    written afterwards, so that their letters are sharp.

    Raises:
        PictureError: as for `open_picture`, or nothing fits into `limit_bytes`.
        BadRequestError: as for `draw_caption`.
    """
    image = open_picture(sample)
    factor = min(-(-ENLARGED_SIDE_PX // min(image.size)), SIDE_LIMIT_PX // max(image.size))
    if factor > 1:
        image = image.resize((image.width * factor, image.height * factor), Image.Resampling.LANCZOS)
    draw_caption(image, top, bottom)
    return write_within(image, limit_bytes, provenance)


def pack(files: Mapping[str, bytes]) -> bytes:
    """A ZIP archive of these files by name. Pictures are compressed already, so nothing more is."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data)  # dated 1980: the same files, the same archive
    return buffer.getvalue()

"""Nine samples become one picture."""

from collections.abc import Sequence

from PIL import Image

from bot.caption import draw_caption
from bot.errors import PictureError
from bot.picture import Picture, open_picture, write_within
from bot.provenance import Provenance

SIDE = 3
"""Samples in a row, and rows."""

GUTTER_COLOUR = (128, 132, 142)
"""A grey that stands out neither on a white page nor on a dark one."""

ALT_TEXT_CHARS = 1_000
"""Longest alt text that X takes; Discord takes 1,024."""


def make_collage(
    samples: Sequence[bytes],
    *,
    gutter_px: int,
    limit_bytes: int,
    provenance: Provenance,
    caption_top: str = "",
    caption_bottom: str = "",
) -> Picture:
    """Lay nine pictures of one size in three rows of three, sample 1 top left and sample 3 top right.

    Samples keep their pixels; `gutter_px` separate them. The file has at most `limit_bytes` and says where
    it comes from; the same input gives the same bytes.

    Raises:
        PictureError: there are not nine pictures of one size, or nothing fits into `limit_bytes`.
        BadRequestError: a caption can't be set, as for `draw_caption`.
    """
    image = _lay_out(_open_all(samples), gutter_px)
    draw_caption(image, caption_top, caption_bottom)
    return write_within(image, limit_bytes, provenance)


def alt_text(prompt: str) -> str:
    """What a screen reader says instead of showing the collage, at most `ALT_TEXT_CHARS` characters."""
    begin, end = "Nine pictures in a grid, painted by AI from the prompt: ", "."
    room = ALT_TEXT_CHARS - len(begin) - len(end)
    words = " ".join(prompt.split())
    if len(words) > room:
        words = words[: room - 1].rpartition(" ")[0] or words[: room - 1]
        words += "…"
    return begin + words + ("" if words[-1:] in tuple(".!?…") else end)


def _open_all(samples: Sequence[bytes]) -> list[Image.Image]:
    if len(samples) != SIDE * SIDE:
        raise PictureError(f"A collage has {SIDE * SIDE} samples, not {len(samples)}.")
    images = [open_picture(sample, f"Sample {number}") for number, sample in enumerate(samples, start=1)]
    for number, image in enumerate(images, start=1):
        if image.size != images[0].size:
            first, other = (f"{one.width} x {one.height}" for one in (images[0], image))
            raise PictureError(f"Sample {number} has {other} pixels, sample 1 has {first}.")
    return images


def _lay_out(images: Sequence[Image.Image], gutter_px: int) -> Image.Image:
    step_x, step_y = images[0].width + gutter_px, images[0].height + gutter_px
    collage = Image.new("RGB", (SIDE * step_x - gutter_px, SIDE * step_y - gutter_px), GUTTER_COLOUR)
    for place, image in enumerate(images):
        row, column = divmod(place, SIDE)
        collage.paste(image, (column * step_x, row * step_y))
    return collage

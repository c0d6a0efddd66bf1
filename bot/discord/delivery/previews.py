"""A small collage of what can be seen of a job while it is painted."""

import io
from collections.abc import Mapping

from PIL import Image

from bot.collage import GUTTER_COLOUR, SIDE
from bot.picture import open_picture
from bot.provenance import Provenance, marks

CELL_PX = 160
GUTTER_PX = 4
_SIDE_PX = SIDE * CELL_PX + (SIDE - 1) * GUTTER_PX
_QUALITY = 70


def compose(previews: Mapping[int, bytes], provenance: Provenance) -> bytes:
    """The newest previews of samples, by their numbers 1 to 9, in their places of the collage, as WebP.

    Places of samples that can't be seen yet stay grey.

    Raises:
        PictureError: a preview is no picture.
    """
    collage = Image.new("RGB", (_SIDE_PX, _SIDE_PX), GUTTER_COLOUR)
    for number, png in previews.items():
        row, column = divmod(number - 1, SIDE)
        cell = open_picture(png, f"Preview {number}").resize((CELL_PX, CELL_PX), Image.Resampling.BILINEAR)
        collage.paste(cell, (column * (CELL_PX + GUTTER_PX), row * (CELL_PX + GUTTER_PX)))
    buffer = io.BytesIO()
    collage.save(buffer, "WEBP", quality=_QUALITY, **marks(provenance, "WEBP"))
    return buffer.getvalue()

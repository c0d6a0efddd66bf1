"""The winners' collage: up to three pictures, each with the medal of its rank."""

from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image, ImageDraw

from bot.collage import GUTTER_COLOUR
from bot.errors import PictureError
from bot.lettering import FONTS, font
from bot.picture import COLLAGE_SIDE_LIMIT_PX, Picture, open_picture, write_within
from bot.provenance import Provenance

PLACES = 3
"""Most pictures on it."""

GUTTER_PX = 8
_FIRST_PX = 640
_NEXT_PX = (_FIRST_PX - GUTTER_PX) // 2
_BOXES = {
    1: ((0, 0, _FIRST_PX),),
    2: ((0, 0, _FIRST_PX), (_FIRST_PX + GUTTER_PX, 0, _FIRST_PX)),
    3: (
        (0, 0, _FIRST_PX),
        (_FIRST_PX + GUTTER_PX, 0, _NEXT_PX),
        (_FIRST_PX + GUTTER_PX, _NEXT_PX + GUTTER_PX, _NEXT_PX),
    ),
}
"""Left, top and side of each picture, by how many there are."""

_MEDAL_SHARE = 0.18
"""Diameter of a medal as a share of its picture's side."""
_INSET_SHARE = 0.035
_SMOOTH = 4
"""Medals are drawn so many times larger and then reduced, for Pillow draws hard edges."""


@dataclass(frozen=True, slots=True)
class _Metal:
    """The colours of a medal."""

    face: str
    rim: str
    letter: str


_METALS = (
    _Metal("#ffd84d", "#c98a00", "#6b4700"),
    _Metal("#e8ebf0", "#9aa3af", "#474d57"),
    _Metal("#eba86b", "#a85f22", "#5a2d08"),
)
_RIBBON, _RIBBON_SHADE = "#7c4dff", "#5a2fd6"


def make_podium(winners: Sequence[tuple[bytes, int]], *, limit_bytes: int, provenance: Provenance) -> Picture:
    """Lay out the best one, two or three pictures, the first one largest.

    Args:
        winners: encoded pictures, samples or collages, with their ranks from 1 on; equals share one.
        limit_bytes: most bytes of the file.
        provenance: what the file says of where it comes from.

    Raises:
        PictureError: there is none or more than `PLACES`, one can't be read, or nothing fits.
    """
    if len(winners) not in _BOXES:
        raise PictureError(f"A podium has 1 to {PLACES} pictures, not {len(winners)}.")
    boxes = _BOXES[len(winners)]
    size = max(left + side for left, _, side in boxes), max(top + side for _, top, side in boxes)
    podium = Image.new("RGB", size, GUTTER_COLOUR)
    for (data, rank), (left, top, side) in zip(winners, boxes, strict=True):
        podium.paste(_square(data, side), (left, top))
        medal = _medal(round(side * _MEDAL_SHARE), rank)
        podium.paste(medal, (left + round(side * _INSET_SHARE), top), medal)
    return write_within(podium, limit_bytes, provenance)


def _square(data: bytes, side: int) -> Image.Image:
    """The middle of a picture, as large as its box."""
    image = open_picture(data, side_limit_px=COLLAGE_SIDE_LIMIT_PX)
    shorter = min(image.size)
    left, top = (image.width - shorter) // 2, (image.height - shorter) // 2
    box = (left, top, left + shorter, top + shorter)
    return image.resize((side, side), Image.Resampling.LANCZOS, box)


def _medal(diameter: int, rank: int) -> Image.Image:
    """A disc that hangs on a ribbon, with the rank on it, on a transparent ground."""
    metal, d = _METALS[min(rank, PLACES) - 1], diameter * _SMOOTH
    ribbon = d * 2 // 5
    large = Image.new("RGBA", (d, d + ribbon), (0, 0, 0, 0))
    canvas = ImageDraw.Draw(large)
    middle, low = d / 2, ribbon + d * 0.2
    for edge, colour in ((d * 0.14, _RIBBON), (d * 0.86, _RIBBON_SHADE)):
        inner = middle + (edge - middle) * 0.25
        canvas.polygon([(edge, 0), (inner, 0), (middle + (inner - middle) * 0.2, low), (edge, low)], colour)
    canvas.ellipse((0, ribbon, d - 1, ribbon + d - 1), metal.rim)
    ring = d * 0.07
    canvas.ellipse((ring, ribbon + ring, d - 1 - ring, ribbon + d - 1 - ring), metal.face)
    number = font(FONTS[0], round(d * 0.55))
    canvas.text((middle, ribbon + d / 2), str(rank), metal.letter, number, "mm")
    return large.resize((diameter, (d + ribbon) // _SMOOTH), Image.Resampling.LANCZOS)

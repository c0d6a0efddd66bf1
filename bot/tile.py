"""What stands in a collage for a sample that can't be shown: a closed eye on a quiet ground."""

import math
from functools import lru_cache

from PIL import Image, ImageDraw

from bot.picture import open_picture, write_png

_TOP, _BOTTOM = (226, 231, 240), (203, 211, 226)
_LINE = (122, 134, 160)
_SMOOTH = 4
"""Times larger it is drawn, so that its lines are smooth when it is scaled down."""


def make_tile(like: bytes) -> bytes:
    """A tile of the size of another sample, as PNG.

    Raises:
        PictureError: as for `open_picture`.
    """
    return _tile(*open_picture(like).size)


@lru_cache(maxsize=8)
def _tile(width: int, height: int) -> bytes:
    side = min(width, height) * _SMOOTH
    eye = _draw_eye(side).resize((side // _SMOOTH,) * 2, Image.Resampling.LANCZOS)
    tile = _ground(width, height)
    tile.paste(_LINE, ((width - eye.width) // 2, (height - eye.height) // 2), eye)
    return write_png(tile)


def _ground(width: int, height: int) -> Image.Image:
    """A colour that goes from `_TOP` to `_BOTTOM`."""
    slope = Image.linear_gradient("L").resize((width, height), Image.Resampling.BILINEAR)
    return Image.composite(Image.new("RGB", slope.size, _BOTTOM), Image.new("RGB", slope.size, _TOP), slope)


def _draw_eye(side: int) -> Image.Image:
    """A lid with five lashes, white on black."""
    eye = Image.new("L", (side, side))
    draw = ImageDraw.Draw(eye)
    middle, radius, line = side / 2, side * 0.22, max(1, round(side * 0.022))
    centre_y = side * 0.38
    box = (middle - radius, centre_y - radius, middle + radius, centre_y + radius)
    draw.arc(box, 20, 160, fill=255, width=line)
    for degrees in (20, 55, 90, 125, 160):
        across, down = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
        reaches = (radius - line / 2, radius * 1.32)
        points = [(middle + reach * across, centre_y + reach * down) for reach in reaches]
        draw.line(points, fill=255, width=line)
        for point in points:
            _dot(draw, point, line / 2)
    return eye


def _dot(draw: ImageDraw.ImageDraw, point: tuple[float, float], radius: float) -> None:
    """A round end of a line."""
    x, y = point
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=255)

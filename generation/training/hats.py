"""Hats, and where on a sprite its head is."""

from dataclasses import dataclass
from functools import cache

import numpy as np

from generation.training.icons import CELL_PX, Pixels, premultiplied, render_svg
from generation.training.reading import toml_table

WIDTH_PX, HEIGHT_PX = 80, 60


@dataclass(frozen=True)
class Hat:
    """A hat's names and its SVG body in a 120 x 90 box."""

    names: tuple[str, ...]
    svg: str


@cache
def load_hats() -> dict[str, Hat]:
    """Read the hats by their keys."""
    return {key: Hat(tuple(row["names"]), row["svg"]) for key, row in toml_table("hats.toml").items()}


@cache
def hat_pixels(key: str) -> Pixels:
    """One hat, (HEIGHT_PX, WIDTH_PX, 4) premultiplied RGBA."""
    size = f'viewBox="0 0 120 90" width="{WIDTH_PX}" height="{HEIGHT_PX}"'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{load_hats()[key].svg}</svg>'
    return premultiplied(render_svg(svg))


def hat_corner(wearer: Pixels) -> tuple[int, int]:
    """Return (x, y) of the hat's upper left corner relative to the wearer's sprite, in pixels.

    The head is taken to be the top of the outline. Horizontally the hat keeps to the token grid and
    vertically to one fixed offset from it, so that the same hat is the same few tokens everywhere.
    """
    opaque = wearer[..., 3] > 127
    top = int(np.flatnonzero(opaque.any(axis=1))[0])
    height = opaque.shape[0] - top
    crown = np.flatnonzero(opaque[top : top + max(3, height // 6)].any(axis=0))
    left = (int(crown[0]) + int(crown[-1]) - WIDTH_PX) / 2
    brim = CELL_PX * max(1, round((top + 12) / CELL_PX))
    return CELL_PX * round(left / CELL_PX), brim - HEIGHT_PX

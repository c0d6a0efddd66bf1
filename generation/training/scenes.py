"""What is in a training picture, and how it is painted.

Every sprite and hat keeps to the token grid, sprites have two sizes and few places, and a scene has one
house: the same thing is then the same tokens, which a small model can learn in hours. A scene holds every
choice that its picture needs, so that painting one twice gives the same pixels.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np

from generation.training.backgrounds import background
from generation.training.concepts import load_concepts
from generation.training.hats import hat_corner, hat_pixels
from generation.training.icons import CELL_PX, Pixels
from generation.training.phrases import phrases
from generation.training.recolouring import in_style, recoloured
from generation.training.shapes import SIDE
from generation.training.sprites import sprite

Corner = tuple[int, int]
"""Column and row of a sprite's upper left cell."""

LARGE, SMALL, SYMBOL = 8, 6, 4
SIZES: dict[str, tuple[int, Corner]] = {"giant": (12, (0, 0)), "tiny": (4, (4, 7))}
"""Cells and corners of subjects of other sizes than the usual."""
CENTRE: Corner = (2, 3)
LEFT: Corner = (0, 5)
RIGHT: Corner = (6, 5)
ABOVE: Corner = (3, 0)
BELOW: Corner = (3, 5)
CROWDS: dict[int, tuple[Corner, ...]] = {
    2: (LEFT, RIGHT),
    3: (ABOVE, LEFT, RIGHT),
    4: ((0, 0), (6, 0), LEFT, RIGHT),
}
BETWEEN: Corner = (4, 1)
BESIDE: Corner = (8, 0)


@dataclass(frozen=True)
class Scene:
    """All choices behind one training picture. Empty strings stand for "none"."""

    house: int
    layout: str
    """single, pair, stack, crowd or hybrid."""
    subjects: tuple[int, ...]
    background: str
    """A place or a plain colour."""
    variant: int = 0
    relation: str = ""
    """For pair and stack: a key of phrases.toml."""
    count: int = 1
    hat: str = ""
    activity: str = ""
    size: str = ""
    """For single: a key of SIZES."""
    colour: str = ""
    """What the first subject is painted in."""
    style: str = ""


@cache
def symbol_index(slug: str) -> int:
    """The concept whose sprite is drawn as a symbol."""
    return next(index for index, concept in enumerate(load_concepts()) if concept.slug == slug)


def paint(scene: Scene) -> Pixels:
    """Paint a scene as (SIDE, SIDE, 3) pixels."""
    canvas = background(scene.background, scene.variant).copy()
    _LAYOUTS[scene.layout](canvas, scene)
    symbol = _symbol(scene)
    if symbol:
        corner = BETWEEN if scene.layout == "pair" else BESIDE
        _paste(canvas, sprite(symbol_index(symbol), scene.house, SYMBOL), corner)
    return in_style(canvas, scene.style) if scene.style else canvas


def _symbol(scene: Scene) -> str:
    table = phrases()
    entry = table["activity"].get(scene.activity) or table["pair"].get(scene.relation) or {}
    symbol: str = entry.get("symbol", "")
    return symbol


def _first(scene: Scene, cells: int) -> Pixels:
    pixels = sprite(scene.subjects[0], scene.house, cells)
    return recoloured(pixels, scene.colour) if scene.colour else pixels


def _single(canvas: Pixels, scene: Scene) -> None:
    if scene.size:
        cells, corner = SIZES[scene.size]
        _paste(canvas, _first(scene, cells), corner)
    else:
        _with_hat(canvas, _first(scene, LARGE), scene.hat)


def _hybrid(canvas: Pixels, scene: Scene) -> None:
    top, bottom = _first(scene, LARGE), sprite(scene.subjects[1], scene.house, LARGE)
    half = LARGE // 2 * CELL_PX
    _with_hat(canvas, np.concatenate([top[:half], bottom[half:]]), scene.hat)


def _with_hat(canvas: Pixels, wearer: Pixels, hat: str) -> None:
    _paste(canvas, wearer, CENTRE)
    if hat:
        dx, dy = hat_corner(wearer)
        _paste_px(canvas, hat_pixels(hat), CENTRE[0] * CELL_PX + dx, CENTRE[1] * CELL_PX + dy)


def _pair(canvas: Pixels, scene: Scene) -> None:
    _paste(canvas, _first(scene, SMALL), LEFT)
    _paste(canvas, sprite(scene.subjects[1], scene.house, SMALL), RIGHT)


def _stack(canvas: Pixels, scene: Scene) -> None:
    _paste(canvas, sprite(scene.subjects[1], scene.house, SMALL), BELOW)
    _paste(canvas, _first(scene, SMALL), ABOVE)


def _crowd(canvas: Pixels, scene: Scene) -> None:
    member = _first(scene, SMALL)
    for corner in CROWDS[scene.count]:
        _paste(canvas, member, corner)


_LAYOUTS = {"single": _single, "hybrid": _hybrid, "pair": _pair, "stack": _stack, "crowd": _crowd}


def _paste(canvas: Pixels, pixels: Pixels, corner: Corner) -> None:
    _paste_px(canvas, pixels, corner[0] * CELL_PX, corner[1] * CELL_PX)


def _paste_px(canvas: Pixels, pixels: Pixels, x: int, y: int) -> None:
    """Lay premultiplied RGBA pixels over the canvas, cut off at its edges."""
    left, top = max(x, 0), max(y, 0)
    right, bottom = min(x + pixels.shape[1], SIDE), min(y + pixels.shape[0], SIDE)
    over = pixels[top - y : bottom - y, left - x : right - x]
    under = canvas[top:bottom, left:right]
    under[:] = over[..., :3] + (under.astype(np.uint16) * (255 - over[..., 3:]) // 255).astype(np.uint8)

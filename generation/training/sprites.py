"""Every concept rendered once, in each house and size, and kept on disk."""

from functools import cache
from pathlib import Path

import numpy as np
from rich.progress import track

from generation.training.concepts import load_concepts
from generation.training.data import WORK
from generation.training.icons import HOUSES, Pixels, render_icon

SIZES = (8, 6, 4, 12)
"""Sides in token cells: a picture's subject, one of several, a tiny one or a symbol, a giant one."""


def _sheet(cells: int) -> Path:
    return WORK / f"sprites-{cells}.npy"


def _slugs_file() -> Path:
    return WORK / "sprites.txt"


def render_all() -> None:
    """Render all sprites, except those on disk if they are of the same concepts."""
    slugs = [concept.slug for concept in load_concepts()]
    same = _slugs_file().exists() and _slugs_file().read_text().split() == slugs
    for cells in SIZES:
        if same and _sheet(cells).exists():
            continue
        rendered = [
            [render_icon(slug, house, cells) for house in HOUSES]
            for slug in track(slugs, f"sprites of {cells} cells")
        ]
        np.save(_sheet(cells), np.asarray(rendered))
    _slugs_file().write_text("\n".join(slugs))


@cache
def sprite_sheets() -> dict[int, Pixels]:
    """Per size, the sprites as (concept, house, side, side, 4) premultiplied RGBA."""
    return {cells: np.load(_sheet(cells), mmap_mode="r") for cells in SIZES}


def sprite(concept: int, house: int, cells: int) -> Pixels:
    """One sprite, (side, side, 4) premultiplied RGBA."""
    pixels: Pixels = sprite_sheets()[cells][concept, house]
    return pixels

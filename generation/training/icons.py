"""Finds each concept's drawing in the icon sets and renders it."""

import io
from functools import cache
from typing import Any

import numpy as np
import resvg_py
from numpy.typing import NDArray
from PIL import Image

from generation.training.data import PACKAGES

HOUSES = ("noto", "twemoji", "fluent-emoji-flat")
"""The drawing styles. A scene is drawn in one of them throughout; each has a start token of its own."""

CELL_PX = 16
"""One image token stands for a square of this many pixels."""

Pixels = NDArray[np.uint8]


def render_svg(svg: str) -> Pixels:
    """Render an SVG document to (height, width, 4) straight RGBA."""
    png = bytes(resvg_py.svg_to_bytes(svg_string=svg))
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGBA"))


def premultiplied(rgba: Pixels) -> Pixels:
    """Multiply colour by opacity, so that pasting is one multiply and one add."""
    alpha = rgba[..., 3:].astype(np.uint16)
    return np.concatenate([(rgba[..., :3] * alpha // 255).astype(np.uint8), rgba[..., 3:]], axis=-1)


@cache
def _emoji_by_slug() -> dict[str, str]:
    table = PACKAGES["unicode-emoji-json"].read_json("data-by-emoji.json")
    return {entry["slug"]: emoji for emoji, entry in table.items()}


@cache
def _house_files(house: str) -> tuple[dict[str, Any], dict[str, str]]:
    package = PACKAGES[f"@iconify-json/{house}"]
    return package.read_json("icons.json"), package.read_json("chars.json")


def icon_svg(house: str, slug: str, size_px: int) -> str | None:
    """Return the SVG document of a concept's icon in one house, or None if the house has none."""
    icons, names_by_codepoint = _house_files(house)
    codepoints = [f"{ord(char):x}" for char in _emoji_by_slug()[slug]]
    without_selector = [code for code in codepoints if code != "fe0f"]
    name = names_by_codepoint.get("-".join(codepoints)) or names_by_codepoint.get("-".join(without_selector))
    name = name or slug.replace("_", "-")
    while name in icons.get("aliases", {}):
        name = icons["aliases"][name]["parent"]
    icon = icons["icons"].get(name)
    if icon is None:
        return None
    width, height = (icon.get(side, icons.get(side, 16)) for side in ("width", "height"))
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'viewBox="{icon.get("left", 0)} {icon.get("top", 0)} {width} {height}" '
        f'width="{size_px}" height="{size_px}">{icon["body"]}</svg>'
    )


def render_icon(slug: str, house: str, cells: int) -> Pixels:
    """Render a concept at `cells` token cells, premultiplied; a house that lacks it borrows the next one's.

    Raises `LookupError` if no house draws it.
    """
    first = HOUSES.index(house)
    for candidate in HOUSES[first:] + HOUSES[:first]:
        svg = icon_svg(candidate, slug, cells * CELL_PX)
        if svg is not None:
            return premultiplied(render_svg(svg))
    raise LookupError(f"no icon set draws {slug}")

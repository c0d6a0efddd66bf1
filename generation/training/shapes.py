"""SVG fragments that the backgrounds are drawn with, in pixels of a picture."""

from random import Random

SIDE = 192
"""Of every picture, in pixels: twelve cells of sixteen."""


def rect(x: float, y: float, width: float, height: float, fill: str) -> str:
    """A rectangle by its upper left corner."""
    return f'<rect x="{x}" y="{y}" width="{width}" height="{height}" fill="{fill}"/>'


def sky(fill: str, bottom: int = SIDE) -> str:
    """The whole width, from the top down."""
    return rect(0, 0, SIDE, bottom, fill)


def ground(fill: str, top: int) -> str:
    """The whole width, from `top` to the bottom."""
    return rect(0, top, SIDE, SIDE - top, fill)


def oval(x: float, y: float, radius_x: float, radius_y: float, fill: str) -> str:
    """An ellipse by its centre."""
    return f'<ellipse cx="{x}" cy="{y}" rx="{radius_x}" ry="{radius_y}" fill="{fill}"/>'


def disc(x: float, y: float, radius: float, fill: str) -> str:
    """A circle by its centre."""
    return oval(x, y, radius, radius, fill)


def shape(fill: str, *corners: tuple[float, float]) -> str:
    """A polygon."""
    return f'<polygon points="{" ".join(f"{x},{y}" for x, y in corners)}" fill="{fill}"/>'


def dots(rng: Random, count: int, radius: float, fill: str, rows: tuple[int, int] = (0, SIDE)) -> str:
    """Scatter dots over the centres of cells around the middle."""
    cells = margin(*rows)
    return "".join(disc(x + 8, y + 8, radius, fill) for x, y in rng.sample(cells, min(count, len(cells))))


def margin(top: int = 0, bottom: int = SIDE) -> list[tuple[int, int]]:
    """Upper left corners of the cells that a subject in the middle leaves free."""
    cells = [(x, y) for y in range(top, bottom, 16) for x in range(0, SIDE, 16)]
    return [(x, y) for x, y in cells if not (32 <= x < 160 and 48 <= y < 176)]

"""Painting a sprite in one colour, and whole pictures in one style."""

import numpy as np
from numpy.typing import NDArray

from generation.training.icons import Pixels

COLOURS: dict[str, tuple[int, int, int]] = {
    "red": (235, 50, 45),
    "orange": (250, 140, 30),
    "yellow": (250, 215, 50),
    "green": (80, 190, 80),
    "blue": (60, 120, 235),
    "purple": (150, 80, 215),
    "pink": (245, 110, 180),
    "golden": (230, 180, 40),
    "black": (60, 60, 66),
    "white": (250, 250, 250),
}

_LUMINANCE = np.array([0.299, 0.587, 0.114], np.float32)
"""ITU-R BT.601 weights of red, green and blue."""


def _luminance(rgb: NDArray[np.floating] | Pixels) -> NDArray[np.float32]:
    """Brightness as (height, width, 1), in the unit of the input."""
    luminance: NDArray[np.float32] = (rgb.astype(np.float32) @ _LUMINANCE)[..., None]
    return luminance


def recoloured(sprite: Pixels, colour: str) -> Pixels:
    """Paint premultiplied RGBA in one colour, keeping its shading.

    Dark parts become shades of the colour and light parts tints of it: outlines and eyes stay visible.
    """
    alpha = sprite[..., 3:].astype(np.float32) / 255
    light = _luminance(sprite[..., :3]) / np.maximum(alpha, 1 / 255) / 255  # 0 to 1
    base = np.array(COLOURS[colour], np.float32)
    middle = 0.55
    shade = base * light / middle
    tint = base + (255 - base) * (light - middle) / (1 - middle) * 0.6
    painted = np.clip(np.where(light < middle, shade, tint), 0, 255) * alpha
    return np.concatenate([painted.astype(np.uint8), sprite[..., 3:]], axis=-1)


def in_style(picture: Pixels, style: str) -> Pixels:
    """Change a whole (side, side, 3) picture; raises `ValueError` for an unknown style."""
    if style == "black_and_white":
        return np.repeat(_luminance(picture), 3, axis=-1).astype(np.uint8)
    if style == "night":
        return (picture * np.array([0.35, 0.4, 0.7], np.float32)).astype(np.uint8)
    if style == "pixel":
        side = picture.shape[0]
        blocks = picture.reshape(side // 8, 8, side // 8, 8, 3).mean(axis=(1, 3)).astype(np.uint8)
        return blocks.repeat(8, axis=0).repeat(8, axis=1)
    raise ValueError(f"unknown style {style!r}")

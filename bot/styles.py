"""The styles that ship: looks that a small model paints well, by the name that people choose them by."""

from collections.abc import Mapping
from types import MappingProxyType

from db.styles import Style

STYLES: Mapping[str, Style] = MappingProxyType(
    {
        style.name: style
        for style in (
            Style("photo", "a sharp photograph in natural light"),
            Style("drawing", "a pencil drawing on white paper"),
            Style("painting", "an oil painting with thick brush strokes"),
            Style("watercolor", "a soft watercolor painting"),
            Style("cartoon", "a colorful cartoon with bold outlines"),
            Style("pixel-art", "pixel art of an old video game"),
            Style("clay", "a clay figure, stop motion animation"),
            Style("poster", "a vintage travel poster, flat colors"),
            Style("comic", "a comic book panel with halftone dots"),
            Style("cctv", "grainy security camera footage at night"),
            Style("toy", "a small plastic toy on a table"),
            Style("stained-glass", "a stained glass window"),
        )
    }
)
"""Each with the words that it adds to a prompt. A server's own style of the same name takes its place."""

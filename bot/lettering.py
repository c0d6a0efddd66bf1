"""Which characters a caption can be set with, and in which of the shipped fonts."""

import unicodedata
from functools import lru_cache
from pathlib import Path

from PIL import ImageFont

FONTS = ("Anton-Regular.ttf", "NotoEmoji-Bold.ttf", "DejaVuSansCondensed-Bold.ttf")
"""Each character is set in the first of these that has it."""

_FOLDER = Path(__file__).parent / "fonts"
_PROBE_PX = 32
"""Size in which fonts are asked what they have."""
_JOINTS = "\u200c\u200d\u20e3"
"""Parts of emoji sequences: the emoji that they join are set one after the other."""


def in_capitals(text: str) -> str:
    """The text in capitals, as far as the fonts have them, without what only changes the look of emoji."""
    return "".join(_capital(character) for character in text if not _is_part_of_emoji(character))


def can_be_set(character: str) -> bool:
    """Whether a font has it. Right-to-left scripts would need shaping and reordering, which we don't do."""
    return unicodedata.bidirectional(character) not in ("R", "AL") and _font_with(character) is not None


def font_name(character: str) -> str:
    """The font that a character is set in."""
    return _font_with(character) or FONTS[0]


@lru_cache(maxsize=256)
def font(name: str, size_px: int) -> ImageFont.FreeTypeFont:
    """One of `FONTS` in a size."""
    # BASIC: the other engine depends on a library that not every machine has
    return ImageFont.truetype(_FOLDER / name, size_px, layout_engine=ImageFont.Layout.BASIC)


def _capital(character: str) -> str:
    capital = character.upper()
    return capital if all(can_be_set(part) for part in capital) else character


def _is_part_of_emoji(character: str) -> bool:
    is_selector = "\ufe00" <= character <= "\ufe0f"
    is_skin_tone = "\U0001f3fb" <= character <= "\U0001f3ff"
    is_tag = "\U000e0000" <= character <= "\U000e01ef"
    return character in _JOINTS or is_selector or is_skin_tone or is_tag


@lru_cache(maxsize=4096)
def _font_with(character: str) -> str | None:
    return next((name for name in FONTS if _has(font(name, _PROBE_PX), character)), None)


def _has(probe: ImageFont.FreeTypeFont, character: str) -> bool:
    """Whether the font draws something else than its sign for missing characters."""
    missing = probe.getmask("\uffff")
    drawn = probe.getmask(character)
    return drawn.size != missing.size or bytes(drawn) != bytes(missing)

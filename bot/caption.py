"""Meme text: white capitals with a black outline, at the top and the bottom of a picture."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from bot.errors import BadRequestError
from bot.picture import open_picture, write_png
from bot.provenance import Provenance
from moderation.normalise import clean

CAPTION_CHARS = 200
"""Longest caption."""

FONTS = ("Anton-Regular.ttf", "NotoEmoji-Bold.ttf", "DejaVuSansCondensed-Bold.ttf")
"""Each character is set in the first of these that has it."""

HEIGHT_SHARE = 0.34
"""Share of the picture's height that one caption may cover."""
LARGEST_SHARE, SMALLEST_WHOLE_SHARE = 0.14, 0.06
"""Largest letters, and the smallest before long words are broken, as shares of the picture's shorter side."""
MARGIN_SHARE = 0.03
OUTLINE_SHARE = 1 / 14
"""Width of the outline as a share of the font size."""
PITCH_SHARE = 1.12
"""Distance of base lines as a share of the font size; leaves room for the dots of Ä."""
SMALLEST_PX = 5
"""Letters below it can't be read."""

_FONT_DIR = Path(__file__).parent / "fonts"
_LEFT_OUT = "\u200c\u200d\u20e3"
"""Parts of emoji sequences: the emoji that they join are set one after the other."""


def clean_caption(text: str) -> str:
    """The caption as it is set: capitals, single spaces, only characters that the fonts have.

    Raises:
        BadRequestError: longer than `CAPTION_CHARS`, or in a script that the shipped fonts can't set.
    """
    words = clean(text)
    if len(words) > CAPTION_CHARS:
        raise BadRequestError(f"A caption has at most {CAPTION_CHARS} characters, not {len(words)}.")
    capitals = "".join(_capital(character) for character in words if not _is_left_out(character))
    missing = sorted({character for character in capitals if not _can_be_set(character)})
    if missing:
        raise BadRequestError(
            f"A caption can't be set with {' '.join(missing[:8])} yet: Latin, Greek and Cyrillic letters, "
            "digits, punctuation and emoji can."
        )
    return capitals


def write_caption(picture: bytes, top: str, bottom: str, provenance: Provenance | None = None) -> bytes:
    """Put captions on one sample and return it as PNG, with its provenance if given.

    Raises:
        BadRequestError: as for `clean_caption`.
        PictureError: as for `open_picture`.
    """
    image = open_picture(picture)
    draw_caption(image, top, bottom)
    return write_png(image, provenance)


def draw_caption(image: Image.Image, top: str, bottom: str) -> None:
    """Draw captions onto an RGB image, as large as they fit; an empty one draws nothing.

    Raises:
        BadRequestError: as for `clean_caption`, or the picture is too small for so much text.
    """
    margin_px = round(MARGIN_SHARE * min(image.size))
    for text, at_top in ((clean_caption(top), True), (clean_caption(bottom), False)):
        if text:
            block = _fit(text, image.width - 2 * margin_px, int(HEIGHT_SHARE * image.height), min(image.size))
            first_y = margin_px if at_top else image.height - margin_px - block.height
            block.draw(image, first_y)


@dataclass(frozen=True, slots=True)
class _Run:
    """Characters of one line that one font sets."""

    text: str
    font: ImageFont.FreeTypeFont


@dataclass(frozen=True, slots=True)
class _Line:
    runs: tuple[_Run, ...]
    width: float
    above: float
    below: float
    """Ink over and under the base line, in pixels, with the outline."""


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines set in one size."""

    lines: tuple[_Line, ...]
    size_px: int

    @property
    def pitch(self) -> float:
        return self.size_px * PITCH_SHARE

    @property
    def height(self) -> int:
        return round(self.lines[0].above + (len(self.lines) - 1) * self.pitch + self.lines[-1].below)

    @property
    def width(self) -> float:
        return max(line.width for line in self.lines)

    def draw(self, image: Image.Image, first_y: int) -> None:
        """Draw the lines centred, their ink from `first_y` down: all outlines first, then all letters."""
        canvas = ImageDraw.Draw(image)
        for colour, outline_px in (("black", _outline_px(self.size_px)), ("white", 0)):
            base_y = first_y + self.lines[0].above
            for line in self.lines:
                x = (image.width - line.width) / 2 + _outline_px(self.size_px)
                for run in line.runs:
                    canvas.text((x, base_y), run.text, colour, run.font, "ls", stroke_width=outline_px)
                    x += run.font.getlength(run.text)
                base_y += self.pitch


def _fit(text: str, width: int, height: int, side: int) -> _Block:
    """The largest setting of the text in the box: whole words while they stay readable, broken ones after."""
    largest = max(round(LARGEST_SHARE * side), SMALLEST_PX)
    smallest_whole = max(round(SMALLEST_WHOLE_SHARE * side), SMALLEST_PX)
    for smallest, breaking in ((smallest_whole, False), (SMALLEST_PX, True)):
        block = _largest_that_fits(text, width, height, range(smallest, largest + 1), breaking)
        if block:
            return block
    raise BadRequestError(f"The picture is too small for a caption of {len(text)} characters.")


def _largest_that_fits(text: str, width: int, height: int, sizes: range, breaking: bool) -> _Block | None:
    """Found by halving the range of sizes, in pixels."""
    best, low, high = None, sizes.start, sizes.stop - 1
    while low <= high:
        size_px = (low + high) // 2
        block = _Block(
            tuple(_measure(line, size_px) for line in _wrap(text, size_px, width, breaking)), size_px
        )
        if block.width <= width and block.height <= height:
            best, low = block, size_px + 1
        else:
            high = size_px - 1
    return best


def _wrap(text: str, size_px: int, width: int, breaking: bool) -> list[str]:
    lines = [""]
    for word in text.split():
        for piece in _pieces(word, size_px, width) if breaking else (word,):
            longer = f"{lines[-1]} {piece}".strip()
            if lines[-1] and _measure(longer, size_px).width > width:
                lines.append(piece)
            else:
                lines[-1] = longer
    return lines


def _pieces(word: str, size_px: int, width: int) -> Iterator[str]:
    """Parts of a word that fit into the width; marks stay with their letters."""
    piece = ""
    for character in word:
        is_mark = unicodedata.category(character)[0] == "M"
        if piece and not is_mark and _measure(piece + character, size_px).width > width:
            yield piece
            piece = ""
        piece += character
    yield piece


def _measure(text: str, size_px: int) -> _Line:
    runs = tuple(
        _Run("".join(characters), _font(name, size_px)) for name, characters in groupby(text, _font_name)
    )
    outline_px = _outline_px(size_px)
    boxes = [run.font.getbbox(run.text, anchor="ls", stroke_width=outline_px) for run in runs]
    return _Line(
        runs,
        width=sum(run.font.getlength(run.text) for run in runs) + 2 * outline_px,
        above=-min(box[1] for box in boxes),
        below=max(box[3] for box in boxes),
    )


def _outline_px(size_px: int) -> int:
    return max(1, round(size_px * OUTLINE_SHARE))


def _capital(character: str) -> str:
    capital = character.upper()
    return capital if all(_can_be_set(part) for part in capital) else character


def _is_left_out(character: str) -> bool:
    is_selector = "\ufe00" <= character <= "\ufe0f"
    is_skin_tone = "\U0001f3fb" <= character <= "\U0001f3ff"
    is_tag = "\U000e0000" <= character <= "\U000e01ef"
    return character in _LEFT_OUT or is_selector or is_skin_tone or is_tag


def _can_be_set(character: str) -> bool:
    """Right-to-left scripts would need shaping and reordering, which we don't do."""
    return unicodedata.bidirectional(character) not in ("R", "AL") and _font_with(character) is not None


def _font_name(character: str) -> str:
    return _font_with(character) or FONTS[0]


@lru_cache(maxsize=4096)
def _font_with(character: str) -> str | None:
    return next((name for name in FONTS if _has(_font(name, 32), character)), None)


def _has(font: ImageFont.FreeTypeFont, character: str) -> bool:
    """Whether the font draws something else than its sign for missing characters."""
    missing = font.getmask("\uffff")
    drawn = font.getmask(character)
    return drawn.size != missing.size or bytes(drawn) != bytes(missing)


@lru_cache(maxsize=256)
def _font(name: str, size_px: int) -> ImageFont.FreeTypeFont:
    # BASIC: the other engine depends on a library that not every machine has
    return ImageFont.truetype(_FONT_DIR / name, size_px, layout_engine=ImageFont.Layout.BASIC)

"""Meme text: white capitals with a black outline, at the top and the bottom of a picture."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from PIL import Image, ImageDraw, ImageFont

from bot.errors import BadRequestError
from bot.lettering import can_be_set, font, font_name, in_capitals
from bot.picture import open_picture, write_png
from bot.provenance import read_provenance
from moderation.normalise import clean

CAPTION_CHARS = 200
"""Longest caption."""

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


def clean_caption(text: str) -> str:
    """The caption as it is set: capitals, single spaces, only characters that the fonts have.

    Raises:
        BadRequestError: longer than `CAPTION_CHARS`, or in a script that the shipped fonts can't set.
    """
    words = clean(text)
    if len(words) > CAPTION_CHARS:
        raise BadRequestError(
            f"A caption has at most {CAPTION_CHARS} characters, not {len(words)}.",
            key="error-caption-long",
            limit=CAPTION_CHARS,
            chars=len(words),
        )
    capitals = in_capitals(words)
    missing = sorted({character for character in capitals if not can_be_set(character)})
    if missing:
        letters = " ".join(missing[:8])
        raise BadRequestError(
            f"A caption can't be set with {letters} yet: Latin, Greek and Cyrillic letters, "
            "digits, punctuation and emoji can.",
            key="error-caption-letters",
            letters=letters,
        )
    return capitals


def write_caption(picture: bytes, top: str, bottom: str) -> bytes:
    """Put captions on one sample and return it as PNG, with the provenance that it had.

    Raises:
        BadRequestError: as for `clean_caption`.
        PictureError: as for `open_picture`.
    """
    image = open_picture(picture)
    draw_caption(image, top, bottom)
    return write_png(image, read_provenance(picture))


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
    raise BadRequestError(
        f"The picture is too small for a caption of {len(text)} characters.",
        key="error-caption-small",
        chars=len(text),
    )


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
        _Run("".join(characters), font(name, size_px)) for name, characters in groupby(text, font_name)
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

"""Meme text that can be read on any picture and never leaves it."""

import io

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from bot.caption import CAPTION_CHARS, HEIGHT_SHARE, MARGIN_SHARE, clean_caption, draw_caption, write_caption
from bot.collage import make_collage
from bot.errors import BadRequestError
from bot.picture import mark_sample, open_picture
from bot.provenance import Provenance, read_provenance

GREY = (120, 120, 120)


def ground(width: int = 256, height: int = 256, colour: tuple[int, int, int] = GREY) -> Image.Image:
    return Image.new("RGB", (width, height), colour)


def ink_rows(image: Image.Image, colour: tuple[int, int, int] = GREY) -> tuple[int, int]:
    """The first row that was drawn on and the one after the last."""
    rows = np.flatnonzero((np.asarray(image) != colour).any(axis=(1, 2)))
    return int(rows[0]), int(rows[-1]) + 1


def test_captions_are_capitals_on_one_line() -> None:
    assert clean_caption("  when the\n hamster  sees größe ") == "WHEN THE HAMSTER SEES GRÖSSE"


def test_a_top_caption_stays_at_the_top_and_a_bottom_one_at_the_bottom() -> None:
    top, bottom = ground(), ground()
    draw_caption(top, "top text", "")
    draw_caption(bottom, "", "bottom text")
    margin_px = round(MARGIN_SHARE * 256)
    assert ink_rows(top)[0] == margin_px
    assert ink_rows(top)[1] <= margin_px + HEIGHT_SHARE * 256
    assert ink_rows(bottom)[1] == 256 - margin_px
    assert ink_rows(bottom)[0] >= 256 - margin_px - HEIGHT_SHARE * 256


@pytest.mark.parametrize("colour", [(255, 255, 255), (0, 0, 0), GREY])
def test_letters_are_white_with_a_black_outline_on_any_ground(colour: tuple[int, int, int]) -> None:
    image = ground(colour=colour)
    draw_caption(image, "HH", "")
    pixels = np.asarray(image)
    white, black = (pixels == 255).all(axis=2), (pixels == 0).all(axis=2)
    middle = pixels.shape[0] // 12
    row = np.flatnonzero(white[middle]) if colour != (255, 255, 255) else np.flatnonzero(black[middle])
    assert len(row) > 0
    assert white.sum() > 200
    assert black.sum() > 200


def test_no_caption_leaves_the_picture_alone() -> None:
    image = ground()
    draw_caption(image, "", " \n ")
    assert image == ground()


LETTERS = st.text(st.sampled_from("aWiÄßñЖΩ 😂❤→.\u0301\u200d\ufe0f🇩🏽"), min_size=1, max_size=CAPTION_CHARS)


@settings(max_examples=60)
@given(LETTERS, st.sampled_from([(256, 256), (784, 784), (300, 120), (120, 300), (97, 101)]))
def test_text_never_reaches_the_edge(text: str, size: tuple[int, int]) -> None:
    image = ground(*size)
    draw_caption(image, text, text)
    pixels = np.asarray(image)
    assert all((edge == GREY).all() for edge in (pixels[0], pixels[-1], pixels[:, 0], pixels[:, -1]))
    middle = pixels[int(size[1] * 0.38) : int(size[1] * 0.62)]
    assert (middle == GREY).all()


@pytest.mark.parametrize(
    "text", ["W" * CAPTION_CHARS, "many words " * 18, "Donaudampfschifffahrtsgesellschaft" * 5]
)
def test_the_longest_captions_fit_a_small_sample(text: str) -> None:
    image = ground()
    draw_caption(image, text[:CAPTION_CHARS], text[:CAPTION_CHARS])
    assert image != ground()


def test_short_words_are_set_larger_than_long_text() -> None:
    short, long = ground(), ground()
    draw_caption(short, "yes", "")
    draw_caption(long, "a much longer caption that has to be set in several smaller lines of text", "")
    assert ink_rows(short)[1] > 0.1 * 256
    assert ink_rows(long)[1] > ink_rows(short)[1]


@pytest.mark.parametrize("text", ["猫が寿司を食べる", "고양이", "قطة", "חתול", "แมว", "बिल्ली"])
def test_scripts_that_the_fonts_lack_are_refused_by_name(text: str) -> None:
    with pytest.raises(BadRequestError, match=r"can't be set with .* yet"):
        clean_caption(text)


def test_emoji_are_set_without_their_invisible_parts() -> None:
    assert clean_caption("👩‍👩‍👧 👍🏽 ❤️ 1️⃣") == "👩👩👧 👍 ❤ 1"


def test_what_nobody_sees_is_left_out() -> None:
    assert clean_caption("one\u200btwo\0 \u202ethree") == "ONETWO THREE"


def test_letters_without_a_capital_in_the_fonts_stay_small() -> None:
    assert clean_caption("კატა") == "კატა"


def test_a_caption_has_a_greatest_length() -> None:
    clean_caption("x" * CAPTION_CHARS)
    with pytest.raises(BadRequestError, match="at most 200 characters, not 201"):
        clean_caption("x" * (CAPTION_CHARS + 1))


def test_a_picture_too_small_for_text_is_an_error() -> None:
    with pytest.raises(BadRequestError, match="too small"):
        draw_caption(ground(16, 16), "a caption that is far too long for this", "")


def png(image: Image.Image) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


def test_one_sample_takes_a_caption_and_keeps_its_provenance() -> None:
    provenance = Provenance("a cat", "m", 1)
    captioned = write_caption(mark_sample(png(ground()), provenance).data, "top", "bottom")
    assert (np.asarray(open_picture(captioned)) == 255).all(axis=2).any()
    assert read_provenance(captioned) == provenance


def test_a_collage_takes_captions_over_all_samples() -> None:
    picture = make_collage(
        [png(ground(64, 64))] * 9,
        gutter_px=2,
        limit_bytes=1_000_000,
        provenance=Provenance("a cat", "m", 1),
        caption_top="top text over all",
        caption_bottom="bottom",
    )
    pixels = np.asarray(open_picture(picture.data))
    assert (pixels[:40] == 255).all(axis=2).any()
    assert (pixels[-40:] == 255).all(axis=2).any()
    assert not (pixels[80:115] == 255).all(axis=2).any()

"""Nine samples become one picture within a byte budget."""

import contextlib
import io
import struct
import zlib
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from bot.collage import ALT_TEXT_CHARS, GUTTER_COLOUR, alt_text, make_collage
from bot.errors import PictureError
from bot.picture import (
    FILE_LIMIT_BYTES,
    SIDE_LIMIT_PX,
    Picture,
    convert_picture,
    mark_sample,
    open_picture,
    shrink_picture,
)
from bot.provenance import Provenance, read_provenance

PROVENANCE = Provenance("a hamster", "nonet-small", 7, "AbCdEfGh12345678")


def encoded(image: Image.Image, picture_format: str = "PNG") -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, picture_format)
    return buffer.getvalue()


def noise(seed: int, side: int = 64) -> Image.Image:
    """Cloudy colours with grain, like a painted sample: hard to compress without loss."""
    rng = np.random.default_rng(seed)
    clouds = Image.fromarray(rng.integers(0, 256, (4, 4, 3), dtype=np.uint8)).resize((side, side))
    grain = rng.integers(-20, 21, (side, side, 3))
    return Image.fromarray(np.clip(np.asarray(clouds, dtype=int) + grain, 0, 255).astype(np.uint8))


def same_pixels(one: Image.Image, other: Image.Image) -> bool:
    return np.array_equal(np.asarray(one), np.asarray(other))


def collage(samples: Sequence[bytes], *, gutter_px: int = 8, limit_bytes: int = 5_000_000) -> Picture:
    return make_collage(samples, gutter_px=gutter_px, limit_bytes=limit_bytes, provenance=PROVENANCE)


NOISE = [encoded(noise(seed)) for seed in range(9)]


@pytest.mark.parametrize("gutter_px", [0, 1, 8])
def test_samples_stand_in_rows_of_three_with_their_exact_pixels(gutter_px: int) -> None:
    picture = collage(NOISE, gutter_px=gutter_px)
    side = 3 * 64 + 2 * gutter_px
    assert (picture.width, picture.height, picture.media_type) == (side, side, "image/png")
    image = open_picture(picture.data)
    for number in range(1, 10):
        row, column = divmod(number - 1, 3)
        left, top = column * (64 + gutter_px), row * (64 + gutter_px)
        assert same_pixels(image.crop((left, top, left + 64, top + 64)), noise(number - 1))


def test_gutters_are_even_and_of_one_colour() -> None:
    pixels = np.asarray(open_picture(collage(NOISE, gutter_px=5).data))
    for start in (64, 64 + 5 + 64):
        assert (pixels[start : start + 5] == GUTTER_COLOUR).all()
        assert (pixels[:, start : start + 5] == GUTTER_COLOUR).all()


def test_samples_may_be_of_any_format_and_wider_than_high() -> None:
    wide = noise(1, 96).crop((0, 0, 96, 48))
    samples = [encoded(wide, ("PNG", "WEBP", "JPEG")[number % 3]) for number in range(9)]
    picture = collage(samples)
    assert (picture.width, picture.height) == (3 * 96 + 16, 3 * 48 + 16)


def test_transparent_parts_become_white() -> None:
    clear = encoded(Image.new("RGBA", (8, 8), (255, 0, 0, 0)))
    assert open_picture(collage([clear] * 9).data).getpixel((0, 0)) == (255, 255, 255)


def test_the_same_samples_give_the_same_bytes() -> None:
    for limit_bytes in (5_000_000, 30_000):
        assert collage(NOISE, limit_bytes=limit_bytes) == collage(NOISE, limit_bytes=limit_bytes)


def squared_error(picture: Picture) -> float:
    exact = np.asarray(open_picture(collage(NOISE).data), dtype=float)
    return float(((np.asarray(open_picture(picture.data), dtype=float) - exact) ** 2).sum())


def test_a_smaller_budget_costs_no_more_than_it_must() -> None:
    largest = len(collage(NOISE).data)
    pictures = [collage(NOISE, limit_bytes=largest // share) for share in (1, 2, 4, 8, 16)]
    for share, picture in zip((1, 2, 4, 8, 16), pictures, strict=True):
        assert len(picture.data) <= largest // share
    errors = [squared_error(picture) for picture in pictures]
    assert errors[0] == 0
    assert errors == sorted(errors)


def test_lossless_webp_comes_before_any_loss() -> None:
    flat = [encoded(Image.new("RGB", (64, 64), (number, 80, 200))) for number in range(9)]
    as_png = collage(flat)
    smaller = collage(flat, limit_bytes=len(as_png.data) - 1)
    assert smaller.media_type == "image/webp"
    assert same_pixels(open_picture(smaller.data), open_picture(as_png.data))


def test_a_budget_that_nothing_fits_into_is_an_error() -> None:
    with pytest.raises(PictureError, match=r"208 x 208 pixels does not fit into 100 bytes"):
        collage(NOISE, limit_bytes=100)


def huge_png(width: int, height: int) -> bytes:
    """A PNG that claims to be huge, in under 100 bytes."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(b"\0")), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in chunks
    )


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        (b"", "Sample 5 is not a PNG, WebP or JPEG file"),
        (b"GIF89a not a picture", "Sample 5 is not a PNG"),
        (encoded(noise(0), "GIF"), "Sample 5 is not a PNG"),
        (NOISE[4][: len(NOISE[4]) // 2], "Sample 5 is not a PNG"),
        (huge_png(SIDE_LIMIT_PX + 1, 10), "Sample 5 has 2049 x 10 pixels"),
        (huge_png(10_000, 10_000), "Sample 5 has too many pixels|Sample 5 has 10000 x 10000"),
        (huge_png(60_000, 60_000), "Sample 5 has too many pixels"),
        (b"\0" * (FILE_LIMIT_BYTES + 1), "Sample 5 has 32,000,001 bytes"),
        (encoded(noise(0, 32)), "Sample 5 has 32 x 32 pixels, sample 1 has 64 x 64"),
    ],
    ids=["empty", "not a picture", "gif", "cut off", "too wide", "large", "bomb", "too long", "other size"],
)
def test_a_bad_sample_is_named_before_it_can_do_harm(bad: bytes, message: str) -> None:
    with pytest.raises(PictureError, match=message):
        collage([*NOISE[:4], bad, *NOISE[5:]])


@pytest.mark.parametrize("count", [0, 8, 10])
def test_a_collage_has_nine_samples(count: int) -> None:
    with pytest.raises(PictureError, match=f"9 samples, not {count}"):
        collage((NOISE * 2)[:count])


def test_a_marked_sample_keeps_its_pixels_and_says_where_it_comes_from() -> None:
    picture = mark_sample(NOISE[0], PROVENANCE)
    assert (picture.width, picture.height, picture.media_type) == (64, 64, "image/png")
    marked = picture.data
    assert same_pixels(open_picture(marked), noise(0))
    assert read_provenance(marked) == PROVENANCE


@pytest.mark.parametrize("media_type", ["image/png", "image/webp", "image/jpeg"])
def test_a_collage_of_large_samples_can_be_converted(media_type: str) -> None:
    large = collage([encoded(Image.new("RGB", (1024, 64), "teal"))] * 9)
    converted = convert_picture(large.data, media_type)
    with Image.open(io.BytesIO(converted)) as image:
        assert (image.get_format_mimetype(), image.size) == (media_type, (large.width, large.height))
    assert read_provenance(converted) == PROVENANCE


def test_even_noise_can_be_converted_to_jpeg() -> None:
    static = np.random.default_rng(4).integers(0, 256, (192, 192, 3), dtype=np.uint8)
    converted = convert_picture(encoded(Image.fromarray(static)), "image/jpeg")
    with Image.open(io.BytesIO(converted)) as image:
        assert (image.format, image.size) == ("JPEG", (192, 192))


def test_a_collage_scaled_down_still_says_where_it_comes_from() -> None:
    large = collage([encoded(Image.new("RGB", (512, 256), "teal"))] * 9)
    small = shrink_picture(large.data, 100)
    assert (small.width, small.media_type) == (100, "image/webp")
    assert small.height == pytest.approx(100 * large.height / large.width, abs=1)
    assert read_provenance(small.data) == PROVENANCE


def test_alt_text_is_a_sentence_with_the_prompt() -> None:
    assert alt_text("a cat\n eating  ramen") == (
        "Nine pictures in a grid, painted by AI from the prompt: a cat eating ramen."
    )
    assert alt_text("what is love?").endswith("prompt: what is love?")
    assert alt_text("<b>&") == "Nine pictures in a grid, painted by AI from the prompt: <b>&."


def test_alt_text_of_a_long_prompt_is_cut_with_an_ellipsis() -> None:
    text = alt_text("word " * 1_000)
    assert len(text) <= ALT_TEXT_CHARS
    assert text.endswith("word…")


@given(st.sampled_from(("PNG", "WEBP", "JPEG")), st.data())
def test_a_damaged_file_is_read_or_refused_and_nothing_else(picture_format: str, data: st.DataObject) -> None:
    damaged = bytearray(encoded(noise(0, 16), picture_format))
    for place in data.draw(st.lists(st.integers(0, len(damaged) - 1), min_size=1, max_size=8)):
        damaged[place] = data.draw(st.integers(0, 255))
    with contextlib.suppress(PictureError):
        assert max(open_picture(bytes(damaged)).size) <= SIDE_LIMIT_PX

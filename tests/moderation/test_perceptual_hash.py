"""The same picture is found again after small changes; others are not."""

import io
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageEnhance

from moderation.images import Pixels
from moderation.perceptual_hash import NEAR_BITS, nearest, perceptual_hash

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"
COLLAGES = [
    "cat-wearing-a-top-hat.png",
    "hamster-godzilla.png",
    "kitty-in-a-crown.png",
    "penguin-eating-a-banana.png",
    "frogs-on-a-beach.png",
]


def samples_of(name: str) -> list[Image.Image]:
    with Image.open(PICTURES / name) as image:
        collage = image.convert("RGB")
    return [collage.crop((x, y, x + 192, y + 192)) for y in (0, 200, 400) for x in (0, 200, 400)]


def hash_of(image: Image.Image) -> int:
    found = perceptual_hash(np.asarray(image))
    assert found is not None
    return found


def as_jpeg(image: Image.Image) -> Image.Image:
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=60)
    return Image.open(buffer)


@pytest.mark.parametrize(
    "change",
    [
        as_jpeg,
        lambda image: image.resize((96, 96), Image.Resampling.LANCZOS),
        lambda image: image.resize((384, 384), Image.Resampling.BICUBIC),
        lambda image: ImageEnhance.Contrast(image).enhance(0.8),
    ],
    ids=["as JPEG", "half the size", "twice the size", "less contrast"],
)
def test_a_changed_picture_is_still_the_same(change: object) -> None:
    assert callable(change)
    for sample in samples_of("hamster-godzilla.png"):
        assert nearest(hash_of(change(sample)), [hash_of(sample)]) is not None


def test_pictures_of_different_prompts_are_not_near() -> None:
    hashes = [[hash_of(sample) for sample in samples_of(name)] for name in COLLAGES]
    for ours, others in combinations(hashes, 2):
        assert min((one ^ other).bit_count() for one in ours for other in others) > NEAR_BITS


@pytest.mark.parametrize("colour", [0, 255, (200, 30, 30)])
def test_a_plain_picture_is_like_no_other(colour: object) -> None:
    plain = np.full((64, 64, 3), colour, np.uint8)
    assert perceptual_hash(plain) is None
    assert perceptual_hash(_with_a_speck(plain)) is None


def _with_a_speck(plain: Pixels) -> Pixels:
    specked = plain.copy()
    specked[30:33, 30:33] = 128
    return specked


def test_the_nearest_of_several_counts() -> None:
    assert nearest(0b1111, []) is None
    assert nearest(0, [(1 << NEAR_BITS + 1) - 1]) is None
    assert nearest(0, [2**64 - 1, (1 << NEAR_BITS) - 1, 0b11]) == 2


def test_a_hash_fits_into_64_bits_and_has_half_of_them_set() -> None:
    for sample in samples_of("hamster-godzilla.png"):
        assert hash_of(sample).bit_count() == 32
        assert 0 <= hash_of(sample) < 2**64

"""Previews that are painted in part let the page shine through, in every format that can."""

from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from generation.service.pictures import encode


@pytest.fixture
def half_painted() -> np.ndarray:
    """Red above, nothing below."""
    pixels = np.zeros((8, 8, 4), np.uint8)
    pixels[:4] = (255, 0, 0, 255)
    return pixels


@pytest.mark.parametrize("picture_format", ["png", "webp"])
def test_what_is_not_painted_is_transparent(half_painted, picture_format) -> None:
    picture = Image.open(BytesIO(encode(half_painted, picture_format)))

    assert picture.mode == "RGBA"
    assert picture.getpixel((0, 0))[3] == 255
    assert picture.getpixel((0, 7))[3] == 0


def test_jpeg_knows_no_transparency(half_painted) -> None:
    assert Image.open(BytesIO(encode(half_painted, "jpeg"))).mode == "RGB"

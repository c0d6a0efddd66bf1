"""Samples made larger, with and without meme text, and packed together."""

import io
import zipfile

import pytest
from PIL import Image

from bot.enlarge import ENLARGED_SIDE_PX, enlarge, pack
from bot.errors import PictureError
from bot.picture import SIDE_LIMIT_PX
from bot.provenance import Provenance, read_provenance

PROVENANCE = Provenance("a cat", "nonet-small", 7, "job")
ROOM = 8_000_000


def png(width: int, height: int) -> bytes:
    image = Image.linear_gradient("L").resize((width, height)).convert("RGB")
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("size", "enlarged"),
    [
        ((192, 192), (768, 768)),
        ((256, 256), (768, 768)),
        ((200, 300), (800, 1200)),
        ((768, 768), (768, 768)),
        ((1024, 1024), (1024, 1024)),
        ((100, 1900), (100, 1900)),
    ],
)
def test_samples_grow_by_whole_factors(size: tuple[int, int], enlarged: tuple[int, int]) -> None:
    picture = enlarge(png(*size), PROVENANCE, ROOM)

    assert (picture.width, picture.height) == enlarged
    assert max(enlarged) <= SIDE_LIMIT_PX
    assert read_provenance(picture.data) == PROVENANCE


def test_meme_text_is_written_in_the_large_picture() -> None:
    plain = enlarge(png(64, 64), PROVENANCE, ROOM)
    captioned = enlarge(png(64, 64), PROVENANCE, ROOM, top="hello")

    colours = Image.open(io.BytesIO(captioned.data)).crop((0, 0, ENLARGED_SIDE_PX, 250)).getextrema()
    assert captioned.data != plain.data
    assert colours == ((0, 255),) * 3  # black outlines, white letters


def test_a_picture_is_written_within_its_room() -> None:
    noise = Image.effect_noise((256, 256), 90).convert("RGB")
    buffer = io.BytesIO()
    noise.save(buffer, "PNG")

    assert len(enlarge(buffer.getvalue(), PROVENANCE, 200_000).data) <= 200_000
    with pytest.raises(PictureError):
        enlarge(buffer.getvalue(), PROVENANCE, 1_000)


def test_an_archive_holds_its_files_and_is_always_the_same() -> None:
    files = {"one.png": b"1", "two.png": b"22"}
    with zipfile.ZipFile(io.BytesIO(pack(files))) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == files
    assert pack(files) == pack(files)

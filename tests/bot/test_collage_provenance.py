"""Every picture file says that it was made with AI, by which model, from which prompt and seed."""

import io
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from bot.provenance import KEPT_CHARS, SOURCE_TYPE, Provenance, marks, read_provenance

FORMATS = ("PNG", "WEBP", "JPEG")
AWKWARD_PROMPT = """<script>alert("1")</script> & ]]> 'quotes' größer 寿司 🐹 <?xml?> <!DOCTYPE x>"""


def saved(picture_format: str, provenance: Provenance) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (4, 4)).save(buffer, picture_format, **marks(provenance, picture_format))
    return buffer.getvalue()


def xmp_of(picture: bytes) -> bytes:
    start, end = picture.index(b"<x:xmpmeta"), picture.index(b"</x:xmpmeta>") + len(b"</x:xmpmeta>")
    return picture[start:end]


@pytest.mark.parametrize("picture_format", FORMATS)
def test_provenance_can_be_read_back(picture_format: str) -> None:
    provenance = Provenance(AWKWARD_PROMPT, "someone/model <2>", 2**32 - 1, "AbCdEfGh12345678")
    assert read_provenance(saved(picture_format, provenance)) == provenance


@pytest.mark.parametrize("picture_format", FORMATS)
def test_the_file_bears_the_digital_source_type_of_generated_pictures(picture_format: str) -> None:
    xmp = ElementTree.fromstring(xmp_of(saved(picture_format, Provenance("a cat", "m", 1))))
    found = xmp.find(".//{http://iptc.org/std/Iptc4xmpExt/2008-02-29/}DigitalSourceType")
    assert found is not None
    assert found.text == SOURCE_TYPE
    assert "Made with AI" in "".join(xmp.itertext())


def test_a_png_also_says_it_in_plain_text() -> None:
    with Image.open(io.BytesIO(saved("PNG", Provenance("a 猫", "m", 5)))) as image:
        assert isinstance(image, Image.Image)
        info = image.info
    assert (info["Description"], info["Model"], info["Seed"]) == ("a 猫", "m", "5")
    assert info["Source"] == "Made with AI by Nonet"


@given(st.text(st.characters(codec=None), max_size=50), st.sampled_from(FORMATS))
def test_any_prompt_leaves_a_file_that_can_be_read(prompt: str, picture_format: str) -> None:
    read = read_provenance(saved(picture_format, Provenance(prompt, "m", 1)))
    assert read is not None
    assert set(read.prompt) <= set(prompt) | {"\n"}  # XML reads a carriage return as a line feed


@pytest.mark.parametrize("picture_format", FORMATS)
def test_a_very_long_prompt_is_cut(picture_format: str) -> None:
    read = read_provenance(saved(picture_format, Provenance("&" * 20_000, "m", 1)))
    assert read is not None
    assert read.prompt == "&" * KEPT_CHARS


def test_other_files_have_no_provenance_of_ours() -> None:
    buffer = io.BytesIO()
    Image.new("RGB", (4, 4)).save(buffer, "PNG")
    assert read_provenance(buffer.getvalue()) is None


def jpeg_with(xmp: bytes) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (4, 4)).save(buffer, "JPEG", xmp=xmp)
    return buffer.getvalue()


FOREIGN = b'<x:xmpmeta xmlns:x="adobe:ns:meta/">%s</x:xmpmeta>'


@pytest.mark.parametrize(
    "xmp",
    [
        FOREIGN % b"something else",
        FOREIGN % b"<broken>",
        FOREIGN % b'<seed xmlns="urn:nonet:picture:1">seven</seed>',
        b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' + FOREIGN % b"&a;",
    ],
    ids=["without seed", "broken", "seed is no number", "entities"],
)
def test_foreign_xmp_is_passed_over(xmp: bytes) -> None:
    assert read_provenance(jpeg_with(xmp)) is None


def test_entities_are_not_expanded_even_in_what_looks_like_ours() -> None:
    ours = xmp_of(saved("JPEG", Provenance("a cat", "m", 1)))
    assert read_provenance(jpeg_with(ours)) == Provenance("a cat", "m", 1)
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' + ours.replace(b"a cat", b"&a;")
    assert read_provenance(jpeg_with(bomb)) is None

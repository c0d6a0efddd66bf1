"""The winners' collage: sizes, medals, and what the file says of itself."""

import io

import pytest
from PIL import Image

from bot.contests.podium import make_podium
from bot.errors import PictureError
from bot.provenance import Provenance, read_provenance

WHERE_FROM = Provenance("frogs in fezzes", "nonet-small", 7)
LIMIT = 8_000_000
GOLD, SILVER, BRONZE = (255, 216, 77), (232, 235, 240), (235, 168, 107)


def picture(colour: str, width: int = 64, height: int = 64) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(buffer, "PNG")
    return buffer.getvalue()


def podium(*winners: tuple[str, int], limit_bytes: int = LIMIT) -> Image.Image:
    made = make_podium(
        [(picture(colour), rank) for colour, rank in winners], limit_bytes=limit_bytes, provenance=WHERE_FROM
    )
    return Image.open(io.BytesIO(made.data)).convert("RGB")


def colours(image: Image.Image, box: tuple[int, int, int, int]) -> set[object]:
    found = image.crop(box).getcolors(maxcolors=1_000_000) or []
    return {colour for _, colour in found}


def test_the_first_is_largest_and_each_has_the_medal_of_its_rank() -> None:
    image = podium(("red", 1), ("green", 2), ("blue", 3))
    boxes = [(0, 0, 640, 640), (648, 0, 964, 316), (648, 324, 964, 640)]
    for box, colour, metal in zip(
        boxes, [(255, 0, 0), (0, 128, 0), (0, 0, 255)], [GOLD, SILVER, BRONZE], strict=True
    ):
        assert image.getpixel((box[2] - 5, box[3] - 5)) == colour
        assert {GOLD, SILVER, BRONZE} & colours(image, box) == {metal}


def test_equals_are_as_large_and_share_the_metal() -> None:
    image = podium(("red", 1), ("green", 1))
    assert image.size == (1288, 640)
    assert not {SILVER, BRONZE} & colours(image, (0, 0, *image.size))


def test_a_single_winner_stands_alone() -> None:
    assert podium(("red", 1)).size == (640, 640)


def test_pictures_of_other_shapes_are_cut_to_their_middle() -> None:
    wide = Image.new("RGB", (300, 100), "red")
    wide.paste((0, 0, 255), (100, 0, 200, 100))
    buffer = io.BytesIO()
    wide.save(buffer, "PNG")
    made = make_podium([(buffer.getvalue(), 1)], limit_bytes=LIMIT, provenance=WHERE_FROM)
    image = Image.open(io.BytesIO(made.data)).convert("RGB")
    assert image.getpixel((630, 630)) == (0, 0, 255)


def test_the_file_says_that_a_machine_has_painted_it() -> None:
    made = make_podium([(picture("red"), 1)], limit_bytes=LIMIT, provenance=WHERE_FROM)
    assert read_provenance(made.data) == WHERE_FROM


def test_it_fits_into_what_the_place_takes() -> None:
    made = make_podium([(picture("red"), 1)], limit_bytes=9_000, provenance=WHERE_FROM)
    assert len(made.data) <= 9_000


@pytest.mark.parametrize("number", [0, 4])
def test_there_are_one_to_three_places(number: int) -> None:
    with pytest.raises(PictureError, match="1 to 3"):
        make_podium([(picture("red"), 1)] * number, limit_bytes=LIMIT, provenance=WHERE_FROM)

"""The command line as a front: collages become files, whole or not at all, in the format of their name."""

import io
from pathlib import Path

import pytest
from PIL import Image

from bot.command_line import CommandLineFront, place_of_file
from bot.errors import BadRequestError, DeliveryError, PlaceError
from bot.picture import write_png
from bot.provenance import Provenance, read_provenance

PROVENANCE = Provenance("a cat", "tiny", 7, "job")


@pytest.fixture
def collage(tmp_path: Path) -> Path:
    path = tmp_path / "stored.png"
    path.write_bytes(write_png(Image.new("RGB", (30, 30), "red"), PROVENANCE))
    return path


async def test_a_collage_in_the_stored_format_is_copied_as_it_is(tmp_path: Path, collage: Path) -> None:
    out = tmp_path / "out.png"

    assert await CommandLineFront().deliver("job", place_of_file(out), collage) == str(out)

    assert out.read_bytes() == collage.read_bytes()


@pytest.mark.parametrize(("name", "kind"), [("out.jpg", "JPEG"), ("OUT.JPEG", "JPEG"), ("out.webp", "WEBP")])
async def test_another_format_keeps_the_provenance(
    tmp_path: Path, collage: Path, name: str, kind: str
) -> None:
    await CommandLineFront().deliver("job", place_of_file(tmp_path / name), collage)

    data = (tmp_path / name).read_bytes()
    with Image.open(io.BytesIO(data)) as picture:
        assert picture.format == kind
    assert read_provenance(data) == PROVENANCE


async def test_delivering_twice_leaves_one_file(tmp_path: Path, collage: Path) -> None:
    place = place_of_file(tmp_path / "out.png")
    for _ in range(2):
        await CommandLineFront().deliver("job", place, collage)

    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.png", "stored.png"]


async def test_whoever_reads_an_older_collage_keeps_it_whole(tmp_path: Path, collage: Path) -> None:
    out = tmp_path / "out.png"
    out.write_bytes(b"older")
    with out.open("rb") as reader:
        await CommandLineFront().deliver("job", place_of_file(out), collage)

        assert reader.read() == b"older"
    assert out.read_bytes() == collage.read_bytes()


async def test_what_was_written_since_the_request_stays(tmp_path: Path, collage: Path) -> None:
    out = tmp_path / "out.png"
    place = place_of_file(out)
    out.write_bytes(b"a newer collage")
    with pytest.raises(DeliveryError, match="written anew") as caught:
        await CommandLineFront().deliver("job", place, collage)

    assert caught.value.final
    assert out.read_bytes() == b"a newer collage"


async def test_a_relative_file_is_remembered_by_its_whole_path(
    monkeypatch, tmp_path: Path, collage: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    place = place_of_file(Path("here.png"))
    monkeypatch.chdir("/")

    await CommandLineFront().deliver("job", place, collage)

    assert (tmp_path / "here.png").is_file()


async def test_a_job_without_a_file_is_delivered_by_being_stored(collage: Path) -> None:
    front = CommandLineFront()
    await front.check_place(place_of_file(None))

    assert await front.deliver("job", place_of_file(None), collage) == "job"


async def test_a_folder_that_is_not_there_is_told_before_anything_is_painted(tmp_path: Path) -> None:
    with pytest.raises(PlaceError, match="missing"):
        await CommandLineFront().check_place(place_of_file(tmp_path / "missing" / "out.png"))


@pytest.mark.parametrize(("name", "says"), [("folder.png", "is a folder"), ("x" * 300 + ".png", "too long")])
async def test_a_name_that_no_file_can_have_is_told_before_anything_is_painted(
    tmp_path: Path, name: str, says: str
) -> None:
    (tmp_path / "folder.png").mkdir()
    with pytest.raises(PlaceError, match=says):
        await CommandLineFront().check_place(place_of_file(tmp_path / name))


async def test_an_unknown_format_is_told_before_anything_is_painted(tmp_path: Path) -> None:
    with pytest.raises(BadRequestError, match=r"\.png, \.webp"):
        await CommandLineFront().check_place(place_of_file(tmp_path / "out.gif"))


async def test_a_folder_that_has_gone_meanwhile_may_come_back(tmp_path: Path, collage: Path) -> None:
    with pytest.raises(DeliveryError, match="could not be written") as raised:
        await CommandLineFront().deliver("job", place_of_file(tmp_path / "gone" / "out.png"), collage)

    assert not raised.value.final

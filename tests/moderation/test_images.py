"""The nets say what their originals say, harmless pictures pass, and no other nets are believed."""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from moderation.image_nets import DRAWINGS, FOLDER, PHOTOS, ImageNetError, ImageNets
from moderation.images import THRESHOLDS, ImageFilter, Pixels
from moderation.verdict import Category, Decision

FIXTURES = Path(__file__).parents[1] / "fixtures" / "picture_nets"
PICTURES = Path(__file__).parents[2] / "docs" / "pictures"


def samples_of(collage: Path) -> list[Pixels]:
    with Image.open(collage) as image:
        pixels = np.asarray(image.convert("RGB"))
    return [pixels[y : y + 192, x : x + 192] for y in (0, 200, 400) for x in (0, 200, 400)]


@pytest.fixture(scope="module")
def nets() -> ImageNets:
    return ImageNets()


def test_the_nets_give_what_their_originals_give(nets: ImageNets) -> None:
    across, down = np.meshgrid(np.arange(224), np.arange(224))
    slope = np.stack([across, down, (across + down) // 2], axis=-1).astype(np.uint8)
    originals = json.loads((FIXTURES / "originals.json").read_text())
    scores = nets.scores([*samples_of(FIXTURES / "collage.png"), slope])
    drawings = np.array(originals["drawings"])
    np.testing.assert_allclose(scores[:, 0], originals["photos"], atol=0.02)
    np.testing.assert_allclose(scores[:, 1], drawings[:, 1] + drawings[:, 3], atol=1e-4)
    np.testing.assert_allclose(scores[:, 2], drawings[:, 4], atol=1e-4)


def test_pictures_of_ours_pass_even_the_strictest_level(nets: ImageNets) -> None:
    collages = sorted(PICTURES.glob("*.png"))
    samples = [sample for collage in collages for sample in samples_of(collage)]
    verdicts = ImageFilter(nets).check(samples, "strict")
    assert len(verdicts) == 9 * len(collages) >= 45
    assert {verdict.decision for verdict in verdicts} == {Decision.ALLOW}


@pytest.mark.parametrize("shape", [(1, 1, 3), (3, 900, 3), (300, 2, 3)])
def test_pictures_of_all_shapes_have_scores(nets: ImageNets, shape: tuple[int, ...]) -> None:
    assert nets.scores([np.zeros(shape, np.uint8)]).shape == (1, 3)


def test_no_pictures_have_no_scores(nets: ImageNets) -> None:
    assert nets.scores([]).shape == (0, 3)


@pytest.mark.parametrize(
    "picture",
    [np.zeros((8, 8, 4), np.uint8), np.zeros((8, 8), np.uint8), np.zeros((8, 8, 3), np.float32)],
    ids=["four channels", "grey", "floats"],
)
def test_what_is_no_picture_is_refused(nets: ImageNets, picture: Pixels) -> None:
    with pytest.raises(ValueError, match="height, width, 3"):
        nets.scores([picture])


@pytest.mark.parametrize("name", [PHOTOS, DRAWINGS])
def test_only_the_files_that_ship_are_loaded(tmp_path: Path, name: str) -> None:
    for file in (PHOTOS, DRAWINGS):
        (tmp_path / file).write_bytes((FOLDER / file).read_bytes() + (b" " if file == name else b""))
    with pytest.raises(ImageNetError, match=f"{name} is not the file that ships"):
        ImageFilter.load(tmp_path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ImageNetError, match=r"photos\.onnx can't be read: No such file"):
        ImageFilter.load(tmp_path)


class Scored(ImageNets):
    """Gives the scores that it is told."""

    def __init__(self, *scores: tuple[float, float, float]) -> None:
        self._told = iter(scores)

    def _score(self, square: Pixels) -> tuple[float, float, float]:
        return next(self._told)


BLANK: Sequence[Pixels] = [np.zeros((8, 8, 3), np.uint8)]


@pytest.mark.parametrize(
    ("scores", "refused_at"),
    [
        ((0.2, 0.3, 0.3), []),
        ((0.35, 0.0, 0.0), ["strict"]),
        ((0.6, 0.0, 0.0), ["strict", "standard"]),
        ((0.9, 0.0, 0.0), ["strict", "standard", "relaxed"]),
        ((0.0, 0.5, 0.0), ["strict"]),
        ((0.0, 0.7, 0.0), ["strict", "standard"]),
        ((0.0, 0.9, 0.0), ["strict", "standard", "relaxed"]),
        ((0.0, 0.0, 0.5), ["strict"]),
        ((0.0, 0.0, 1.0), ["strict", "standard"]),
    ],
)
def test_each_level_refuses_what_the_one_above_does_and_more(
    scores: tuple[float, float, float], refused_at: list[str]
) -> None:
    verdicts = {level: ImageFilter(Scored(scores)).check(BLANK, level)[0] for level in THRESHOLDS}
    refused = [level for level, verdict in verdicts.items() if verdict.decision is Decision.REFUSE]
    assert refused == refused_at


def test_a_refusal_tells_the_person_why_and_moderators_which_rule() -> None:
    (verdict,) = ImageFilter(Scored((0.1, 0.95, 0.2))).check(BLANK)
    assert (verdict.category, verdict.score) == (Category.SEXUAL, 0.95)
    assert "sexual" in verdict.reason
    assert "0.95" not in verdict.reason + verdict.advice
    assert verdict.audit == "picture filter 1: explicit 0.950, standard refuses from 0.6"


@pytest.mark.parametrize("wrong", [float("nan"), float("inf"), -0.5, 2.0])
def test_what_is_no_score_is_an_error(wrong: float) -> None:
    with pytest.raises(ImageNetError, match="no score"):
        ImageFilter(Scored((0.0, wrong, 0.0))).check(BLANK)


def test_there_is_no_other_level() -> None:
    with pytest.raises(ValueError, match="There is no level 'none'"):
        ImageFilter(Scored((0.0, 0.0, 0.0))).check(BLANK, "none")

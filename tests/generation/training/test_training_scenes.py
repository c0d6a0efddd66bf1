from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generation.training.backgrounds import PLAIN_COLOURS, VARIANTS, background, load_places
from generation.training.concepts import load_concepts, names_by_slug
from generation.training.hats import hat_corner, load_hats
from generation.training.icons import CELL_PX
from generation.training.recolouring import COLOURS, in_style, recoloured
from generation.training.scene_sampler import sample_scene
from generation.training.scenes import CROWDS, Scene, paint
from generation.training.shapes import SIDE
from generation.training.sprites import sprite


def _painted_cells(scene: Scene) -> set[tuple[int, int]]:
    """Columns and rows of the cells that differ from the background."""
    changed = (paint(scene) != background(scene.background, scene.variant)).any(axis=-1)
    cells = changed.reshape(SIDE // CELL_PX, CELL_PX, SIDE // CELL_PX, CELL_PX).any(axis=(1, 3))
    return {(int(column), int(row)) for row, column in np.argwhere(cells)}


def test_a_scene_is_the_same_picture_every_time() -> None:
    scene = sample_scene(Random(5), 1.0)
    assert sample_scene(Random(5), 1.0) == scene
    assert np.array_equal(paint(scene), paint(scene))


@pytest.mark.parametrize("progress", [0.0, 1.0])
def test_every_sampled_scene_can_be_painted(progress: float) -> None:
    rng = Random(1)
    for _ in range(40):
        assert paint(sample_scene(rng, progress)).shape == (SIDE, SIDE, 3)


def test_training_starts_with_a_few_subjects_alone() -> None:
    def scenes(progress: float) -> list[Scene]:
        rng = Random(2)
        return [sample_scene(rng, progress) for _ in range(500)]

    early, late = scenes(0.0), scenes(1.0)
    assert sum(scene.layout == "single" for scene in early) > sum(scene.layout == "single" for scene in late)
    assert len({scene.subjects for scene in early}) < len({scene.subjects for scene in late}) / 2


def test_a_single_subject_keeps_to_its_cells() -> None:
    cells = _painted_cells(Scene(0, "single", (0,), "white"))
    assert cells <= {(column, row) for column in range(2, 10) for row in range(3, 11)}
    assert (5, 7) in cells


def test_a_giant_fills_the_picture_and_a_tiny_thing_four_cells() -> None:
    giant, usual, tiny = (
        len(_painted_cells(Scene(0, "single", (0,), "white", size=size))) for size in ("giant", "", "tiny")
    )
    assert giant > 2 * usual
    assert tiny <= 16


@pytest.mark.parametrize("count", CROWDS)
def test_a_crowd_has_as_many_members_as_it_says(count: int) -> None:
    cells = _painted_cells(Scene(0, "crowd", (0,), "white", count=count))
    centres = {(column + 3, row + 3) for column, row in CROWDS[count]}
    assert len(centres) == count
    assert centres <= cells


def test_a_hat_sits_on_the_token_grid_above_its_wearer() -> None:
    bare = _painted_cells(Scene(0, "single", (0,), "white"))
    with_hat = _painted_cells(Scene(0, "single", (0,), "white", hat="top_hat"))
    above = with_hat - bare
    assert above
    assert {row for _, row in above} <= {0, 1, 2, 3}
    assert hat_corner(sprite(0, 0, 8))[0] % CELL_PX == 0


def test_a_recoloured_sprite_has_that_colour() -> None:
    pixels = recoloured(sprite(0, 0, 8), "blue")
    red, _, blue, alpha = pixels[64, 64]
    assert blue > red
    assert alpha == 255


def test_black_and_white_has_no_colour_left() -> None:
    grey = in_style(paint(Scene(0, "single", (0,), "pink")), "black_and_white")
    assert (grey[..., 0] == grey[..., 2]).all()


def test_an_unknown_style_is_an_error() -> None:
    with pytest.raises(ValueError, match="sparkles"):
        in_style(paint(Scene(0, "single", (0,), "white")), "sparkles")


@pytest.mark.parametrize("key", load_places())
def test_every_place_can_be_painted_and_has_names(key: str) -> None:
    assert background(key, VARIANTS - 1).shape == (SIDE, SIDE, 3)
    assert load_places()[key].names


def test_every_taught_concept_has_names_and_every_name_a_concept() -> None:
    taught = {concept.slug for concept in load_concepts() if concept.weight}
    assert taught == names_by_slug().keys()


@given(
    st.sampled_from(sorted(COLOURS)),
    st.sampled_from(sorted(load_hats())),
    st.sampled_from(sorted(PLAIN_COLOURS)),
)
def test_any_colour_goes_with_any_hat_and_background(colour: str, hat: str, plain: str) -> None:
    picture = paint(Scene(1, "single", (3,), plain, colour=colour, hat=hat))
    assert picture.shape == (SIDE, SIDE, 3)

from random import Random

import numpy as np
import pytest
import torch
from torch import Tensor

from generation.training.backgrounds import background, load_places
from generation.training.concepts import load_concepts
from generation.training.evaluate import nearest_place, score
from generation.training.icons import Pixels
from generation.training.judge import SIDE, Judge, shrunk, single_scenes
from generation.training.reading import tsv_rows
from generation.training.scenes import Scene, paint
from generation.training.sheets import labelled_row, sheet_prompts

SLUGS = [concept.slug for concept in load_concepts()]


class AlwaysCat(Judge):
    """Sees a cat in every picture."""

    def forward(self, pictures: Tensor) -> Tensor:
        logits = torch.zeros(len(pictures), len(SLUGS))
        logits[:, SLUGS.index("cat_face")] = 1.0
        return logits


def _grey(count: int) -> Pixels:
    return np.full((count, 192, 192, 3), 128, np.uint8)


def test_a_score_counts_pictures_and_prompts_apart() -> None:
    judged = [("cat_face", _grey(3)), ("pizza", _grey(1))]
    result = score("test", AlwaysCat(len(SLUGS)), judged)
    assert (result.pictures, result.top1, result.any_right) == (4, 0.75, 0.5)


def test_lookalikes_pass_for_one_another() -> None:
    class AlwaysTaxi(AlwaysCat):
        def forward(self, pictures: Tensor) -> Tensor:
            return super().forward(pictures).roll(SLUGS.index("taxi") - SLUGS.index("cat_face"), dims=1)

    assert score("test", AlwaysTaxi(len(SLUGS)), [("automobile", _grey(1))]).top1 == 1.0


def test_the_judge_looks_at_small_pictures_and_knows_every_concept() -> None:
    pictures = shrunk(_grey(2))
    assert pictures.shape == (2, 3, SIDE, SIDE)
    assert Judge(len(SLUGS), widths=(4, 4))(pictures).shape == (2, len(SLUGS))


def test_the_judge_learns_from_single_subjects_in_their_own_colours() -> None:
    assert {(scene.layout, scene.style) for scene in single_scenes(Random(1), 50)} == {("single", "")}


@pytest.mark.parametrize("key", ["beach", "space", "court", "pink"])
def test_a_place_is_recognised_around_its_subject(key: str) -> None:
    assert nearest_place(paint(Scene(0, "single", (0,), key))) == key


def test_places_differ_around_the_subject() -> None:
    assert all(nearest_place(background(key, 2)) == key for key in load_places())


def test_the_judges_prompts_ask_for_concepts_that_are_taught() -> None:
    groups = {group for group, _, _ in tsv_rows("judge_prompts.tsv")}
    assert groups == {"everyday", "held_out"}
    assert {slug for _, slug, _ in tsv_rows("judge_prompts.tsv")} <= set(SLUGS)


def test_no_caption_has_a_held_out_word() -> None:
    said = {word for concept in load_concepts() for name in concept.names for word in name.lower().split()}
    assert not said & {word for group, _, word in tsv_rows("judge_prompts.tsv") if group == "held_out"}


def test_a_sheet_has_twenty_four_prompts_and_rows_of_one_width() -> None:
    assert len(sheet_prompts()) == 24
    assert labelled_row("two greys", _grey(2)).shape[1] == 2 * labelled_row("one grey", _grey(1)).shape[1]

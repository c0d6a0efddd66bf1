from collections import Counter
from random import Random

import numpy as np
import pytest
import torch
from torch import Tensor

from generation.training.backgrounds import background, load_places
from generation.training.concepts import load_concepts
from generation.training.evaluate import nearest_place, observed_right, questions_about, score, share_right
from generation.training.icons import Pixels
from generation.training.judge import SIDE, Judge, shrunk, single_scenes
from generation.training.observer import ANSWERS, UNASKED, Observer, answers_of, observed_scenes
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
    names = [name for c in load_concepts() for name in (*c.names, *c.nouns, *(t for _, t in c.translations))]
    said = {word for name in names for word in name.lower().split()}
    assert not said & {word for group, _, word in tsv_rows("judge_prompts.tsv") if group == "held_out"}


def test_a_sheet_has_twenty_four_prompts_and_rows_of_one_width() -> None:
    assert len(sheet_prompts()) == 24
    assert labelled_row("two greys", _grey(2)).shape[1] == 2 * labelled_row("one grey", _grey(1)).shape[1]


def test_the_observer_is_asked_a_hundred_questions_that_it_can_answer() -> None:
    rows = list(tsv_rows("observer_prompts.tsv"))
    assert Counter(row[0] for row in rows) == dict.fromkeys(("colour", "count", "hat", "rider"), 25)
    assert {slug for row in rows for slug in row[3:]} <= set(SLUGS)
    for question, answer, *_ in rows:
        if question == "rider":
            assert set(answer.split()) <= set(SLUGS)
        else:
            assert answer in ANSWERS[question]


def test_the_observer_is_taught_what_a_scene_shows() -> None:
    scene = Scene(0, "crowd", (3,), "white", count=3, colour="blue")
    answers = answers_of(scene)
    assert (ANSWERS["count"][answers["count"]], ANSWERS["colour"][answers["colour"]]) == ("3", "blue")
    assert answers["hat"] == answers["upper"] == UNASKED
    scene = Scene(0, "stack", (3, 5), "white", relation="ride")
    assert (answers_of(scene)["upper"], answers_of(scene)["lower"]) == (3, 5)


def test_the_observer_sees_all_kinds_of_scenes() -> None:
    scenes = observed_scenes(Random(1), 40)
    assert sum(bool(scene.hat) for scene in scenes) >= 10
    assert {"single", "crowd", "stack"} == {scene.layout for scene in scenes}


def test_a_rider_is_right_only_on_what_it_rides() -> None:
    class SeesARobotOnAHorse(Observer):
        def forward(self, pictures: Tensor) -> dict[str, Tensor]:
            logits = {key: torch.zeros(len(pictures), len(answers)) for key, answers in ANSWERS.items()}
            logits["upper"][:, SLUGS.index("robot")] = 1.0
            logits["lower"][:, SLUGS.index("horse")] = 1.0
            return logits

    observer = SeesARobotOnAHorse(widths=(4, 4))
    assert observed_right(observer, _grey(2), "rider", "robot horse").all()
    assert not observed_right(observer, _grey(2), "rider", "horse robot").any()
    assert observed_right(observer, _grey(1), "count", "1").all()


def test_questions_about_a_scene_have_its_answers() -> None:
    scene = Scene(0, "single", (3,), "white", hat="crown", colour="red")
    assert questions_about(scene) == {"hat": "crown", "colour": "red"}


def test_marks_count_pictures_and_prompts_apart() -> None:
    result = share_right("hat", [np.array([True, False, True]), np.array([False])])
    assert (result.pictures, result.top1, result.any_right) == (4, 0.5, 0.5)

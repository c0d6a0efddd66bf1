"""Scores: does a judge, who never taught the generator, see in its pictures what was asked for?"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from random import Random

import numpy as np
import torch
from numpy.typing import NDArray
from rich.progress import track

from generation.models.base import Model
from generation.models.loading import load
from generation.protocol import SamplingSettings
from generation.training.backgrounds import PLAIN_COLOURS, VARIANTS, background, load_places
from generation.training.batches import scene_codes
from generation.training.concepts import load_concepts
from generation.training.data import EXPORTED, WORK
from generation.training.icons import CELL_PX, Pixels
from generation.training.judge import Judge, load_judge, shrunk, single_scenes
from generation.training.observer import Observer, load_observer, observe, observed_scenes
from generation.training.picture_tokenizer import GRID_CELLS, PictureTokenizer
from generation.training.reading import tsv_rows
from generation.training.scenes import Scene, paint
from generation.training.sheets import paint_prompt
from generation.training.train_tokenizer import trained_tokenizer

SCORES = WORK / "scores.json"
LOOKALIKES = (
    {"fish", "tropical_fish", "blowfish"},
    {"man", "person_beard", "person_bald", "boy", "singer", "prince", "person_in_tuxedo"},
    {"woman", "girl", "princess"},
    {"chicken", "rooster"},
    {"automobile", "taxi", "racing_car", "police_car"},
    {"sailboat", "passenger_ship", "canoe"},
)
"""Concepts that pass for one another."""


GOLD = {"golden", "yellow"}
"""Colours that pass for one another."""


@dataclass(frozen=True)
class Score:
    """How often the judge saw the right concept."""

    measure: str
    pictures: int
    top1: float
    top5: float | None
    any_right: float
    """Share of prompts of which at least one picture is right."""


def score_model(model: Model, settings: SamplingSettings, judge: Judge, group: str) -> Score:
    """Judge nine pictures of each prompt of a group of judge_prompts.tsv."""
    prompts = [(slug, word) for kind, slug, word in tsv_rows("judge_prompts.tsv") if kind == group]
    judged = [
        (slug, paint_prompt(model, f"{'an' if word[0] in 'aeiou' else 'a'} {word}", settings))
        for slug, word in track(prompts, group)
    ]
    return score(group, judge, judged)


def score_tokenizer(tokenizer: PictureTokenizer, judge: Judge, count: int = 600) -> list[Score]:
    """Judge real scenes of one subject, and what the tokenizer makes of them."""
    slugs = [concept.slug for concept in load_concepts()]
    scenes = single_scenes(Random("evaluation"), count)  # noqa: S311 - reproducible, not secret
    named = [slugs[scene.subjects[0]] for scene in scenes]
    real = [(slug, paint(scene)[None]) for slug, scene in zip(named, scenes, strict=True)]
    rebuilt = [(slug, p[None]) for slug, p in zip(named, tokenized(scenes, tokenizer), strict=True)]
    return [score("real scenes", judge, real), score("tokenizer", judge, rebuilt)]


@torch.inference_mode()
def tokenized(scenes: Sequence[Scene], tokenizer: PictureTokenizer) -> Iterator[Pixels]:
    """What is left of scenes after encoding and decoding, each (side, side, 3)."""
    for start in range(0, len(scenes), 50):
        codes = scene_codes(list(scenes[start : start + 50]), tokenizer).view(-1, GRID_CELLS, GRID_CELLS)
        pixels = tokenizer.decoder(codes).clamp(0, 1).mul(255).to(torch.uint8)
        yield from pixels.permute(0, 2, 3, 1).numpy()


def score_observed(model: Model, settings: SamplingSettings, observer: Observer, judge: Judge) -> list[Score]:
    """Ask for colours, counts, hats and riders, and look whether the observer sees them.

    Of subjects in a colour or a hat the judge must say in turn what they are.
    """
    right: dict[str, list[NDArray[np.bool_]]] = {}
    judged: dict[str, list[tuple[str, Pixels]]] = {}
    for question, answer, prompt, *subject in track(list(tsv_rows("observer_prompts.tsv")), "observed"):
        pictures = paint_prompt(model, prompt, settings)
        right.setdefault(question, []).append(observed_right(observer, pictures, question, answer))
        for slug in subject:
            judged.setdefault(f"subject of {question}", []).append((slug, pictures))
    return [share_right(question, marks) for question, marks in right.items()] + [
        score(measure, judge, pairs) for measure, pairs in judged.items()
    ]


def score_observer(observer: Observer, tokenizer: PictureTokenizer, count: int = 300) -> list[Score]:
    """How far the observer can be believed: on scenes, and on what the tokenizer makes of them."""
    scenes = observed_scenes(Random("evaluation"), count)  # noqa: S311 - reproducible, not secret
    rebuilt = tokenized(scenes, tokenizer)
    right: dict[str, list[NDArray[np.bool_]]] = {}
    for scene, picture in zip(scenes, rebuilt, strict=True):
        for question, answer in questions_about(scene).items():
            for kind, seen in (("real", paint(scene)), ("tokenizer", picture)):
                marks = observed_right(observer, seen[None], question, answer)
                right.setdefault(f"{kind} {question}", []).append(marks)
    return [share_right(measure, marks) for measure, marks in sorted(right.items())]


def questions_about(scene: Scene) -> dict[str, str]:
    """What could be asked about a scene in the manner of observer_prompts.tsv, with the answers."""
    slugs = [concept.slug for concept in load_concepts()]
    asked = {"colour": scene.colour, "hat": scene.hat, "count": str(scene.count) if scene.count > 1 else ""}
    if scene.relation == "ride":
        asked["rider"] = " ".join(slugs[subject] for subject in scene.subjects)
    return {question: answer for question, answer in asked.items() if answer and scene.layout != "pair"}


def observed_right(observer: Observer, pictures: Pixels, question: str, answer: str) -> NDArray[np.bool_]:
    """Which of the pictures (n, side, side, 3) show the answer.

    For a rider both it and what it rides must be among the observer's five best guesses.
    """
    if question != "rider":
        passing = GOLD if answer in GOLD else {answer}
        return np.array([bool(passing & seen) for seen in observe(observer, pictures)[question]])
    seen = observe(observer, pictures, best=5)
    upper, lower = (accepted(slug) for slug in answer.split(" "))
    return np.array(
        [bool(up & upper and low & lower) for up, low in zip(seen["upper"], seen["lower"], strict=True)]
    )


def share_right(measure: str, marks: Sequence[NDArray[np.bool_]]) -> Score:
    """The score of some prompts of whose pictures these are right."""
    every = np.concatenate(marks)
    return Score(measure, len(every), float(every.mean()), None, float(np.mean([m.any() for m in marks])))


def score_places(model: Model, settings: SamplingSettings) -> Score:
    """Ask for a cat in each place, and look which place's background is nearest to what is around it."""
    first, any_right = [], []
    for key, place in track(load_places().items(), "places"):
        pictures = paint_prompt(model, f"a cat {place.preposition} {place.names[0]}", settings)
        right = [nearest_place(picture) == key for picture in pictures]
        first += right
        any_right.append(any(right))
    return Score("places", len(first), float(np.mean(first)), None, float(np.mean(any_right)))


def nearest_place(picture: Pixels) -> str:
    """The place, or plain colour, whose background is nearest in L1 over the cells around the middle."""
    seen = _margin_means(picture)
    keys = [(key, variant) for key in load_places() for variant in range(VARIANTS)]
    keys += [(colour, 0) for colour in PLAIN_COLOURS]
    return min(keys, key=lambda key: float(np.abs(seen - _margin_means(background(*key))).sum()))[0]


def _margin_means(picture: Pixels) -> NDArray[np.float64]:
    """Mean colours (cells, 3) of the cells that a subject in the middle leaves free."""
    cells = picture.reshape(GRID_CELLS, CELL_PX, GRID_CELLS, CELL_PX, 3).mean(axis=(1, 3))
    free = np.ones((GRID_CELLS, GRID_CELLS), bool)
    free[3:11, 2:10] = False
    return cells[free]


@torch.inference_mode()
def score(measure: str, judge: Judge, judged: Iterable[tuple[str, Pixels]]) -> Score:
    """Judge groups of pictures (n, side, side, 3), each group of one concept."""
    slugs = [concept.slug for concept in load_concepts()]
    first, among_five, any_right = [], [], []
    for slug, pictures in judged:
        passing = accepted(slug)
        guesses = judge(shrunk(pictures)).topk(5).indices.tolist()
        right = [slugs[guess[0]] in passing for guess in guesses]
        first += right
        among_five += [any(slugs[index] in passing for index in guess) for guess in guesses]
        any_right.append(any(right))
    means = (float(np.mean(values)) for values in (first, among_five, any_right))
    return Score(measure, len(first), *means)


def accepted(slug: str) -> set[str]:
    """The concepts that pass for this one."""
    return next((group for group in LOOKALIKES if slug in group), {slug})


def write_scores(scores: list[Score]) -> None:
    """Write the scores as JSON and print them as a table in Markdown."""
    SCORES.write_text(json.dumps([asdict(score) for score in scores], indent=2) + "\n", encoding="utf-8")
    print("| measure | pictures | top-1 | top-5 | any right |\n| --- | --- | --- | --- | --- |")
    for row in scores:
        top5 = "-" if row.top5 is None else f"{row.top5:.2f}"
        print(f"| {row.measure} | {row.pictures} | {row.top1:.2f} | {top5} | {row.any_right:.2f} |")


def evaluate_exported(temperature: float | None, guidance: float | None) -> None:
    """Score the exported checkpoint and its tokenizer, with its own sampling settings or others."""
    torch.set_num_threads(1)
    judge, observer, model = load_judge(), load_observer(), load(EXPORTED)
    defaults = model.defaults
    settings = replace(
        defaults, temperature=temperature or defaults.temperature, guidance=guidance or defaults.guidance
    )
    scores = [score_model(model, settings, judge, group) for group in ("everyday", "held_out")]
    scores.append(score_places(model, settings))
    scores += score_observed(model, settings, observer, judge)
    tokenizer = trained_tokenizer()
    write_scores([*score_tokenizer(tokenizer, judge), *score_observer(observer, tokenizer), *scores])

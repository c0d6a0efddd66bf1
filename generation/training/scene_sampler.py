"""Draws scenes at random: a few everyday things alone first, then more things, then everything together.

A model that meets few subjects often learns early that the text tells what to paint; given all of them at
once, it long goes by the tokens before and paints coloured smudges.
"""

from dataclasses import dataclass
from functools import cache
from random import Random

from generation.training.backgrounds import PLAIN_COLOURS, VARIANTS, load_places
from generation.training.concepts import BEINGS, load_concepts
from generation.training.hats import load_hats
from generation.training.icons import HOUSES
from generation.training.phrases import phrases
from generation.training.recolouring import COLOURS
from generation.training.scenes import SIZES, Scene

PLAIN_WEIGHTS = (6, 3, 2, 2, 2, 2)

EARLY = {"plain": 46, "place": 38, "hat": 5, "activity": 1, "pair": 6, "stack": 2, "crowd": 2, "hybrid": 0}
LATE = {"plain": 18, "place": 20, "hat": 12, "activity": 5, "pair": 20, "stack": 10, "crowd": 10, "hybrid": 5}
"""Shares of the kinds of scenes at the start and in the end, in per cent."""

COLOURED = 0.22
"""Share of subjects painted in a colour that the caption names."""

SIZED = 0.1
"""Share of single subjects, with neither hat nor activity, of another size than the usual."""

ENTRY = {5.0: -1.0, 2.0: 0.3, 0.3: 0.6}
"""At which progress concepts of each weight begin to come in; over the next fifth they reach their weight."""


@dataclass(frozen=True)
class Stage:
    """How far the curriculum has come, in steps of a twentieth so that few mixtures have to be made."""

    twentieths: int

    @classmethod
    def at(cls, progress: float) -> "Stage":
        """The stage at a progress of 0 to 1, or beyond."""
        return cls(round(20 * min(max(progress, 0.0), 1.0)))

    @property
    def progress(self) -> float:
        """From 0 to 1."""
        return self.twentieths / 20

    def shares(self) -> list[float]:
        """The shares of the kinds of scenes, in the order of `EARLY`."""
        blend = min(max((self.progress - 0.2) / 0.6, 0.0), 1.0)
        return [EARLY[kind] * (1 - blend) + LATE[kind] * blend for kind in EARLY]

    def weight(self, weight: float) -> float:
        """How often a concept of this weight in the table is drawn by now."""
        return weight * min(max((self.progress - ENTRY.get(weight, 0.0)) / 0.2, 0.0), 1.0)


def sample_scene(rng: Random, progress: float) -> Scene:
    """Draw a scene; `progress` from 0 to 1 leads from a few single subjects to the whole mixture."""
    stage = Stage.at(progress)
    kind = rng.choices(list(EARLY), stage.shares())[0]
    house = rng.randrange(len(HOUSES))
    style = rng.choice(list(phrases()["style"])) if rng.random() < 0.02 * stage.progress else ""
    if kind in ("pair", "stack"):
        return _related(rng, stage, kind, house, style)
    if kind == "crowd":
        return _crowd(rng, stage, house, style)
    if kind == "hybrid":
        return _hybrid(rng, stage, house, style)
    return _single(rng, stage, kind, house, style)


def _single(rng: Random, stage: Stage, kind: str, house: int, style: str) -> Scene:
    beings = kind in ("hat", "activity") or (kind == "place" and rng.random() < 0.5)
    place, variant = _somewhere(rng, {"plain": 0.0, "place": 1.0}.get(kind, 0.5))
    activity = rng.choice(list(phrases()["activity"])) if kind == "activity" else ""
    if activity:
        place = phrases()["activity"][activity].get("place", place)
    return Scene(
        house,
        "single",
        (_pick(rng, stage, BEINGS if beings else ()),),
        place,
        variant,
        hat=_hat(rng) if kind == "hat" else "",
        activity=activity,
        colour=_colour(rng, stage),
        style=style,
        size=_size(rng, stage) if kind in ("plain", "place") else "",
    )


def _related(rng: Random, stage: Stage, layout: str, house: int, style: str) -> Scene:
    relations = phrases()[layout]
    relation = rng.choices(list(relations), [entry["weight"] for entry in relations.values()])[0]
    first, second = (tuple(relations[relation].get(role, ())) for role in ("first", "second"))
    first = first or (BEINGS if rng.random() < 0.6 else ())
    subjects = _pick(rng, stage, first), _pick(rng, stage, second)
    place, variant = _somewhere(rng, 0.5)
    colour = _colour(rng, stage)
    return Scene(house, layout, subjects, place, variant, relation=relation, colour=colour, style=style)


def _crowd(rng: Random, stage: Stage, house: int, style: str) -> Scene:
    place, variant = _somewhere(rng, 0.5)
    count = rng.choice([2, 2, 3, 4])
    colour = _colour(rng, stage)
    return Scene(
        house, "crowd", (_pick(rng, stage),), place, variant, count=count, colour=colour, style=style
    )


def _hybrid(rng: Random, stage: Stage, house: int, style: str) -> Scene:
    place, variant = _somewhere(rng, 0.4)
    subjects = _pick(rng, stage, BEINGS if rng.random() < 0.7 else ()), _pick(rng, stage)
    hat = _hat(rng) if rng.random() < 0.15 else ""
    return Scene(house, "hybrid", subjects, place, variant, hat=hat, style=style)


def _somewhere(rng: Random, place_share: float) -> tuple[str, int]:
    if rng.random() < place_share:
        return rng.choice(list(load_places())), rng.randrange(VARIANTS)
    return rng.choices(list(PLAIN_COLOURS), PLAIN_WEIGHTS)[0], 0


def _colour(rng: Random, stage: Stage) -> str:
    return rng.choice(list(COLOURS)) if rng.random() < COLOURED * stage.progress else ""


def _size(rng: Random, stage: Stage) -> str:
    return rng.choice(list(SIZES)) if rng.random() < SIZED * stage.progress else ""


def _hat(rng: Random) -> str:
    return rng.choice(list(load_hats()))


def _pick(rng: Random, stage: Stage, kinds: tuple[str, ...] = ()) -> int:
    """Draw a concept of one of these kinds, or of any."""
    indices, weights = _pool(stage, kinds)
    return rng.choices(indices, weights)[0]


@cache
def _pool(stage: Stage, kinds: tuple[str, ...]) -> tuple[list[int], list[float]]:
    chosen = [
        (i, stage.weight(c.weight)) for i, c in enumerate(load_concepts()) if not kinds or c.kind in kinds
    ]
    return [index for index, _ in chosen], [weight for _, weight in chosen]

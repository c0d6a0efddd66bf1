"""Draws scenes at random: single big subjects first, then everything."""

from functools import cache
from random import Random

from generation.training.backgrounds import PLAIN_COLOURS, VARIANTS, load_places
from generation.training.concepts import BEINGS, load_concepts
from generation.training.hats import load_hats
from generation.training.icons import HOUSES
from generation.training.phrases import phrases
from generation.training.recolouring import COLOURS
from generation.training.scenes import Scene

PLAIN_WEIGHTS = (6, 3, 2, 2, 2, 2)

EARLY = {"plain": 40, "place": 34, "hat": 6, "activity": 3, "pair": 10, "stack": 3, "crowd": 2, "hybrid": 2}
LATE = {"plain": 18, "place": 25, "hat": 11, "activity": 7, "pair": 19, "stack": 8, "crowd": 6, "hybrid": 6}


def sample_scene(rng: Random, progress: float) -> Scene:
    """Draw a scene; `progress` from 0 to 1 leads from single subjects to the whole mixture."""
    blend = min(1.0, progress / 0.5)
    shares = [EARLY[kind] * (1 - blend) + LATE[kind] * blend for kind in EARLY]
    kind = rng.choices(list(EARLY), shares)[0]
    house = rng.randrange(len(HOUSES))
    style = rng.choice(list(phrases()["style"])) if rng.random() < 0.02 * blend else ""
    if kind in ("pair", "stack"):
        return _related(rng, kind, house, style)
    if kind == "crowd":
        return _crowd(rng, house, style)
    if kind == "hybrid":
        return _hybrid(rng, house, style)
    return _single(rng, kind, house, style)


def _crowd(rng: Random, house: int, style: str) -> Scene:
    place, variant = _somewhere(rng, 0.5)
    count = rng.choice([2, 2, 3, 4])
    subjects = (_pick(rng),)
    return Scene(house, "crowd", subjects, place, variant, count=count, colour=_colour(rng), style=style)


def _hybrid(rng: Random, house: int, style: str) -> Scene:
    place, variant = _somewhere(rng, 0.4)
    subjects = _pick(rng, BEINGS if rng.random() < 0.7 else ()), _pick(rng)
    hat = _hat(rng) if rng.random() < 0.15 else ""
    return Scene(house, "hybrid", subjects, place, variant, hat=hat, style=style)


def _single(rng: Random, kind: str, house: int, style: str) -> Scene:
    beings = kind in ("hat", "activity") or (kind == "place" and rng.random() < 0.5)
    place, variant = _somewhere(rng, {"plain": 0.0, "place": 1.0}.get(kind, 0.5))
    activity = rng.choice(list(phrases()["activity"])) if kind == "activity" else ""
    if activity:
        entry = phrases()["activity"][activity]
        place = str(entry.get("place", place))
    return Scene(
        house,
        "single",
        (_pick(rng, BEINGS if beings else ()),),
        place,
        variant,
        hat=_hat(rng) if kind == "hat" else "",
        activity=activity,
        colour=_colour(rng),
        style=style,
    )


def _related(rng: Random, layout: str, house: int, style: str) -> Scene:
    relations = phrases()[layout]
    relation = rng.choices(list(relations), [entry["weight"] for entry in relations.values()])[0]
    first, second = (tuple(relations[relation].get(role, ())) for role in ("first", "second"))
    subjects = _pick(rng, first or (BEINGS if rng.random() < 0.6 else ())), _pick(rng, second)
    place, variant = _somewhere(rng, 0.5)
    colour = _colour(rng) if rng.random() < 0.3 else ""
    return Scene(house, layout, subjects, place, variant, relation=relation, colour=colour, style=style)


def _somewhere(rng: Random, place_share: float) -> tuple[str, int]:
    if rng.random() < place_share:
        return rng.choice(list(load_places())), rng.randrange(VARIANTS)
    return rng.choices(list(PLAIN_COLOURS), PLAIN_WEIGHTS)[0], 0


def _colour(rng: Random) -> str:
    return rng.choice(list(COLOURS)) if rng.random() < 0.08 else ""


def _hat(rng: Random) -> str:
    return rng.choice(list(load_hats()))


def _pick(rng: Random, kinds: tuple[str, ...] = ()) -> int:
    """Draw a concept of one of these kinds, or of any."""
    indices, weights = _pool(kinds)
    return rng.choices(indices, weights)[0]


@cache
def _pool(kinds: tuple[str, ...]) -> tuple[list[int], list[float]]:
    chosen = [(i, c.weight) for i, c in enumerate(load_concepts()) if not kinds or c.kind in kinds]
    return [index for index, _ in chosen], [weight for _, weight in chosen]

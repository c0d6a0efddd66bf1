from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generation.training.backgrounds import load_places
from generation.training.captions import caption, plural
from generation.training.concepts import load_concepts
from generation.training.hats import load_hats
from generation.training.phrases import phrases
from generation.training.scene_sampler import sample_scene
from generation.training.scenes import Scene

CAT = next(index for index, concept in enumerate(load_concepts()) if concept.slug == "cat_face")


def _mentions(text: str, names: tuple[str, ...]) -> bool:
    return any(name.lower() in text or plural(name).lower() in text for name in names)


@given(st.integers(0, 10**6))
def test_a_caption_names_what_is_in_the_scene(seed: int) -> None:
    rng = Random(seed)
    scene = sample_scene(rng, 1.0)
    text = caption(scene, rng)
    for subject in scene.subjects:
        concept = load_concepts()[subject]
        foreign = (name for _, name in concept.translations)
        assert _mentions(text, (*concept.names, *concept.nouns, *foreign))
    if scene.hat:
        assert _mentions(text, load_hats()[scene.hat].names)
    if scene.colour and scene.layout != "hybrid":
        assert scene.colour in text
    if scene.activity:
        assert any(say in text for say in phrases()["activity"][scene.activity]["say"])
    place = load_places().get(scene.background)
    if place:
        assert _mentions(text, tuple(name.removeprefix("the ").removeprefix("a ") for name in place.names))


@given(st.integers(0, 10**6))
def test_a_caption_is_lower_case_and_never_empty(seed: int) -> None:
    text = caption(sample_scene(Random(seed), 1.0), Random(seed))
    assert text == text.lower().strip()
    assert text


def test_the_same_chance_says_the_same() -> None:
    scene = sample_scene(Random(3), 1.0)
    assert caption(scene, Random(4)) == caption(scene, Random(4))


@pytest.mark.parametrize(("count", "word"), [(2, "two"), (3, "three"), (4, "four")])
def test_a_crowd_is_counted(count: int, word: str) -> None:
    scene = Scene(0, "crowd", (CAT,), "white", count=count)
    assert any(word in caption(scene, Random(seed)) for seed in range(30))


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("cat", "cats"),
        ("fox", "foxes"),
        ("wolf", "wolves"),
        ("polar bear", "polar bears"),
        ("bunny", "bunnies"),
    ],
)
def test_plurals(one: str, many: str) -> None:
    assert plural(one) == many


def test_hybrids_get_the_right_article() -> None:
    panda, avocado = (
        next(index for index, concept in enumerate(load_concepts()) if concept.slug == slug)
        for slug in ("panda", "avocado")
    )
    scene = Scene(0, "hybrid", (panda, avocado), "white")
    captions = {caption(scene, Random(seed)) for seed in range(300)}
    assert "a panda avocado" in captions
    assert any(text.startswith("an avocado") for text in captions)
    assert not any("a avocado" in text.replace("panda avocado", "") for text in captions)

"""How much the filter refuses."""

from itertools import pairwise

import pytest

from moderation.policy import LEVELS, Policy, level_thresholds
from moderation.verdict import GRADED, Category


def test_each_level_refuses_less_than_the_one_before() -> None:
    for stricter, laxer in pairwise(LEVELS):
        for category in GRADED:
            assert level_thresholds(stricter)[category] <= level_thresholds(laxer)[category]


def test_a_policy_needs_a_threshold_for_each_category() -> None:
    with pytest.raises(ValueError, match=r"no threshold for .*hate"):
        Policy("custom", {Category.SEXUAL: 0.5})


@pytest.mark.parametrize("number", [0, -1, 1.5, float("nan")])
def test_a_threshold_is_a_share(number: float) -> None:
    with pytest.raises(ValueError, match="above 0"):
        Policy.build("standard", thresholds={"sexual": number})


def test_only_the_three_levels_exist() -> None:
    with pytest.raises(ValueError, match="strict, standard, relaxed"):
        Policy.named("none")
    with pytest.raises(ValueError, match="strict, standard, relaxed"):
        Policy.build("standard", strictness={"hate": "0.5"})


@pytest.mark.parametrize("category", ["sexual_minors", "own_words", "fun"])
def test_only_graded_categories_can_be_chosen(category: str) -> None:
    with pytest.raises(ValueError, match=category):
        Policy.build("standard", strictness={category: "relaxed"})
    with pytest.raises(ValueError, match=category):
        Policy.build("standard", thresholds={category: 0.9})


def test_a_server_chooses_levels_for_single_categories() -> None:
    policy = Policy.build("standard", strictness={"hate": "strict", "violence": "relaxed"})
    assert policy.thresholds[Category.HATE] == level_thresholds("strict")[Category.HATE]
    assert policy.thresholds[Category.VIOLENCE] == level_thresholds("relaxed")[Category.VIOLENCE]
    assert policy.thresholds[Category.SEXUAL] == level_thresholds("standard")[Category.SEXUAL]


def test_an_operators_number_counts_unless_a_server_is_stricter() -> None:
    assert Policy.build("standard", thresholds={"hate": 0.999}).thresholds[Category.HATE] == 0.999
    strict = level_thresholds("strict")[Category.HATE]
    chosen = Policy.build("standard", strictness={"hate": "strict"}, thresholds={"hate": 0.999})
    assert chosen.thresholds[Category.HATE] == strict
    bound = Policy.build("standard", strictness={"hate": "relaxed"}, thresholds={"hate": 0.001})
    assert bound.thresholds[Category.HATE] == 0.001


@pytest.mark.parametrize(("name", "protected"), [("strict", True), ("standard", True), ("relaxed", False)])
def test_named_people_are_protected_unless_a_policy_says_otherwise(name: str, protected: bool) -> None:
    assert Policy.named(name).named_people is protected
    assert Policy.build(name, named_people=not protected).named_people is not protected

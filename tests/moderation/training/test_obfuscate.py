"""Disguises: the same from the same seed, never empty, never much longer."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moderation.normalise import readings
from moderation.training.obfuscate import ENCODED, KINDS, LONGEST, PADDING, disguise, obfuscate, obfuscations

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=80).filter(str.strip)
PROMPT = "a naked mole rat dancing with the king of the forest"


@given(TEXTS, st.sampled_from(sorted(KINDS)), st.integers(0, 2**32))
def test_a_disguise_is_never_empty_and_of_bounded_length(text: str, kind: str, seed: int) -> None:
    disguised = obfuscate(text, kind, Random(seed))
    assert disguised.strip()
    assert len(disguised) <= LONGEST * len(text) + PADDING


@given(TEXTS, st.integers(0, 2**32))
def test_a_seed_gives_one_disguise(text: str, seed: int) -> None:
    assert disguise(text, Random(seed)) == disguise(text, Random(seed))
    assert obfuscations(text, Random(seed)) == obfuscations(text, Random(seed))


@pytest.mark.parametrize("kind", sorted(set(KINDS) - {"transliterated"}))
def test_every_kind_changes_an_english_prompt(kind: str) -> None:
    assert any(obfuscate(PROMPT, kind, Random(seed)) != PROMPT for seed in range(5))


def test_other_scripts_become_latin() -> None:
    assert obfuscate("голая женщина", "transliterated", Random(1)).isascii()


def test_seeds_choose_among_kinds() -> None:
    assert len({disguise(PROMPT, Random(seed)) for seed in range(100)}) > 60


def test_no_disguise_lets_nothing_be_read() -> None:
    """The filter gets at least one reading of each: none is made of signs that a prompt may not hold."""
    assert all(readings(disguised)[0] for disguised in obfuscations(PROMPT, Random(3)).values())


def test_encodings_are_told_apart_from_what_a_classifier_can_learn() -> None:
    in_base64 = obfuscate(PROMPT, "base64", Random(0))
    assert in_base64 not in {disguise(PROMPT, Random(seed)) for seed in range(300)}
    assert {"base64", "hex", "rot13", "morse"} <= set(ENCODED)

# ruff: noqa: RUF001 - confusing letters are the subject
"""The ways to spell out a prompt, in which listed terms are looked for."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moderation.normalise import PROMPT_CHARS
from moderation.spellings import spellings


@pytest.mark.parametrize(
    ("prompt", "spelling"),
    [
        ("A Hamster, in a SOMBRERO!", "a hamster in a sombrero"),
        ("hämstér", "hamster"),
        ("ｈａｍｓｔｅｒ", "hamster"),
        ("𝖍𝖆𝖒𝖘𝖙𝖊𝖗", "hamster"),
        ("ⓗⓐⓜⓢⓣⓔⓡ", "hamster"),
        ("hаmstеr", "hamster"),  # Cyrillic a and e
        ("ham\u200bster", "hamster"),
        ("h4m5t3r", "hamster"),
        ("h@m$ter", "hamster"),
        ("h1ll", "hill"),
        ("he1l", "hell"),
        ("h a m s t e r", "hamster"),
        ("h.a.m.s.t.e.r", "hamster"),
        ("h-a-m-s-t-e-r", "hamster"),
        ("ham_ster ham-ster", "hamster hamster"),
        ("h 4 m 5 t 3 r", "hamster"),
        ("straße", "strasse"),
    ],
)
def test_a_disguised_word_is_among_the_spellings(prompt: str, spelling: str) -> None:
    assert spelling in spellings(prompt)


def test_numbers_stay_numbers() -> None:
    assert all("2024" in spelling for spelling in spellings("the year 2024"))


def test_an_ordinary_prompt_has_one_spelling() -> None:
    assert spellings("a cat eating ramen") == ("a cat eating ramen",)


@given(st.text(st.characters(codec=None), max_size=100))
def test_spellings_are_few_and_not_much_longer_than_the_prompt(prompt: str) -> None:
    found = spellings(prompt)
    assert 1 <= len(found) <= 13
    assert len(set(found)) == len(found)
    assert all(len(spelling) <= 20 * len(prompt) for spelling in found)


@pytest.mark.parametrize(
    "unit", ["a ", "1a", "ﷺ", "a!", "a\u0301", "\u200d", "*a", "aab", "((", "k1" * 50 + " "]
)
def test_the_longest_prompt_takes_a_bounded_time(unit: str) -> None:
    prompt = (unit * PROMPT_CHARS)[:PROMPT_CHARS]
    started = time.process_time()
    found = spellings(prompt)
    assert time.process_time() - started < 1
    assert sum(map(len, found)) < 15 * PROMPT_CHARS * 2

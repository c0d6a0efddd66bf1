# ruff: noqa: RUF001 - confusing letters are the subject
"""What a person may read in a prompt."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moderation.normalise import PROMPT_CHARS, readings


@pytest.mark.parametrize(
    ("prompt", "reading"),
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
def test_a_disguised_word_is_among_the_readings(prompt: str, reading: str) -> None:
    assert reading in readings(prompt)


def test_numbers_stay_numbers() -> None:
    assert all("2024" in reading for reading in readings("the year 2024"))


def test_an_ordinary_prompt_has_one_reading() -> None:
    assert readings("a cat eating ramen") == ("a cat eating ramen",)


@given(st.text(st.characters(codec=None), max_size=100))
def test_readings_are_few_and_not_much_longer_than_the_prompt(prompt: str) -> None:
    found = readings(prompt)
    assert 1 <= len(found) <= 13
    assert len(set(found)) == len(found)
    assert all(len(reading) <= 20 * len(prompt) for reading in found)


@pytest.mark.parametrize(
    "unit", ["a ", "1a", "ﷺ", "a!", "a\u0301", "\u200d", "*a", "aab", "((", "k1" * 50 + " "]
)
def test_the_longest_prompt_takes_a_bounded_time(unit: str) -> None:
    prompt = (unit * PROMPT_CHARS)[:PROMPT_CHARS]
    started = time.process_time()
    found = readings(prompt)
    assert time.process_time() - started < 1
    assert sum(map(len, found)) < 15 * PROMPT_CHARS * 2

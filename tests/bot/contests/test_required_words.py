"""What a host asks to be in every prompt."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.contests.required_words import missing_words, read_words
from bot.errors import BadRequestError


@pytest.mark.parametrize(
    ("prompt", "required"),
    [
        ("A FROG in a Fez", "frog,fez"),
        ("two frogs and some foxes", "frog,fox"),
        ("a frog", "frogs"),
        ("three berries", "berry"),
        ("a berry", "berries"),
        ("Straßenbahn", "STRASSENBAHN".casefold()),
        ("サングラスをかけた猫", "猫"),
        ("anything", ""),
    ],
)
def test_case_and_number_do_not_matter(prompt: str, required: str) -> None:
    assert missing_words(prompt, required) == []


@pytest.mark.parametrize(
    ("prompt", "required", "missing"),
    [
        ("a category of dogs", "cat", ["cat"]),
        ("a toad", "frog,toad,fez", ["frog", "fez"]),
        ("犬", "猫", ["猫"]),
    ],
)
def test_parts_of_other_words_do_not_count(prompt: str, required: str, missing: list[str]) -> None:
    assert missing_words(prompt, required) == missing


def test_words_are_kept_once_and_in_lower_case() -> None:
    assert read_words(" Frog, top  hat ,, frog") == "frog,top hat"


def test_no_more_words_are_taken_than_a_prompt_has_room_for() -> None:
    with pytest.raises(BadRequestError, match="At most 5"):
        read_words("a,b,c,d,e,f")
    with pytest.raises(BadRequestError, match="30 letters"):
        read_words("x" * 31)


@given(st.lists(st.text("abcé猫ßI ", min_size=1, max_size=8), max_size=5))
def test_a_prompt_of_the_words_themselves_lacks_none(words: list[str]) -> None:
    assert missing_words(" ".join(words), read_words(",".join(words))) == []

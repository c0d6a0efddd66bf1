"""What is stored and painted of a prompt."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moderation.normalise import PROMPT_CHARS, PromptError, clean, require_content


@pytest.mark.parametrize(
    "prompt",
    [
        "a hamster Godzilla in a sombrero attacking Tokyo",
        "<b>bold</b> & \"quotes\" 'n' **stars** @everyone",
        "ein Bär im Übergrößenmantel, 50 % größer",
        "寿司を食べる猫の絵",
        "김치를 먹는 고양이",
        "кот ест борщ",
        "قطة تأكل السوشي",
        "می‌خواهم",  # Persian writes a zero-width non-joiner here
        "শিব র‍্যাব",  # Bengali writes a zero-width joiner here
        "क्‍ष की बिल्ली",
        "ที่นี่มีแมว",
        "👩‍👩‍👧 at the 🏖️ with 👍🏽 and 🏴󠁧󠁢󠁥󠁮󠁧󠁿",
        "葛󠄀城市",  # a variation selector chooses the shape of the first letter
    ],
)
def test_ordinary_prompts_of_all_languages_stay_as_they_are(prompt: str) -> None:
    assert clean(prompt) == unicodedata.normalize("NFC", prompt)


@pytest.mark.parametrize(
    ("prompt", "cleaned"),
    [
        ("  two\t\n words \u2003\u3000 apart ", "two words apart"),
        ("nul\0, bell\a, escape\x1b[31m", "nul, bell, escape[31m"),
        ("zero\u200bwidth\u200d \ufeffmark\u2060", "zerowidth mark"),
        ("\u202eright to left\u202c", "right to left"),
        ("so\u00adft", "soft"),
        ("hidden\U000e0068\U000e0069", "hidden"),
        ("h\u0335\u0336\u0337\u0338\u0339\u033ai", "h\u0335\u0336\u0337\u0338i"),
        ("cafe\u0301", "café"),
        ("filler\u3164\u2800\uffa0", "filler"),
        ("lone \ud800 surrogate", "lone surrogate"),
        ("private \ue000 use, non\ufffecharacter", "private use, noncharacter"),
        ("c\ufe0fa\ufe0ft", "cat"),
        ("🔥\ufe0f\ufe0f\ufe0f", "🔥\ufe0f"),
    ],
)
def test_what_nobody_sees_goes(prompt: str, cleaned: str) -> None:
    assert clean(prompt) == cleaned


def test_a_prompt_is_cut_at_its_limit() -> None:
    assert clean("cat " * PROMPT_CHARS) == ("cat " * (PROMPT_CHARS // 4)).strip()


@given(st.text(st.characters(codec=None), max_size=60))
def test_cleaning_twice_changes_nothing(prompt: str) -> None:
    once = clean(prompt)
    assert clean(once) == once


JOINERS_AND_MARKS = st.text(
    "aब🔥🏴कمé \u200c\u200d\ufe0f\ufe0e\u0301\u094d\u0327\u0315\U000e0067\U000e007f", max_size=25
)


@given(JOINERS_AND_MARKS)
def test_cleaning_joiners_and_marks_twice_changes_nothing(prompt: str) -> None:
    once = clean(prompt)
    assert clean(once) == once


@given(st.text(st.characters(codec=None), max_size=60))
def test_a_clean_prompt_is_one_line_that_can_be_stored(prompt: str) -> None:
    cleaned = clean(prompt)
    cleaned.encode()
    assert cleaned == " ".join(cleaned.split())
    assert not any(unicodedata.category(character) in ("Cc", "Cs", "Co") for character in cleaned)
    assert unicodedata.is_normalized("NFC", cleaned)


@pytest.mark.parametrize("prompt", ["", "   ", "\u200b\u200d", "...", "?!", "\x00\x01"])
def test_nothing_to_paint_is_not_a_prompt(prompt: str) -> None:
    with pytest.raises(PromptError, match="describe a picture"):
        require_content(clean(prompt))


@pytest.mark.parametrize("prompt", ["🔥", "7", "x", "猫", "+"])
def test_one_sign_can_be_a_prompt(prompt: str) -> None:
    require_content(clean(prompt))

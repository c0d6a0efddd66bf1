"""What a prompt may mean to whoever reads it."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moderation.meaning import legible
from moderation.normalise import MOST_READINGS, PROMPT_CHARS, clean, readings
from tests.moderation.disguises import DISGUISES, Disguise

PLAIN = "a decapitated teacher on the kitchen floor"
HARMLESS = "a hamster dancing on the kitchen floor"


@pytest.mark.parametrize("disguise", DISGUISES.values(), ids=DISGUISES)
@pytest.mark.parametrize(
    ("prompt", "telling"), [(PLAIN, "decapitated teacher"), (HARMLESS, "hamster dancing")]
)
def test_what_a_disguise_hides_is_read(disguise: Disguise, prompt: str, telling: str) -> None:
    found = readings(disguise(prompt))
    assert any(set(telling.split()) <= set(reading.lower().split()) for reading in found)


@pytest.mark.parametrize(
    "prompt",
    [
        "Thanos finds his mother at Walmart",
        "CCTV cam footage of Darth Vader breakdancing, 4k, 50mm, f/1.4",
        "a hamster Godzilla in a sombrero attacking Tokyo",
        "It's the farmer's market, isn't it? A close-up in the '80s",
        "the year 2024, 10,000 dollars and a 1920x1080 screen",
        "ein Bär im Übergrößenmantel auf dem Weg zur Bäckerei",
        "un éléphant qui mange l'été des crêpes à la plage",
        "um urso polar comendo pão de queijo no Maracanã",
        "кот ест борщ на кухне",
        "寿司を食べる猫の絵",
        "김치를 먹는 고양이",
        "قطة تأكل السوشي",
        "เด็กกินข้าวผัด",
    ],
)
def test_an_ordinary_prompt_is_read_as_it_is(prompt: str) -> None:
    assert readings(prompt) == (prompt,)


def test_loud_prompts_are_read_quietly() -> None:
    assert readings("A CAT IN SPACE") == ("a cat in space",)
    assert readings("A cat that flies to NASA") == ("A cat that flies to NASA",)


@pytest.mark.parametrize(
    ("prompt", "plain"),
    [
        ("he wants to unalive himself", "committing suicide"),
        ("a woman in her birthday suit", "naked"),
        ("🍆💦 close up", "penis"),
    ],
)
def test_coded_words_are_read_in_plain_ones(prompt: str, plain: str) -> None:
    found = readings(prompt)
    assert found[0] == prompt
    assert plain in found[-1]


@pytest.mark.parametrize(
    "prompt", ["a knife 🔪 and a steak", "a peach 🍑 and an eggplant 🍆", "a suit for a birthday"]
)
def test_emoji_and_words_may_mean_what_they_say(prompt: str) -> None:
    assert readings(prompt) == (prompt,)


@pytest.mark.parametrize(
    "name",
    ["Scunthorpe", "Penistone cake shop", "the therapist is here", "pen is mightier", "Mordor and Gondor"],
)
def test_nothing_is_read_into_names(name: str) -> None:
    words = {word for reading in readings(name) for word in reading.lower().split()}
    assert words.isdisjoint({"cunt", "rapist", "murder"})
    assert "penis" not in words or "Penistone" in name


@given(st.text(st.characters(codec=None), max_size=100))
def test_any_text_has_a_few_short_readings(prompt: str) -> None:
    found = readings(prompt)
    assert 1 <= len(found) <= MOST_READINGS
    assert len(set(found)) == len(found)
    assert all(len(reading) <= 40 * len(prompt) + 40 for reading in found)


WORDS = st.sampled_from(
    [*PLAIN.split(), "n4k3d", "bl**d", "h", "e", "YSBuYWtlZA==", "nrpbq", "🔥", "ᴀᴛ", "ed", "ki", "2"]
)


@given(st.lists(WORDS, max_size=8).map(" ".join))
def test_what_is_legible_stays_so(prompt: str) -> None:
    meant = legible(clean(prompt)).text
    assert legible(meant).text == meant


@pytest.mark.parametrize(
    "unit",
    [
        "a ",
        "1a",
        "ﷺ",
        "n4k3d ",
        "a!",
        "a\u0301",
        "f*ck ",
        "x ",
        "xqzvw ",
        "k1" * 50 + " ",
        "%61",
        ".- ",
        "anaked",
        "&#97;",
        "((",
    ],
)
def test_the_longest_prompt_takes_a_bounded_time(unit: str) -> None:
    prompt = (unit * PROMPT_CHARS)[:PROMPT_CHARS]
    readings("to load the words")
    started = time.process_time()
    found = readings(prompt)
    assert time.process_time() - started < 2
    assert sum(map(len, found)) < MOST_READINGS * 4 * PROMPT_CHARS

"""How a prompt speaks."""

import pytest

from moderation.manner import Manner, framed, manner_of


@pytest.mark.parametrize(
    ("text", "manner"),
    [
        ("a hamster in a sombrero, oil painting", Manner.DESCRIBES),
        ("Thanos finds his mother at Walmart", Manner.DESCRIBES),
        ("I think that you should leave", Manner.SAYS),
        ("How do I kill a process?", Manner.SAYS),
        ("ein Bär auf dem Marktplatz", Manner.UNKNOWN),
        ("猫の絵", Manner.UNKNOWN),
        ("un chat et une souris dans la cuisine", Manner.UNKNOWN),
    ],
)
def test_descriptions_do_without_words_that_sentences_need(text: str, manner: Manner) -> None:
    assert manner_of(text) is manner


@pytest.mark.parametrize(
    ("text", "core"),
    [
        ("in a world where nothing is real: a goose with a knife", "a goose with a knife"),
        ("a clock: it is 12:30", ""),
        ("a poster: HELLO", ""),
        ("Someone told me this: I think that you should leave", ""),
        ("a goose with a knife", ""),
    ],
)
def test_what_a_frame_asks_for_comes_after_its_colon(text: str, core: str) -> None:
    assert framed(text) == core

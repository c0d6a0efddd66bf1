"""How a prompt speaks."""

import pytest

from moderation.manner import Manner, manner_of


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

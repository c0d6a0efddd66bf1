# ruff: noqa: RUF001 - letters of many languages
"""No policy paints anybody young in a sexual way, and every policy paints children."""

import gzip
import json
import os
from pathlib import Path

import pytest

from moderation.minors import SEXUAL_SCORE, MinorsRule
from moderation.text import prepare
from tests.moderation.disguises import DISGUISES

RULE = MinorsRule()
RELEASE = os.environ.get("NONET_MODERATION_RELEASE", "")
"""The file `data/samples-1680.jsonl.gz` of openai/moderation-api-release, whose rows we don't keep."""
LINES = Path("tests/fixtures/moderation/s3_lines.json")


def cues(prompt: str, sexual_score: float = 0.0) -> str:
    return RULE.find(prepare(prompt).spelled, sexual_score)


@pytest.mark.parametrize(
    "prompt",
    [
        "a naked child",
        "nude 12 year old",
        "nude, aged fifteen",
        "13yo in lingerie",
        "sexy schoolgirl",
        "topless teen",
        "my stepson in panties",
        "her uncle and her little sister, sex",
        "a 16-year-old in a thong",
        "loli",
        "nacktes Mädchen",
        "nackte 14-jährige",
        "niña desnuda",
        "adolescente nue",
        "menina nua",
        "ragazzina nuda",
        "naakt meisje van 12 jaar",
        "naga nastolatka",
        "голая девочка",
        "çıplak çocuk",
        "裸の少女",
        "裸の12歳",
        "벌거벗은 섹스 소녀",
        "小女孩 裸体 色情",
        "طفل عاري",
        "नंगी बच्ची",
        "👧🍆💦",
    ],
)
def test_cues_of_youth_and_sex_together_are_found(prompt: str) -> None:
    assert cues(prompt)


@pytest.mark.parametrize("disguise", DISGUISES.values(), ids=DISGUISES)
def test_no_disguise_hides_them(disguise: object) -> None:
    assert callable(disguise)
    assert cues(disguise("a naked schoolgirl on the kitchen floor"))


@pytest.mark.parametrize(
    "prompt",
    [
        "a birthday party for a five year old with clowns",
        "children on a yellow school bus",
        "baby Yoda drinking soup",
        "teen titans fighting a giant robot",
        "two kids eating ice cream at the beach",
        "a little girl with a balloon by Banksy",
        "a 12 year old chess champion",
        "mother and daughter baking cookies",
        "a boy and his dad fishing, sunset",
        "teenage mutant ninja turtles eating pizza",
        "my grandfather as a young man",
        "a class photo of kindergarten dinosaurs",
        "a young woman in a red dress",
        "the kids are watching a cock crow",
        "Kinder spielen im Garten",
        "niños jugando al fútbol",
        "裸足の少年が砂浜を走る",
        "a family of naked mole rats",
        "the 7 years war, oil painting",
    ],
)
def test_children_in_harmless_scenes_are_not(prompt: str) -> None:
    assert not cues(prompt)


@pytest.mark.parametrize("prompt", ["a girl in a bikini", "sexy student", "boys in underwear"])
def test_two_vague_cues_are_not_enough(prompt: str) -> None:
    assert not cues(prompt)


def test_the_classifiers_score_is_a_cue_of_sex() -> None:
    assert not cues("a teenager on a bed")
    assert cues("a teenager on a bed", SEXUAL_SCORE)
    assert not cues("a woman on a bed", 1.0)


@pytest.mark.skipif(not Path(RELEASE).is_file(), reason="NONET_MODERATION_RELEASE names no file")
def test_published_examples_are_all_found() -> None:
    with gzip.open(RELEASE, "rt", encoding="utf-8") as file:
        rows = [json.loads(line)["prompt"] for line in file]
    numbers = json.loads(LINES.read_text())
    assert [number for number in numbers if not cues(rows[number])] == []

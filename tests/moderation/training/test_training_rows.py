"""The rows that the text filter learns from are in order, balanced, licensed."""

from collections import Counter, defaultdict
from pathlib import Path
from random import Random

import pytest

from moderation.lexicon import load_list
from moderation.matcher import Matcher
from moderation.normalise import fold
from moderation.training.data import own_rows, public_rows
from moderation.training.data.grammar import TABLES, expand, rows_of
from moderation.training.data.near import SIMILAR, pieces, without_near_duplicates
from moderation.training.data.rows import HERE, Row, read_rows, write_rows
from moderation.verdict import GRADED

OURS, PUBLIC = own_rows(), public_rows()
LANGUAGES = [
    "ar",
    "de",
    "en",
    "es",
    "fr",
    "hi",
    "id",
    "it",
    "ja",
    "ko",
    "nl",
    "pl",
    "pt",
    "ru",
    "sv",
    "tr",
    "uk",
]
LANGUAGES += ["vi", "zh"]


def row(text: str, group: str = "n1", labels: tuple[str, ...] = ()) -> Row:
    return Row(text, labels, "nonet-test", bool(labels), "core", "prompt", "en", group)


def test_every_row_is_in_the_format() -> None:
    for it in (*OURS, *PUBLIC):
        assert it.text == " ".join(it.text.split()) != ""
        assert set(it.labels) <= set(GRADED)
        assert it.tier in ("core", "hard", "implicit")
        assert it.kind in ("prompt", "text")
        assert it.lang in LANGUAGES


def test_our_rows_are_short_and_unsafe_exactly_if_labelled() -> None:
    assert max(len(it.text) for it in OURS) <= 600
    assert all(it.unsafe == bool(it.labels) for it in OURS)
    assert all(it.source.startswith("nonet-") for it in OURS)


def test_no_text_stands_twice() -> None:
    texts = Counter(it.text.casefold() for it in (*OURS, *PUBLIC))
    assert not [
        text for text, count in texts.items() if count > 1 and text in {it.text.casefold() for it in OURS}
    ]


def test_a_group_of_ours_has_one_file_one_language_and_one_label() -> None:
    groups = defaultdict(set)
    for it in OURS:
        groups[it.group].add((it.source, it.lang, it.labels, it.tier))
    assert not [group for group, kinds in groups.items() if len(kinds) > 1]
    assert not groups.keys() & {it.group for it in PUBLIC}


def test_no_sexual_row_has_a_cue_of_a_young_person() -> None:
    cues = load_list("minors.toml")
    young = Matcher([*cues["always"], *cues["young"]])
    assert not [it.text for it in OURS if "sexual" in it.labels and list(young.find([fold(it.text)]))]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_language_has_both_sides_of_every_category(lang: str) -> None:
    ours = [it for it in OURS if it.lang == lang]
    unsafe = Counter(it.unsafe for it in ours)
    assert min(unsafe[True], unsafe[False]) >= 60
    assert 0.4 <= unsafe[False] / unsafe[True] <= 2.5
    labels = Counter(label for it in ours for label in it.labels)
    assert min(labels[category] for category in GRADED) >= 8


def test_every_category_has_hundreds_of_rows() -> None:
    labels = Counter(label for it in OURS for label in it.labels)
    assert min(labels[category] for category in GRADED) >= 500


def test_prompts_and_sentences_are_found_on_both_sides() -> None:
    kinds = Counter((it.kind, it.unsafe) for it in OURS)
    assert min(kinds.values()) >= 500


def test_our_rows_are_no_near_duplicates_of_published_ones() -> None:
    some, others = Random(1).sample(OURS, 1000), Random(2).sample(PUBLIC, 4000)
    assert without_near_duplicates(some, others) == some


def test_the_rows_come_from_the_tables() -> None:
    written = {it for path in TABLES.rglob("*.toml") for it in rows_of(path)}
    assert set(OURS) <= written
    assert len(OURS) > 0.9 * len(written)


def test_the_notice_names_every_source_and_licence() -> None:
    notice = (HERE / "NOTICE.md").read_text(encoding="utf-8")
    assert not [source for source in {it.source for it in PUBLIC} if source not in notice]
    for licence in ("MIT", "CC BY 4.0", "Apache-2.0", "CC0 1.0", "Permission is hereby granted"):
        assert licence in notice


def test_a_template_is_expanded_with_its_words() -> None:
    words = {"animal": ["a [small|big] cat"], "place": ["at home"]}
    texts = {expand("{animal} [sleeping|dancing] {place}", words, Random(seed)) for seed in range(40)}
    assert texts == {
        f"a {size} cat {verb} at home" for size in ("small", "big") for verb in ("sleeping", "dancing")
    }


def test_near_duplicates_go_and_twins_stay() -> None:
    one = row("a photo of a grey donkey carrying hay", "n1")
    again = row("a photo of a grey donkey carrying hay, 4k", "n2")
    twin = row("a photo of a grey donkey carrying coke", "n3", ("illegal",))
    assert without_near_duplicates([one, again, twin], []) == [one, twin]
    assert without_near_duplicates([one], [again]) == []


def test_short_texts_have_pieces_too() -> None:
    assert pieces("🌽") == {"🌽"}
    assert pieces("Oh!") == {"oh"}
    assert 0 < SIMILAR < 1


def test_rows_survive_the_file(tmp_path: Path) -> None:
    rows = [row("a teapot"), row("نص", "n2", ("hate",))]
    path = tmp_path / "rows.jsonl"
    write_rows(path, rows)
    assert read_rows(path) == rows

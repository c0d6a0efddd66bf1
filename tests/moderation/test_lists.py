"""The lists say what they should, and nothing twice."""

from collections import Counter

from moderation.lexicon import Severity
from moderation.listed import load_list
from moderation.matcher import Matcher
from moderation.spellings import spellings
from moderation.verdict import ADVICE, GRADED, REASONS, Category

LEXICON, MINORS = load_list("lexicon.toml"), load_list("minors.toml")
GROUPS = LEXICON["terms"] + LEXICON["combinations"]


def test_every_group_has_a_graded_category_and_a_known_severity() -> None:
    assert {group["category"] for group in GROUPS} == set(GRADED)
    assert {group["severity"] for group in GROUPS} == set(Severity)


def test_no_term_is_listed_in_two_categories() -> None:
    categories: dict[str, set[str]] = {}
    for group in LEXICON["terms"]:
        for word in group["words"]:
            categories.setdefault(word, set()).add(group["category"])
    assert not [word for word, found in categories.items() if len(found) > 1]


def test_no_list_repeats_a_term() -> None:
    lists = [LEXICON["exceptions"], *(group["words"] for group in LEXICON["terms"])]
    lists += [value for value in MINORS.values() if isinstance(value, list)]
    assert not [word for words in lists for word, count in Counter(words).items() if count > 1]


def test_no_exception_covers_a_whole_term() -> None:
    harmless = Matcher(LEXICON["exceptions"])
    words = [word for group in LEXICON["terms"] for word in group["words"]]
    assert not [word for word in words if not any(Matcher([word]).find(spellings(word), (harmless,)))]


def test_every_category_has_words_for_the_person() -> None:
    assert set(REASONS) == set(ADVICE) == set(Category)

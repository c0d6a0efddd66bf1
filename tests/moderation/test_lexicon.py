"""Listed terms are found however they are spelled, and only where they mean what they say."""

import re
from collections.abc import Callable

import pytest

from moderation.lexicon import Lexicon, Severity
from moderation.listed import load_list
from moderation.matcher import Matcher
from moderation.text import prepare
from moderation.verdict import Category

LEXICON, NOTHING = Lexicon(), Matcher([])


def found(text: str, allowed: Matcher = NOTHING) -> set[str]:
    return {finding.term for finding in LEXICON.find(prepare(text).spelled, allowed)}


def all_terms() -> list[str]:
    """Every listed term that is written with spaces between words, without its star."""
    words = [word for group in load_list("lexicon.toml")["terms"] for word in group["words"]]
    return [word.rstrip("*") for word in words if re.fullmatch(r"[\w ]+\*?", word) and word.isascii()]


TERMS = all_terms()
LONG_WORDS = [term for term in TERMS if term.isalpha() and len(term) >= 4]
GREEK_AND_CYRILLIC = str.maketrans("aeopcxiky", "аеорсхіку")


def spaced_out(term: str) -> str:
    return " ".join(term)


def dotted(term: str) -> str:
    return ".".join(term)


def leet(term: str) -> str:
    return term.translate(str.maketrans("aeiost", "4310$+"))


def stretched(term: str) -> str:
    return "".join(letter * 3 for letter in term)


def in_full_width(term: str) -> str:
    return "".join(chr(ord(letter) + 0xFEE0) if letter.isalpha() else letter for letter in term)


def with_look_alikes(term: str) -> str:
    return term.translate(GREEK_AND_CYRILLIC)


def with_zero_width(term: str) -> str:
    return "\u200b".join(term)


def with_accents(term: str) -> str:
    return "".join(letter + "\u0301" for letter in term)


def as_it_is(term: str) -> str:
    return term


@pytest.mark.parametrize("disguise", [as_it_is, str.upper, in_full_width, with_zero_width, with_accents])
def test_every_term_is_found_in_every_script(disguise: Callable[[str], str]) -> None:
    missed = [term for term in TERMS if not found(disguise(term))]
    assert not missed


@pytest.mark.parametrize(
    "disguise", [spaced_out, dotted, leet, stretched, with_look_alikes], ids=lambda f: f.__name__
)
def test_every_longer_word_is_found_in_every_disguise(disguise: Callable[[str], str]) -> None:
    missed = [term for term in LONG_WORDS if not found(disguise(term))]
    assert not missed


@pytest.mark.parametrize(
    ("prompt", "term"),
    [
        ("f*ck this", "fuck*"),
        ("a n*gg*r", "nigger*"),
        ("n a k e d", "naked"),
        ("голая женщина", "голая"),
        ("裸体の女性", "裸体"),
    ],
)
def test_a_hidden_term_is_found(prompt: str, term: str) -> None:
    assert term in found(prompt)


@pytest.mark.parametrize(
    "prompt",
    [
        "5*3 = 15, a*b",
        "Scunthorpe United winning the Champions League",
        "a cockatoo drinking cocktails in a cockpit",
        "an analysis of Essex grapes by a therapist",
        "Moby Dick swallowing Dick Van Dyke",
        "a pair of great tits on a branch",
        "naked mole rat reading the newspaper",
        "Niger and Nigeria on a map",
        "a Maine coon and a raccoon in a tycoon's cocoon",
        "a magna cum laude diploma for a dog",
        "kkkkkk, a laughing Brazilian capybara",
        "裸足の少年が砂浜を走る",
    ],
)
def test_what_only_looks_like_a_term_is_none(prompt: str) -> None:
    assert not found(prompt)


def test_what_a_policy_allows_is_none() -> None:
    assert found("fucking grammar nazi, f*ck", Matcher(["fuck", "nazi"])) == set()


def test_findings_tell_what_they_mean() -> None:
    [finding] = LEXICON.find(prepare("a blowjob").spelled, NOTHING)
    assert (finding.category, finding.severity) == (Category.SEXUAL, Severity.GRAVE)


def test_harmless_phrases_are_left_out_of_what_is_scored() -> None:
    assert LEXICON.harmless.without("a pair of great tits on a branch") == "a pair of on a branch"
    assert LEXICON.harmless.without("a pair of socks") == "a pair of socks"

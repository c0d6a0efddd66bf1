"""What a disguised text means: codes undone, words spelled out, coded language in plain words."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, product

from moderation.coded import CodedWords
from moderation.decoders import decoded, from_pig_latin, whole_text_codes
from moderation.joining import Joiner
from moderation.listed import load_list
from moderation.lookalikes import latin
from moderation.repair import GAIN, Repairer
from moderation.sounds import sounded
from moderation.vocabulary import UNKNOWN, UNKNOWN_LETTER, parts, vocabulary

MOST_ROUNDS = 4
"""How many disguises over one another are undone."""
GIBBERISH = 0.75
"""Cost of a text, as a share of what unknown words would cost, from which it may be a code as a whole."""
CODE, CLEAR = 0.4, 0.8
"""A text of which less than `CODE` of the letters are in known words says nothing by itself if they can be
made `CLEAR`."""
_BEFORE_ARTICLES = (
    *("of", "to", "in", "on", "at", "with", "and"),
    *("is", "by", "from", "as", "for", "into", "near"),
)
_REVERSED = frozenset(product(("a", "an", "the"), _BEFORE_ARTICLES))
"""Pairs of words that hint at reversed order."""
_SYMBOL = "[\u2190-\u2bff\U0001f000-\U0001faff\u200d\ufe0f]+"
_SYMBOLS = re.compile(rf"(?<=\w){_SYMBOL}|{_SYMBOL}(?=\w)")
"""Emoji and the like beside a letter."""
DIVIDES = 3
"""How often symbols must stand beside letters to be nothing but a gap."""
_WORD = re.compile(r"[^\W\d_]+")
_OUTER_SIGNS = ".,;:!?\"'()[]{}<>«»“”„…"


@dataclass(frozen=True, slots=True)
class Meaning:
    """A text as it was meant."""

    text: str
    was_code: bool
    """What was typed says nothing by itself."""


def legible(text: str) -> Meaning:
    """The text with every disguise undone that hides language; the same text if there is none.

    Undoing stops where the text no longer becomes cheaper (`moderation.vocabulary`), and after
    `MOST_ROUNDS`. Words that are known stay as they are, unless the whole text is a code.
    """
    meant = text
    for _ in range(MOST_ROUNDS):
        before, meant = meant, _one_layer_off(meant)
        if meant == before:
            break
    was_code = meant != text and _known_share(text) < CODE and _known_share(meant) >= CLEAR
    return Meaning(meant, was_code)


def coded_words_plain(text: str) -> str:
    """The text with euphemisms, coded words and emoji as the words that they stand for."""
    return _coded_words().plain(text)


def _one_layer_off(text: str) -> str:
    tried = [_spelled_or_turned(text)]
    unpacked = _unpacked(text)
    if unpacked != text:  # maybe to another code, which is no cheaper
        tried += [_cheaper(text, unpacked), _cheaper(text, _spelled_or_turned(unpacked))]
    return min(tried, key=_cost_in_order)


def _unpacked(text: str) -> str:
    """The text with codes within codes decoded."""
    for _ in range(MOST_ROUNDS):
        packed, text = text, decoded(text)
        if text == packed:
            break
    return text


def _spelled_or_turned(text: str) -> str:
    spelled = _cheaper(text, _repairer().repair(_joiner().join(_apart(text))))
    return min(_whole_text_decoded(text), spelled, key=_cost_in_order)


def _apart(text: str) -> str:
    """The text with gaps around the symbols beside its letters; without those that only divide words."""
    found = Counter(_SYMBOLS.findall(text))
    if not found:
        return text
    dividers = {symbol for symbol, count in found.items() if count >= DIVIDES}
    return _SYMBOLS.sub(lambda match: " " if match[0] in dividers else f" {match[0]} ", text)


def _whole_text_decoded(text: str) -> str:
    tokens = _tokens(text)
    unknown = sum(UNKNOWN + UNKNOWN_LETTER * len(token) for token in tokens)
    if not tokens or _cost(text) < GIBBERISH * unknown:
        return text
    folded = text.casefold()
    turned = [latin(text), sounded(folded, vocabulary()), _from_pig_latin(folded), *whole_text_codes(folded)]
    best = min(turned, key=_cost_in_order)
    return best if _cost(best) < GIBBERISH * _cost(text) else text


def _from_pig_latin(text: str) -> str:
    """A text in lower case with each word read as Pig Latin."""
    readings = (list(from_pig_latin(word)) for word in _WORD.findall(text))
    words = iter([min(found, key=vocabulary().cost, default="") for found in readings])
    return _WORD.sub(lambda word: next(words) or word[0], text)


def _cheaper(text: str, other: str) -> str:
    return other if other != text and _cost(other) <= _cost(text) - GAIN else text


def _cost(text: str) -> float:
    return vocabulary().cost_of_text(_tokens(text))


def _cost_in_order(text: str) -> float:
    """The cost, and a little more for a text whose words seem to stand in reverse order."""
    tokens = _tokens(text)
    reversed_pairs = sum(pair in _REVERSED for pair in pairwise(tokens))
    return vocabulary().cost_of_text(tokens) + reversed_pairs


def _known_share(text: str) -> float:
    """Share of a text's letters that are in known words."""
    words = [word for token in _tokens(text) for word in parts(token)]
    letters = sum(map(len, words))
    return (
        sum(len(word) for word in words if len(word) > 1 and vocabulary().knows(word)) / letters
        if letters
        else 0.0
    )


def _tokens(text: str) -> list[str]:
    return [token.strip(_OUTER_SIGNS) or token for token in text.casefold().split()]


@lru_cache(maxsize=1)
def _sought() -> frozenset[str]:
    """Words that the filter looks for in any spelling."""
    listed = {word.rstrip("*") for group in load_list("lexicon.toml")["terms"] for word in group["words"]}
    return frozenset(listed | set(load_list("coded.toml")["sought"]))


@lru_cache(maxsize=1)
def _joiner() -> Joiner:
    return Joiner(vocabulary(), _sought())


@lru_cache(maxsize=1)
def _repairer() -> Repairer:
    harmless = load_list("lexicon.toml")["exceptions"] + load_list("minors.toml")["exceptions"]
    return Repairer(vocabulary(), _sought(), frozenset(" ".join(harmless).replace("*", "").split()))


@lru_cache(maxsize=1)
def _coded_words() -> CodedWords:
    return CodedWords(load_list("coded.toml"))

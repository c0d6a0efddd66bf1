"""What a disguised text means: codes undone, words spelled out, coded language in plain words."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, product

from moderation.coded import CodedWords
from moderation.decoders import decoded, whole_text_codes
from moderation.joining import Joiner
from moderation.listed import load_list
from moderation.lookalikes import latin
from moderation.repair import GAIN, Repairer
from moderation.vocabulary import UNKNOWN, UNKNOWN_LETTER, parts, vocabulary

MOST_ROUNDS = 4
"""How many disguises over one another are undone."""
GIBBERISH = 0.75
"""Cost of a text, as a share of what unknown words would cost, from which it may be a code as a whole."""
CODE, CLEAR = 0.4, 0.8
"""A text of which less than `CODE` of the letters are in known words says nothing by itself if they can be
made `CLEAR`."""
_REVERSED = frozenset(
    product(("a", "an", "the"), ("of", "to", "in", "on", "at", "with", "and", "is", "by", "from"))
)
"""Pairs of words that hint at reversed order."""
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
    text = _cheaper(text, decoded(text))
    whole = _whole_text_decoded(text)
    spelled = _cheaper(text, _repairer().repair(_joiner().join(text)))
    return min(whole, spelled, key=_cost_in_order)


def _whole_text_decoded(text: str) -> str:
    tokens = _tokens(text)
    unknown = sum(UNKNOWN + UNKNOWN_LETTER * len(token) for token in tokens)
    if not tokens or _cost(text) < GIBBERISH * unknown:
        return text
    best = min([latin(text), *whole_text_codes(text.casefold())], key=_cost_in_order)
    return best if _cost(best) < GIBBERISH * _cost(text) else text


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

"""Spells words as they were meant, wherever that makes a text cheaper, that is, more like language."""

import math
import re
from collections.abc import Iterator, Sequence
from itertools import groupby, islice, product
from string import ascii_lowercase

from moderation.decoders import from_pig_latin, rot13
from moderation.lookalikes import DRAWN_SIGNS, FLIPPED_SIGNS, latin, upright
from moderation.misspelled import Misspelled
from moderation.tokens import (
    QUOTES,
    is_accented,
    is_mask,
    plain_forms,
    seems_foreign,
    with_stop_of,
    without_signs,
)
from moderation.vocabulary import Vocabulary

GAIN, GARBLED_GAIN = 4.0, 2.0
"""By how many nats a spelling must be cheaper than what was typed; the second in a garbled text."""
FAR = 4.0
"""Penalty of a far-fetched spelling, in nats."""
ODD_LETTER = 2.0
"""Penalty of a word with wrong letters in a text of right ones: it may be a name."""
GARBLED = 0.4
"""Share of unknown words from which a text is taken for one with wrong letters everywhere."""
MOST_WORDS = 400
"""Unknown words of one text that are looked at."""
LONGEST_DRAWN = 16
"""Signs of a word without letters."""
LONGEST_TOKEN = 400
"""Characters of a word that is looked at."""
JOINED = 16
"""Letters from which several words may have been written as one."""
MOST_COLLAPSED = 32
"""Ways to shorten repeated letters of one word."""
SHORTEST_STOPPED = 4
"""Characters of a word in which a stop or hyphen may hide a letter."""
MOST_MASKED = 2
"""Letters of one word that may be hidden by signs."""

_DRAWN_OUT = re.compile(r"([^\W\d])\1\1")
"""A letter three times in a row."""


class Repairer:
    """Repairs words by a vocabulary.

    Words that a filter looks for are found with one letter wrong, too; words of harmless phrases are kept.
    """

    def __init__(self, vocabulary: Vocabulary, sought: frozenset[str], kept: frozenset[str]) -> None:
        self._vocabulary = vocabulary
        self._sought, self._kept = sought, kept
        self._misspelled = Misspelled(self._sought)

    def repair(self, text: str) -> str:
        """Each unknown word as the cheapest word that it may be meant as."""
        tokens = text.split()
        unknown = [place for place, token in enumerate(tokens) if not self._is_word(token)][:MOST_WORDS]
        doubt = self._doubt(tokens, len(unknown))
        for place in unknown:
            tokens[place] = self._repair_word(tokens[place], doubt)
        return " ".join(tokens)

    def _is_word(self, token: str) -> bool:
        bare = token.strip(QUOTES).casefold()
        return (
            len(bare) < 2
            or bare in self._kept
            or (self._vocabulary.is_language(bare) and not _DRAWN_OUT.search(bare))
        )

    def _doubt(self, tokens: Sequence[str], unknown: int) -> float:
        """Penalty for taking an unknown word for a common English one with wrong letters.

        It is 0 for a text that is garbled as a whole.
        """
        if seems_foreign(" ".join(tokens)):
            return math.inf
        return 0.0 if unknown >= max(3, GARBLED * sum(len(token) > 2 for token in tokens)) else ODD_LETTER

    def _repair_word(self, token: str, doubt: float) -> str:
        """The cheapest spelling of one token; itself if no other is cheaper by `GAIN`."""
        if len(token) > LONGEST_TOKEN:
            return token
        core = token.strip(QUOTES)
        whole = token.casefold()
        limit = min(self._cost(core.casefold()), self._cost(whole))
        limit -= GAIN if doubt else GARBLED_GAIN
        best, chosen = limit, token
        for spelling, penalty in self._spellings(whole, core, doubt):
            cost = penalty + self._cost(spelling)
            if cost < best:
                best, chosen = cost, spelling
        return with_stop_of(token, chosen)

    def _cost(self, text: str) -> float:
        return self._vocabulary.cost_of_text(text.split())

    def _spellings(self, whole: str, core: str, doubt: float) -> Iterator[tuple[str, float]]:
        """What a token may be meant as, each with a penalty for how far-fetched that is, in nats."""
        if is_accented(core) or not (any(map(str.isalpha, whole)) or (doubt == 0 and _is_drawn(whole))):
            return
        for text in dict.fromkeys((latin(core), latin(whole))):
            for form in plain_forms(text):
                yield form, 0.0
                yield from self._letters_of(form)
                if doubt == 0 or (doubt < math.inf and core.islower()):
                    yield from ((word, doubt + penalty) for word, penalty in self._like(form))
            bare = without_signs(text)
            if bare != text and bare.isascii():
                yield bare, FAR if sum(map(is_mask, text)) <= MOST_MASKED else 0.0
            yield from self._masked(text)
        if not FLIPPED_SIGNS.isdisjoint(whole):
            yield latin(upright(whole)), 1.0

    def _letters_of(self, form: str) -> Iterator[tuple[str, float]]:
        """Words that letters may be that were turned round, exchanged, repeated, put together, mistyped."""
        if not form.isalpha() or len(form) < 3 or self._vocabulary.knows(form):
            return
        drawn_out = 1.0 if _DRAWN_OUT.search(form) else 3.0
        yield from ((short, drawn_out) for short in _collapsed(form))
        if len(form) >= 4:
            yield form[::-1], 3.0
            yield rot13(form), FAR
            yield from ((word, 3.0) for word in from_pig_latin(form))
        yield from ((word, 3.0) for word in self._misspelled.find(form))
        words = self._vocabulary.split(form) if len(form) >= 6 else None
        if words and (len(form) >= JOINED or not self._sought.isdisjoint(words)):
            yield " ".join(words), 1.0 if len(words) <= len(form) / 3 else 6.0

    def _like(self, form: str) -> Iterator[tuple[str, float]]:
        """Common words that a form is but for a letter, the order of its letters or its vowels."""
        if form.isalpha() and len(form) > 2 and not self._vocabulary.knows(form):
            yield from self._vocabulary.like(form)

    def _masked(self, text: str) -> Iterator[tuple[str, float]]:
        """Words of which some letters were hidden by signs, as in `f*ck`."""
        signs = [place for place, character in enumerate(text) if is_mask(character)]
        if not signs and len(text) >= SHORTEST_STOPPED:
            signs = [place for place, character in enumerate(text) if place and character in ".-"]
        if not 0 < len(signs) <= MOST_MASKED or len(text) - len(signs) < 2:
            return
        letters = list(text)
        for hidden in product(ascii_lowercase, repeat=len(signs)):
            for place, letter in zip(signs, hidden, strict=True):
                letters[place] = letter
            word = "".join(letters)
            if self._vocabulary.knows(word):
                yield word, 0.0 if word in self._sought else 2.0


def _is_drawn(token: str) -> bool:
    """Whether a token without letters may be a word in digits and signs that look like letters."""
    return 1 < len(token) <= LONGEST_DRAWN and not token.isdecimal() and DRAWN_SIGNS.issuperset(token)


def _collapsed(form: str) -> Iterator[str]:
    """The word with each letter that is repeated once or twice, in all ways up to `MOST_COLLAPSED`."""
    runs = [(letter, len(list(run))) for letter, run in groupby(form)]
    choices = [(letter,) if count == 1 else (letter * 2, letter) for letter, count in runs]
    if any(count > 1 for _, count in runs):
        yield from map("".join, islice(product(*choices), MOST_COLLAPSED))

"""Spells words as they were meant, wherever that makes a text cheaper, that is, more like language."""

import math
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice, product
from string import ascii_lowercase

from moderation.decoders import from_pig_latin, rot13
from moderation.lookalikes import FLIPPED_SIGNS, LEET_SIGNS, latin, leet_spellings, upright
from moderation.vocabulary import LOOSE, Vocabulary, deletions, scramble_key

GAIN, GARBLED_GAIN = 4.0, 2.0
"""By how many nats a spelling must be cheaper than what was typed; the second in a garbled text."""
FAR = 4.0
"""Penalty of a far-fetched spelling, in nats."""
FOREIGN = 0.2
"""Share of another language's commonest words from which a text is taken for one in it."""
ODD_LETTER = 2.0
"""Penalty of a word with wrong letters in a text of right ones: it may be a name."""
MOST_ACCENTS = 0.3
"""Share of accented letters up to which a word may be one of a language that we don't know."""
GARBLED = 0.4
"""Share of unknown words from which a text is taken for one with wrong letters everywhere."""
JOINING_GAIN = 6.0
"""The same for words put together: `pen is` stays as it is."""
LONGEST_RUN = 12
"""Tokens that are put together to one word, as in `n a k e d`."""
MOST_WORDS = 400
"""Unknown words of one text that are looked at."""
LONGEST_TOKEN = 400
"""Characters of a word that is looked at."""
JOINED = 16
"""Letters from which several words may have been written as one."""
LONGEST_SOUGHT = 20
"""Letters of a word that is looked for with one letter wrong."""
MOST_COLLAPSED = 32
"""Ways to shorten repeated letters of one word."""
MOST_MASKED = 2
"""Letters of one word that may be hidden by signs."""

_QUOTES = ".,;:!?¿¡\"'()[]{}<>«»“”„…"
_COMPOUND_SIGNS = frozenset("-.'\u2019/:,")
_FOREIGN = (
    "de la le les des du el los las que una un une est et il che di non per con por para der das und ist ein "
    "eine nicht nichts gibt zu ich es sind auch nur het een van er dat ze je sont vais tous ne och att som "
    "nie jest sie na w z e do da os uma um se son sono ma todos ki ka ke hai mein yeh ko aap bir ve bu "
    "ana enta yang dan"
)
_ELSEWHERE = frozenset(_FOREIGN.split())
"""Words that hardly any English text has, and hardly any in another Latin script does without."""
_DRAWN_OUT = re.compile(r"([^\W\d])\1\1")
"""A letter three times in a row."""


class Repairer:
    """Repairs words by a vocabulary.

    Words that a filter looks for are found with one letter wrong, too; words of harmless phrases are kept.
    """

    def __init__(self, vocabulary: Vocabulary, sought: Iterable[str], kept: Iterable[str]) -> None:
        self._vocabulary = vocabulary
        self._sought, self._kept = frozenset(sought), frozenset(kept)
        self._near, self._scrambled = _indexes(self._sought)

    def repair_words(self, text: str) -> str:
        """Each unknown word as the cheapest word that it may be meant as."""
        tokens = text.split()
        unknown = [place for place, token in enumerate(tokens) if not self._is_word(token)][:MOST_WORDS]
        doubt = self._doubt(tokens, len(unknown))
        for place in unknown:
            tokens[place] = self._repair_word(tokens[place], doubt)
        return " ".join(tokens)

    def _is_word(self, token: str) -> bool:
        bare = token.strip(_QUOTES).casefold()
        return (
            len(bare) < 2
            or bare in self._kept
            or (self._vocabulary.is_language(bare) and not _DRAWN_OUT.search(bare))
        )

    def _doubt(self, tokens: Sequence[str], unknown: int) -> float:
        """Penalty for taking an unknown word for a common English one with wrong letters.

        It is 0 for a text that is garbled as a whole.
        """
        if _is_foreign(" ".join(tokens)):
            return math.inf
        return 0.0 if unknown >= max(3, GARBLED * sum(len(token) > 2 for token in tokens)) else ODD_LETTER

    def _repair_word(self, token: str, doubt: float) -> str:
        """The cheapest spelling of one token; itself if no other is cheaper by `GAIN`."""
        if len(token) > LONGEST_TOKEN:
            return token
        core = token.strip(_QUOTES)
        whole = token.casefold()
        limit = min(self._cost(core.casefold()), self._cost(whole))
        limit -= GAIN if doubt else GARBLED_GAIN
        best, chosen = limit, token
        for spelling, penalty in self._spellings(whole, core, doubt):
            cost = penalty + self._cost(spelling)
            if cost < best:
                best, chosen = cost, spelling
        return chosen

    def join_words(self, text: str) -> str:
        """Letters and parts of words that stand apart, put together where that makes words.

        Of all ways to put neighbours together, the one whose words cost least.
        """
        tokens = text.split()
        bare = [token.strip(_QUOTES).casefold() for token in tokens]
        costs = [self._vocabulary.cost(token) for token in bare]
        foreign = _is_foreign(text)
        loose = [self._is_loose(token, foreign) for token in bare]
        joinable = [token in LEET_SIGNS or latin(token).isalnum() for token in bare]
        best: list[tuple[float, int, str]] = [(0.0, 0, "")]
        for end in range(1, len(tokens) + 1):
            best.append((best[end - 1][0] + costs[end - 1], end - 1, tokens[end - 1]))
            for start in range(end - 2, max(-1, end - 1 - LONGEST_RUN), -1):
                if not all(joinable[start:end]):
                    break
                word = self._joint("".join(bare[start:end]), loose[start:end])
                if word:
                    cost = best[start][0] + self._vocabulary.cost(word) + JOINING_GAIN
                    best[end] = min(best[end], (cost, start, word))
        joined, end = [], len(tokens)
        while end:
            _, end, word = best[end]
            joined.append(word)
        return " ".join(reversed(joined))

    def _is_loose(self, token: str, foreign: bool) -> bool:
        """Whether a token may be only a part of a word; we know too few short words of other languages."""
        if len(token) < 2:
            return not token.isdecimal() and not self._vocabulary.knows(token)
        is_rare = not foreign and len(token) < 4 and self._vocabulary.cost(token) >= LOOSE
        return is_rare or not self._vocabulary.is_language(token)

    def _joint(self, letters: str, loose: Sequence[bool]) -> str:
        """The word that neighbours make; empty if they make none, or none that is sought of whole words."""
        if not any(loose):
            return letters if letters in self._sought else ""
        if len(letters) > LONGEST_TOKEN or sum(map(str.isalpha, letters)) * 2 <= len(letters):
            return ""
        return next(filter(self._vocabulary.knows, _plain_forms(latin(letters))), "")

    def _cost(self, text: str) -> float:
        return self._vocabulary.cost_of_text(text.split())

    def _spellings(self, whole: str, core: str, doubt: float) -> Iterator[tuple[str, float]]:
        """What a token may be meant as, each with a penalty for how far-fetched that is, in nats."""
        if not any(map(str.isalpha, whole)) or _is_accented(core):
            return
        for text in dict.fromkeys((latin(core), latin(whole))):
            for form in _plain_forms(text):
                yield form, 0.0
                yield from self._letters_of(form)
                if doubt == 0 or (doubt < math.inf and core.islower()):
                    yield from ((word, doubt + penalty) for word, penalty in self._like(form))
            bare = _without_signs(text)
            if bare != text and bare.isascii():
                yield bare, FAR if sum(map(_is_mask, text)) <= MOST_MASKED else 0.0
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
        if 5 <= len(form) <= LONGEST_SOUGHT:
            yield from ((word, 3.0) for word in self._one_letter_off(form))
        words = self._vocabulary.split(form) if len(form) >= 6 else None
        if words and (len(form) >= JOINED or not self._sought.isdisjoint(words)):
            yield " ".join(words), 1.0 if len(words) <= len(form) / 3 else 6.0

    def _like(self, form: str) -> Iterator[tuple[str, float]]:
        """Common words that a form is but for a letter, the order of its letters or its vowels."""
        if form.isalpha() and len(form) > 2 and not self._vocabulary.knows(form):
            yield from self._vocabulary.like(form)

    def _one_letter_off(self, form: str) -> Iterator[str]:
        """The words sought that a word of at least five letters is, but for one letter."""
        yield from self._scrambled.get(scramble_key(form), ())
        yield from self._near.get(form, ())
        for shorter in deletions(form):
            if shorter in self._sought:
                yield shorter
            yield from self._near.get(shorter, ())

    def _masked(self, text: str) -> Iterator[tuple[str, float]]:
        """Words of which some letters were hidden by signs, as in `f*ck`."""
        signs = [place for place, character in enumerate(text) if _is_mask(character)]
        if not 0 < len(signs) <= MOST_MASKED or len(text) - len(signs) < 2:
            return
        letters = list(text)
        for hidden in product(ascii_lowercase, repeat=len(signs)):
            for place, letter in zip(signs, hidden, strict=True):
                letters[place] = letter
            word = "".join(letters)
            if self._vocabulary.knows(word):
                yield word, 0.0 if word in self._sought else 2.0


def _plain_forms(text: str) -> Iterator[str]:
    """A word in Latin letters, with digits and signs read as letters, and without hyphens and the like."""
    for form in dict.fromkeys([text] if text.isalpha() else [text, *leet_spellings(text)]):
        yield form
        if form.isascii() and not form.isalnum() and not any(map(_is_mask, form)):
            yield _without_signs(form)


def _without_signs(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _is_foreign(text: str) -> bool:
    """Whether a text seems to be in a language other than English."""
    tokens = text.casefold().split()
    return not text.isascii() or sum(token in _ELSEWHERE for token in tokens) >= FOREIGN * len(tokens) > 0


def _is_accented(word: str) -> bool:
    """Whether the word has a few accents on Latin letters, as many languages write them."""
    letters = unicodedata.normalize("NFC", word)
    accented = sum(letter > "\u007f" for letter in letters)
    return 0 < accented <= MOST_ACCENTS * len(letters) and all(letter < "\u0180" for letter in letters)


def _collapsed(form: str) -> Iterator[str]:
    """The word with each letter that is repeated once or twice, in all ways up to `MOST_COLLAPSED`."""
    runs = [(letter, len(list(run))) for letter, run in groupby(form)]
    choices = [(letter,) if count == 1 else (letter * 2, letter) for letter, count in runs]
    if any(count > 1 for _, count in runs):
        yield from map("".join, islice(product(*choices), MOST_COLLAPSED))


def _is_mask(character: str) -> bool:
    return not character.isalnum() and character not in _COMPOUND_SIGNS


_Index = dict[str, list[str]]


def _indexes(words: Iterable[str]) -> tuple[_Index, _Index]:
    """Words of at least five letters by what is left without one letter, and by their inner letters."""
    near: _Index = defaultdict(list)
    scrambled: _Index = defaultdict(list)
    for word in words:
        if len(word) >= 5 and word.isalpha():
            scrambled[scramble_key(word)].append(word)
            for shorter in deletions(word):
                near[shorter].append(word)
    return near, scrambled

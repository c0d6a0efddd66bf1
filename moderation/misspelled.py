"""Finds listed words that are spelled with one letter wrong, with their letters out of order, or without
vowels."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from moderation.vocabulary import deletions, scramble_key, skeleton

SHORTEST, LONGEST = 5, 20
"""Letters of a word that is looked for."""


class Misspelled:
    """An index of words by what is left without one letter (as in SymSpell), by their inner letters, and by
    their consonants."""

    def __init__(self, words: frozenset[str]) -> None:
        self._words = words
        self._near, self._scrambled = _indexes(words)

    def find(self, form: str) -> Iterator[str]:
        """The words that a form is but for one letter, for the order of its inner ones, or for its vowels."""
        if not SHORTEST <= len(form) <= LONGEST:
            return
        yield from self._scrambled.get(scramble_key(form), ())
        if skeleton(form) == f"-{form}":
            yield from self._scrambled.get(f"-{form}", ())
        yield from self._near.get(form, ())
        for shorter in deletions(form):
            if shorter in self._words:
                yield shorter
            yield from self._near.get(shorter, ())


_Index = dict[str, list[str]]


def _indexes(words: Iterable[str]) -> tuple[_Index, _Index]:
    """Words by what is left without one letter, and by their inner letters or consonants."""
    near: _Index = defaultdict(list)
    scrambled: _Index = defaultdict(list)
    for word in words:
        if len(word) >= SHORTEST and word.isalpha():
            scrambled[scramble_key(word)].append(word)
            scrambled[skeleton(word)].append(word)
            for shorter in deletions(word):
                near[shorter].append(word)
    return near, scrambled

"""Words of many languages, each with its cost: how improbable it is, in nats."""

import lzma
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from string import ascii_lowercase

from moderation.listed import load_packed

UNKNOWN = 8.0
"""Cost of any token that is no known word, in nats, before its length counts ..."""
UNKNOWN_LETTER = 2.2
"""... and of each of its characters: about the entropy of letters by themselves."""
NUMBER = 4.0
SIGN = 2.0
"""Cost of a token without letters, besides its characters."""
LONGEST_JOINED = 400
"""Characters of a token that `split` looks at."""
LONGEST_WORD = 16
"""Letters of one word within it."""


_MEASURE = re.compile(
    r"\d+(?:[.:x]\d+)?|[1-9]\d*(?:k|m|mm|cm|km|ft|kg|g|p|px|s|st|nd|rd|th|am|pm|x|fps|hz|bit|yo)|[23]d|1?[0-9]{3}s"
)
"""A number, maybe with a unit: `4k`, `50mm`, `1920x1080`."""
_CLITICS = re.compile(
    r"['\u2019](?:s|d|m|ll|re|ve)?$|(?<=n)['\u2019]t$|^(?:[cdjlmnst]|qu|dell|nell|all)['\u2019]"
)
"""What English, French and Italian hang on a word."""
_COMPOUND_SIGNS = "-\u2013'\u2019./:,&+"
_WITHOUT_VOWELS = 9
"""Cost up to which a word of three letters or more that are all consonants is one."""
LOOSE = 10.0
"""Cost from which a word of two or three letters may be only a part of one."""
COMMON = 13
"""Cost up to which a word is one that a garbled word may be meant as."""
_ENGLISH_LETTERS = frozenset("ai")
_VOWELS = frozenset("aeiouy")


class Vocabulary:
    """`lists/words.txt.xz`: which spelling of a text is language, and which is not."""

    def __init__(self, costs: dict[str, int]) -> None:
        self._costs = costs
        self._shapes: dict[str, str] = {}

    def knows(self, word: str) -> bool:
        """Whether a word, in lower case, is listed, and not just an odd row of consonants."""
        cost = self._costs.get(word)
        if cost is None:
            return False
        return cost <= _WITHOUT_VOWELS or len(word) < 3 or not word.isascii() or not _VOWELS.isdisjoint(word)

    def cost(self, token: str) -> float:
        """The cost of a token in lower case: of the word that it is, or else of its parts between signs."""
        if self.knows(token):
            return self._costs[token]
        if _MEASURE.fullmatch(token):
            return NUMBER
        token = _CLITICS.sub("", token)
        unknown = UNKNOWN + UNKNOWN_LETTER * len(token)
        if token.isalpha():
            return unknown
        inner = parts(token)
        if not inner:
            return SIGN + UNKNOWN_LETTER * len(token)
        if inner == [token] or not _is_compound(token):
            return unknown
        return min(unknown, sum(map(self.cost, inner)) + 1)

    def is_language(self, token: str) -> bool:
        """Whether a token in lower case is a word, a number, or such joined by signs as in `close-up`."""
        token = _CLITICS.sub("", token)
        if self.knows(token) or _MEASURE.fullmatch(token):
            return True
        if not _is_compound(token):
            return False
        inner = parts(token)
        letters = [part for part in inner if len(part) == 1 and not part.isdecimal()]
        rest = [part for part in inner if part not in letters and not part.isdecimal()]
        least = 4 if letters else 2
        return len(letters) < 2 and all(len(part) >= least and self._stands_alone(part) for part in rest)

    def _stands_alone(self, word: str) -> bool:
        return self.knows(word) and (len(word) > 3 or self._costs[word] < LOOSE)

    def cost_of_text(self, tokens: Iterable[str]) -> float:
        """The cost of all tokens together."""
        return sum(map(self.cost, tokens))

    def split(self, joined: str) -> list[str] | None:
        """The cheapest known words that a word without spaces consists of; None if there are none.

        Words of fewer than three letters count only if they are common.
        """
        length = len(joined)
        if length > LONGEST_JOINED:
            return None
        best: list[tuple[float, int]] = [(0.0, 0)] + [(float("inf"), 0)] * length
        for end in range(1, length + 1):
            best[end] = min(
                (best[start][0] + self._cost_within(joined[start:end]), start)
                for start in range(max(0, end - LONGEST_WORD), end)
            )
        if best[length][0] == float("inf"):
            return None
        words, end = [], length
        while end:
            start = best[end][1]
            words.append(joined[start:end])
            end = start
        return words[::-1]

    def like(self, word: str) -> Iterator[tuple[str, float]]:
        """Common words that a garbled word may be, each with a penalty in nats for how far-fetched that is.

        They have the same letters in another order, or vowels in addition, or one letter that differs. The
        first call takes about 0.1 s.
        """
        shapes = self._shapes or self._index_shapes()
        for shape in (scramble_key(word), skeleton(word)):
            if shape in shapes:
                yield shapes[shape], 1.0
        if 4 <= len(word) <= LONGEST_WORD:
            yield from ((edited, 4.0) for edited in _one_edit(word) if self._is_common(edited))

    def _index_shapes(self) -> dict[str, str]:
        shapes: dict[str, str] = {}
        for word, cost in sorted(self._costs.items(), key=lambda item: -item[1]):
            if cost <= COMMON and word.isascii() and len(word) >= 4:
                shapes[scramble_key(word)] = shapes[skeleton(word)] = word
        self._shapes = shapes
        return shapes

    def _is_common(self, word: str) -> bool:
        return self._costs.get(word, COMMON + 1) <= COMMON

    def _cost_within(self, word: str) -> float:
        cost = self._costs.get(word, float("inf"))
        if len(word) < 2:
            return cost if word in _ENGLISH_LETTERS else float("inf")
        return cost if len(word) > 3 or cost < 3 + 3 * len(word) else float("inf")


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The vocabulary that ships with Nonet; loaded once, in about 0.15 s."""
    costs: dict[str, int] = {}
    for line in lzma.decompress(load_packed("words.txt.xz")).decode().splitlines():
        cost, *words = line.split()
        costs.update(dict.fromkeys(words, int(cost)))
    return Vocabulary(costs)


def parts(token: str) -> list[str]:
    """The letters and digits of a token between its signs."""
    return "".join(character if character.isalnum() else " " for character in token).split()


def _is_compound(token: str) -> bool:
    return all(character.isalnum() or character in _COMPOUND_SIGNS for character in token)


def scramble_key(word: str) -> str:
    """The same for words that differ in the order of their inner letters only."""
    return word[0] + "".join(sorted(word[1:-1])) + word[-1]


def deletions(word: str) -> set[str]:
    """The word without one of its letters."""
    return {word[:place] + word[place + 1 :] for place in range(len(word))}


def skeleton(word: str) -> str:
    """The first letter and the consonants after it; marked, so that it is no scramble key."""
    return "-" + word[0] + "".join(letter for letter in word[1:] if letter not in _VOWELS)


def _one_edit(word: str) -> Iterator[str]:
    """The word with one letter left out, added or changed, or two neighbours exchanged."""
    for place in range(len(word) + 1):
        before, after = word[:place], word[place:]
        yield before + after[1:]
        yield before + after[1:2] + after[:1] + after[2:]
        for letter in ascii_lowercase:
            yield before + letter + after
            yield before + letter + after[1:]

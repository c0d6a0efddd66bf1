"""Finds listed terms in a prompt, whichever way they are spelled."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, groupby, islice

from moderation.normalise import fold, words_of

SHORTEST_STRETCHED = 4
"""Letters of a whole word that one doubled letter does not hide (`shhit`). Shorter words, and beginnings of
words, need two: too many honest words are one doubled letter away from them."""
LONGEST_WORD = 100
"""Letters of a token that are looked up; of a longer one, the beginning."""
MASKED_WORDS = 50
"""Masked words (`f*ck`) of one prompt that are looked at."""

_SPACED_SCRIPTS = re.compile("[\u0000-\u024f\u0370-\u052f\u1e00-\u1fff]*")
_MASKED = re.compile(r"(?<![^\W_])[^\W_]++(?:[*#%&$]++[^\W_]++)+")
_NOT_LETTERS = re.compile(r"\W")
_REPEATED = re.compile(r"(\w)\1+")


class Matcher:
    """Finds terms in the readings of a prompt (`moderation.spellings`).

    A term is one or more words. It matches whole words, so that it is not found inside a harmless longer
    word; `*` at its end lets the last word go on. Letters may be repeated more often than the term has them,
    or be masked. Signs, and terms in scripts that put no spaces between words, are found anywhere in the
    first reading.
    """

    def __init__(self, terms: Iterable[str]) -> None:
        spaced, self._anywhere = [], {}
        for term in terms:
            folded = fold(term)
            if _SPACED_SCRIPTS.fullmatch(folded) and words_of(folded):
                spaced.append(term)
            else:
                self._anywhere[folded] = term
        self._table = _WordTable(spaced)

    def find(self, readings: Sequence[str], harmless: Sequence["Matcher"] = ()) -> Iterator[str]:
        """The terms found, as they were listed, maybe several times.

        What lies inside a harmless term is not found, and neither is a term that is a harmless one itself.
        """
        for term in self._find(readings, harmless):
            if not _is_harmless(term, harmless):
                yield term

    def without(self, text: str) -> str:
        """The text without the words that belong to terms; the same text if there are none."""
        for phrase in self._anywhere:
            text = text.replace(phrase, " ") if phrase in text else text
        tokens = text.split()
        words = [words_of(fold(token)).split() for token in tokens]
        owners = [place for place, inner in enumerate(words) for _ in inner]
        flat = [word for inner in words for word in inner]
        dropped = {owners[at] for start, end, _ in self._table.spans(flat) for at in range(start, end)}
        dropped |= {place for place, token in enumerate(tokens) if any(self._table.masked(fold(token)))}
        if not dropped:
            return text
        return " ".join(token for place, token in enumerate(tokens) if place not in dropped)

    def _find(self, readings: Sequence[str], harmless: Sequence["Matcher"]) -> Iterator[str]:
        for reading in readings:
            tokens = reading.split()
            spans = list(self._table.spans(tokens))
            covered = _covered_until(tokens, harmless) if spans else []
            yield from (term for start, end, term in spans if covered[start] < end)
        yield from self._table.masked(readings[0])
        yield from self._find_anywhere(readings[0], harmless)

    def _find_anywhere(self, text: str, harmless: Sequence["Matcher"]) -> Iterator[str]:
        for other in harmless:
            for phrase in other._anywhere:
                text = text.replace(phrase, " ")
        yield from (term for folded, term in self._anywhere.items() if folded in text)


class _WordTable:
    """Terms by their first word, so that finding takes time proportional to the words of a reading."""

    def __init__(self, terms: Iterable[str]) -> None:
        self._whole: dict[str, list[_Term]] = defaultdict(list)
        self._beginnings: dict[str, list[_Term]] = defaultdict(list)
        self._maskable: dict[str, list[_Term]] = defaultdict(list)
        for listed in terms:
            term = _Term.parse(listed)
            table = self._beginnings if term.words[0].is_open else self._whole
            table[_collapse(term.words[0].text)].append(term)
            if len(term.words) == 1 and len(term.words[0].text) >= SHORTEST_STRETCHED:
                self._maskable[term.words[0].text[0]].append(term)
        self._lengths = sorted({len(beginning) for beginning in self._beginnings})

    def spans(self, tokens: Sequence[str], *, exact: bool = False) -> Iterator[tuple[int, int, str]]:
        """For each term found: its first token, the token after its last, and the term as listed."""
        matches = _Word.matches_exactly if exact else _Word.matches
        for start, token in enumerate(tokens):
            for term in self._candidates(_collapse(token[:LONGEST_WORD])):
                end = start + len(term.words)
                if end <= len(tokens) and all(map(matches, term.words, tokens[start:end])):
                    yield start, end, term.listed

    def masked(self, text: str) -> Iterator[str]:
        """Single words of at least four letters that fit a word with some letters masked by signs."""
        for match in islice(_MASKED.finditer(text), MASKED_WORDS):
            shape = _NOT_LETTERS.sub(".", match[0])
            if shape.count(".") * 2 <= len(shape):
                yield from (
                    term.listed for term in self._maskable.get(shape[0], ()) if term.words[0].fits(shape)
                )

    def _candidates(self, collapsed: str) -> Iterator["_Term"]:
        yield from self._whole.get(collapsed, ())
        for length in self._lengths:
            if length > len(collapsed):
                break
            yield from self._beginnings.get(collapsed[:length], ())


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    is_open: bool
    """Longer words that begin with it match as well."""

    def matches_exactly(self, token: str) -> bool:
        return token == self.text or (self.is_open and token.startswith(self.text))

    def matches(self, token: str) -> bool:
        """Also with letters repeated more often than the word has them."""
        if self.matches_exactly(token):
            return True
        needed = 2 if self.is_open or len(self.text) < SHORTEST_STRETCHED else 1
        return _surplus(self.text, token, self.is_open) >= needed

    def fits(self, shape: str) -> bool:
        """Whether a shape of letters and dots may be this word."""
        letters = shape[: len(self.text)] if self.is_open else shape
        return len(letters) == len(self.text) and all(
            seen in (".", meant) for seen, meant in zip(letters, self.text, strict=True)
        )


@dataclass(frozen=True, slots=True)
class _Term:
    listed: str
    words: tuple[_Word, ...]

    @classmethod
    def parse(cls, listed: str) -> "_Term":
        is_open = listed.endswith("*")
        words = words_of(fold(listed)).split()
        last = len(words) - 1
        return cls(listed, tuple(_Word(word, is_open and place == last) for place, word in enumerate(words)))


def _covered_until(tokens: Sequence[str], harmless: Sequence[Matcher]) -> list[int]:
    """For each token, the farthest end of a harmless term that begins there or before."""
    ends = [0] * len(tokens)
    for other in harmless:
        for start, end, _ in other._table.spans(tokens, exact=True):
            ends[start] = max(ends[start], end)
    return list(accumulate(ends, max))


def _is_harmless(term: str, harmless: Sequence[Matcher]) -> bool:
    tokens = words_of(fold(term)).split()
    return bool(tokens) and _covered_until(tokens, harmless)[0] == len(tokens)


def _collapse(word: str) -> str:
    return _REPEATED.sub(r"\1", word)


def _surplus(word: str, token: str, is_open: bool) -> int:
    """How many more letters the token has because it repeats letters of the word; 0 if it is another word."""
    match = _stretched(word).match(token)
    return match.end() - len(word) if match and (is_open or match.end() == len(token)) else 0


@lru_cache(maxsize=1024)
def _stretched(word: str) -> re.Pattern[str]:
    """The word with each run of a letter as long as it is or longer."""
    return re.compile("".join(f"{letter}{{{len(list(run))},}}" for letter, run in groupby(word)))

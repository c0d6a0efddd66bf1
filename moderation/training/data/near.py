"""Near duplicates: texts whose sets of five-character pieces overlap.

The pieces of a text are ordered from rare to common. Two texts with a Jaccard similarity of `SIMILAR` or
more share a piece among the first few (the prefix filter of Chaudhuri, Ganti and Kaushik, 2006), so that
few pairs are ever compared.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from math import ceil

from moderation.training.data.rows import Row

SIMILAR = 0.55
"""Of the README of the published part: rows that are more alike form one group."""
PIECE = 5
_NOT_LETTERS = re.compile(r"[\W_]+")


@cache
def pieces(text: str) -> frozenset[str]:
    """Every run of five characters of a text in lower case with single spaces; all of a shorter text."""
    plain = _NOT_LETTERS.sub(" ", text.casefold()).strip() or text
    return frozenset(plain[i : i + PIECE] for i in range(max(1, len(plain) - PIECE + 1)))


def without_near_duplicates(rows: Sequence[Row], others: Iterable[Row]) -> list[Row]:
    """The rows without those that are near a row of `others`, or near an earlier row of another template
    with the same labels: twins that differ by label are what a filter learns from, and stay.
    """
    others = list(others)
    counts = Counter(piece for row in (*others, *rows) for piece in pieces(row.text))
    index: dict[str, list[Row]] = defaultdict(list)
    for row in others:
        _add(row, index, counts)
    fixed, kept = set(map(id, others)), []
    for row in rows:
        near = _near(row, index, counts)
        if not any(id(found) in fixed or _repeats(row, found) for found in near):
            kept.append(row)
            _add(row, index, counts)
    return kept


def _repeats(row: Row, found: Row) -> bool:
    return row.group != found.group and row.labels == found.labels


def _prefix(found: frozenset[str], counts: Counter[str]) -> list[str]:
    rare_first = sorted(found, key=lambda piece: (counts[piece], piece))
    return rare_first[: len(found) - ceil(SIMILAR * len(found)) + 1]


def _add(row: Row, index: dict[str, list[Row]], counts: Counter[str]) -> None:
    for piece in _prefix(pieces(row.text), counts):
        index[piece].append(row)


def _near(row: Row, index: dict[str, list[Row]], counts: Counter[str]) -> list[Row]:
    own = pieces(row.text)
    candidates = {id(found): found for piece in _prefix(own, counts) for found in index.get(piece, ())}
    return [found for found in candidates.values() if _similarity(own, pieces(found.text)) >= SIMILAR]


def _similarity(one: frozenset[str], other: frozenset[str]) -> float:
    shared = len(one & other)
    return shared / (len(one) + len(other) - shared)

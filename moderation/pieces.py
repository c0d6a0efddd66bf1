"""Cuts a text into the pieces of words that the classifier's encoder reads."""

import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Self

START, PADDING, END, UNKNOWN = range(4)
"""The first four pieces are marks."""
UNKNOWN_PENALTY = 10.0
"""How much unlikelier than the rarest piece a character is that no piece holds."""
SPACE = "▁"
"""Stands for the space before a word, as in SentencePiece."""


class Pieces:
    """A unigram model: cuts a text so that the product of its pieces' probabilities is highest (Kudo, 2018).

    Written in Python for memory's sake: the package `tokenizers` takes 70 MB for these pieces, this 10 MB.
    The encoder that reads them takes twenty times as long as cutting does.
    """

    def __init__(self, pieces: Iterable[tuple[str, float]]) -> None:
        """Take the pieces with the logarithms of their probabilities, the four marks first."""
        texts, self._scores = map(list, zip(*pieces, strict=True))
        self.texts: list[str] = texts
        self._ids = {piece: index for index, piece in enumerate(texts) if index > UNKNOWN}
        self._longest = max(map(len, self._ids))
        self._unknown_score = min(self._scores) - UNKNOWN_PENALTY

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read a file that `write` wrote."""
        with path.open(encoding="utf-8", newline="\n") as lines:
            parted = (line.rstrip("\n").rpartition("\t") for line in lines)
            return cls((piece, float(score)) for piece, _, score in parted)

    def write(self, path: Path) -> None:
        """Write a line for each piece: its text, a tab, its score."""
        pairs = zip(self.texts, self._scores, strict=True)
        lines = "".join(f"{piece}\t{score:.5f}\n" for piece, score in pairs)
        path.write_text(lines, encoding="utf-8", newline="\n")

    def encode(self, text: str) -> list[int]:
        """The ids of a text's pieces between the marks of beginning and end."""
        words = unicodedata.normalize("NFKC", text).split()
        return [START, *(piece for word in words for piece in self._cut(SPACE + word)), END]

    def decode(self, ids: Sequence[int]) -> str:
        """The words of these pieces, with one space between them; marks and unknown pieces say nothing."""
        return "".join(self.texts[piece] for piece in ids if piece > UNKNOWN).replace(SPACE, " ").strip()

    def _cut(self, word: str) -> list[int]:
        """Viterbi's algorithm: the best way to each place goes through a best way to an earlier one."""
        length = len(word)
        best = [0.0] + [float("-inf")] * length
        arriving = [(0, UNKNOWN)] * (length + 1)
        for start in range(length):
            unknown = best[start] + self._unknown_score
            if unknown > best[start + 1]:
                best[start + 1], arriving[start + 1] = unknown, (start, UNKNOWN)
            for end in range(start + 1, min(start + self._longest, length) + 1):
                piece = self._ids.get(word[start:end])
                if piece is not None and best[start] + self._scores[piece] > best[end]:
                    best[end], arriving[end] = best[start] + self._scores[piece], (start, piece)
        return _path(arriving)


def _path(arriving: list[tuple[int, int]]) -> list[int]:
    """The pieces on the way to the last place; unknown characters in a row are one unknown piece."""
    found: list[int] = []
    place = len(arriving) - 1
    while place:
        place, piece = arriving[place]
        if piece != UNKNOWN or found[-1:] != [UNKNOWN]:
            found.append(piece)
    return found[::-1]

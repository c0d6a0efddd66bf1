"""Cuts multilingual-e5's 250,000 pieces down to those that the languages served need.

A text whose piece is gone is spelled with shorter ones, so that every text can still be read.
"""

import gzip
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import islice

import msgpack
import numpy as np
from numpy.typing import NDArray

from moderation.pieces import SPACE, UNKNOWN, Pieces
from moderation.training.packages import WORDFREQ

LANGUAGES = ["en", "de", "es", "fr", "pt", "it", "nl", "pl", "ru", "tr", "ar", "hi", "zh", "ja", "ko", "id"]
"""ISO 639-1."""
WORDS_OF_A_LANGUAGE = 5000
CAPITALISED_WORDS = 2000
"""So many of them may begin a sentence, or are names."""
SCRIPTS = ("LATIN", "CYRILLIC", "GREEK", "ARABIC", "DEVANAGARI", "HIRAGANA", "KATAKANA", "HANGUL", "CJK")
"""Scripts whose every single character is kept; of the others, only signs and emoji."""


def pieces_to_keep(pieces: Pieces, texts: Iterable[str]) -> NDArray[np.int64]:
    """Which pieces the commonest words of each language and these texts need, in their old order.

    The four marks, and single characters of the scripts served, are always kept.
    """
    kept = set(range(UNKNOWN + 1))
    kept.update(index for index, piece in enumerate(pieces.texts) if _is_served_character(piece))
    for some in (*map(_words, LANGUAGES), texts):
        for text in some:
            kept.update(pieces.encode(text))
    return np.array(sorted(kept))


def _words(language: str) -> list[str]:
    lists = (f"wordfreq/data/{size}_{language}.msgpack.gz" for size in ("large", "small"))
    name = next(name for name in lists if name in WORDFREQ.members())
    words = list(islice(_by_frequency(WORDFREQ.read(name)), WORDS_OF_A_LANGUAGE))
    return words + [word.capitalize() for word in words[:CAPITALISED_WORDS]]


def _by_frequency(data: bytes) -> Iterator[str]:
    """Its format: after a header, a list of words for each hundredth of a decade of frequency."""
    _header, *levels = msgpack.unpackb(gzip.decompress(data))
    for level in levels:
        yield from level


def _is_served_character(piece: str) -> bool:
    character = piece.removeprefix(SPACE)
    if len(character) != 1:
        return False
    name = unicodedata.name(character, "")
    return not character.isalpha() or name.startswith(SCRIPTS)

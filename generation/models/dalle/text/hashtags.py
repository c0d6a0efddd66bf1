"""Splitting hashtags into words: cutedogs -> cute dogs."""

import math
import re
from functools import cached_property
from pathlib import Path

from generation.models.files import read_text

WORD_LIST = "enwiki-words-frequency.txt"  # in a checkpoint directory
LARGEST_LIST_BYTES = 2**26


class HashtagSplitter:
    """Finds the words whose ranks in a list, most frequent first, make a run of letters likeliest.

    By Zipf's law the probability of the word at rank r is proportional to 1 / r, so a split costs the sum of
    log(r) over its words. What no words can spell falls apart into letters, as it did when
    dalle-mini was trained.
    """

    def __init__(self, word_list: Path):
        """`word_list` is read at the first hashtag: one word a line; what follows a space is ignored."""
        self._path = word_list

    @cached_property
    def _costs(self) -> dict[str, float]:
        lines = read_text(self._path, LARGEST_LIST_BYTES).splitlines()
        words = (line.split(maxsplit=1)[0] for line in lines if line.strip())
        return {word: math.log(rank) for rank, word in enumerate(words, start=1)}

    @cached_property
    def _longest(self) -> int:
        return max(map(len, self._costs), default=1)

    def __call__(self, tag: str) -> str:
        """Split a hashtag, given without its `#`, into words with spaces between them."""
        return " ".join(self._split(part) for part in tag.split("_") if part)

    def _split(self, text: str) -> str:
        cost, length = [0.0], [0]  # of the best split of text[:end], and of its last word
        for end in range(1, len(text) + 1):
            choices = (
                (cost[end - n] + self._costs.get(text[end - n : end], math.inf), n)
                for n in range(1, min(end, self._longest) + 1)
            )
            best, n = min(choices)
            cost.append(best)
            length.append(n)
        words, end = [], len(text)
        while end:
            words.append(text[end - length[end] : end])
            end -= length[end]
        return re.sub(r"(?<=\d) (?=\d)", "", " ".join(reversed(words)))  # a number stays whole

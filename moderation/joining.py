"""Puts letters and parts of words together that stand apart, as in `n a k e d` and `na ked`."""

from collections.abc import Sequence

from moderation.lookalikes import LEET_SIGNS, latin
from moderation.tokens import QUOTES, plain_forms, seems_foreign, with_stop_of
from moderation.vocabulary import LOOSE, Vocabulary

GAIN = 6.0
"""By how many nats a word must be cheaper than its parts: `pen is` stays as it is."""
LONGEST_RUN = 12
"""Tokens that are put together to one word."""
LONGEST_JOINT = 80
"""Characters of it."""


class Joiner:
    """Joins by a vocabulary; words that a filter looks for may be made of whole words, too."""

    def __init__(self, vocabulary: Vocabulary, sought: frozenset[str]) -> None:
        self._vocabulary = vocabulary
        self._sought = sought

    def join(self, text: str) -> str:
        """Letters and parts of words that stand apart, put together where that makes words.

        Of all ways to put neighbours together, the one whose words cost least.
        """
        tokens = text.split()
        bare = [token.strip(QUOTES).casefold() for token in tokens]
        costs = [self._vocabulary.cost(token) for token in bare]
        foreign = seems_foreign(text)
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
                    cost = best[start][0] + self._vocabulary.cost(word) + GAIN
                    best[end] = min(best[end], (cost, start, with_stop_of(tokens[end - 1], word)))
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
        if len(letters) > LONGEST_JOINT or sum(map(str.isalpha, letters)) * 2 <= len(letters):
            return ""
        return next(filter(self._vocabulary.knows, plain_forms(latin(letters))), "")

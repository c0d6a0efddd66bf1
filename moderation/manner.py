"""How a prompt speaks: whether it describes a picture, or says something in a sentence."""

import re
from functools import lru_cache

from moderation.listed import load_list
from moderation.tokens import seems_foreign

MOST = 0.08
"""Share of the words of sentences up to which a text is a description."""

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")


def is_description(text: str) -> bool:
    """Whether an English text describes what is to be seen, as most prompts do; False in other languages."""
    if seems_foreign(text):
        return False
    words = _WORD.findall(text.casefold())
    return sum(word in _said() for word in words) <= MOST * len(words)


@lru_cache(maxsize=1)
def _said() -> frozenset[str]:
    return frozenset(load_list("sentences.toml")["english"])

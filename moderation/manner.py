"""How a prompt speaks: whether it describes a picture, or says something in a sentence."""

import re
from enum import Enum, auto
from functools import lru_cache

from moderation.listed import load_list
from moderation.tokens import seems_foreign

MOST = 0.08
"""Share of the words of sentences up to which a text is a description."""

LEAST_FRAMED = 3
"""Words after a colon from which they may be what is asked for."""

_FRAME = re.compile(r"(?<=\w):\s")
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")


class Manner(Enum):
    """What a text does."""

    DESCRIBES = auto()
    """It says what is to be seen, as most prompts do."""
    SAYS = auto()
    """It says or asks something."""
    UNKNOWN = auto()
    """It is not in English."""


def manner_of(text: str) -> Manner:
    """What a text does, told by the words that only sentences need."""
    if seems_foreign(text):
        return Manner.UNKNOWN
    words = _WORD.findall(text.casefold())
    said = sum(word in _said() for word in words)
    return Manner.DESCRIBES if said <= MOST * len(words) else Manner.SAYS


def framed(text: str) -> str:
    """What a text describes after its last colon, as in `a mere idea: a cat`; empty if it does not."""
    *_, last = _FRAME.split(text)
    is_framed = last != text and len(last.split()) >= LEAST_FRAMED
    return last if is_framed and manner_of(last) is Manner.DESCRIBES else ""


@lru_cache(maxsize=1)
def _said() -> frozenset[str]:
    return frozenset(load_list("sentences.toml")["english"])

"""What the text of a post asks for: a prompt, an end to it all, or the post that it speaks about."""

import re
import tomllib
from functools import cache
from pathlib import Path

from moderation.normalise import fold, words_of

_NAME = r"[@\uff20]([A-Za-z0-9_]{1,20}+)(?![@\uff20\u00c0-\u024f]|://)"
"""Of an account, as X's twitter-text library finds it: other writing than Latin may follow at once."""
_HANDLE = re.compile(r"(?<![A-Za-z0-9_!#$%&*@\uff20])" + _NAME)
_WIDE_SIGNS = "\u2013\u2014\u2026\u3001\u3002\uff01\uff0c\uff1a\uff1b\uff1f"
"""Dashes, the ellipsis, and the stops of Chinese and Japanese, which no space need follow."""
_CALL = re.compile(rf"{_HANDLE.pattern}(?:[.,:;!?]+(?=\s|$)|[{_WIDE_SIGNS}]+)?")
"""A handle with the signs that end it."""
_LEADING_HANDLES = re.compile(rf"(?:\s*{_NAME})+")
_LEADING_SIGNS = re.compile(rf"\A(?:[.,:;!?-]+(?:\s+|\Z)|[{_WIDE_SIGNS}]+\s*)")
_LINK = re.compile(r"https?://\S+", re.IGNORECASE)
_MARKS = re.compile(r"[#\uff03]|\$(?=[A-Za-z])")
"""Of hashtags and cashtags, whose words stay."""
_PHRASES = Path(__file__).with_name("phrases.toml")


def own_text(text: str, shown_from: int | None, *, is_reply: bool) -> str:
    """What the author wrote: without the handles that X puts before replies.

    Where X does not tell how many there are, all handles that a reply begins with count as X's.
    """
    if shown_from is not None:
        return text[shown_from:] if _LEADING_HANDLES.fullmatch(text[:shown_from].rstrip()) else text
    leading = _LEADING_HANDLES.match(text) if is_reply else None
    return text[leading.end() :] if leading else text


def names(text: str, username: str) -> bool:
    """Whether the text mentions this account by its handle."""
    return any(handle.casefold() == username.casefold() for handle in _HANDLE.findall(_LINK.sub(" ", text)))


def prompt_of(text: str) -> str:
    """The text without handles and the signs around them, links, and the marks of hashtags and cashtags."""
    words = " ".join(_MARKS.sub("", _CALL.sub(" ", _LINK.sub(" ", text))).split())
    return _LEADING_SIGNS.sub("", words)


def is_stop(text: str) -> bool:
    """Whether someone wants to be left alone. A stop sign on Mars is a prompt."""
    return _words(text) in _phrases()["stop"]


def means_another_post(text: str) -> bool:
    """Whether the prompt is to be found in the post that this one quotes or replies to."""
    return _words(text) in _phrases()["this"]


def _words(text: str) -> str:
    """Without case, signs and accents, which people leave out."""
    return words_of(fold(prompt_of(text)))


@cache
def _phrases() -> dict[str, frozenset[str]]:
    """What `phrases.toml` lists, in all languages together."""
    listed = tomllib.loads(_PHRASES.read_text(encoding="utf-8"))
    return {
        meaning: frozenset(_words(phrase) for phrases in languages.values() for phrase in phrases)
        for meaning, languages in listed.items()
    }

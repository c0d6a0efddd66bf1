"""What the text of a post asks for: a prompt, an end to it all, or the post that it speaks about."""

import re
import tomllib
import unicodedata
from functools import cache
from pathlib import Path

HANDLE = re.compile(r"(?<![\w@\uff20])[@\uff20](\w{1,20})")
"""X takes the full-width sign for the same."""
_LEADING_HANDLES = re.compile(r"(?:\s*[@\uff20]\w{1,20})+")
_LINK = re.compile(r"https?://\S+", re.IGNORECASE)
_MARKS = re.compile(r"[#\uff03]|\$(?=[A-Za-z])")
"""Of hashtags and cashtags, whose words stay."""
_NO_LETTERS = re.compile(r"[\W_]+")
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
    return any(handle.casefold() == username.casefold() for handle in HANDLE.findall(text))


def prompt_of(text: str) -> str:
    """The text without handles, links, and the marks of hashtags and cashtags."""
    return " ".join(_MARKS.sub("", HANDLE.sub(" ", _LINK.sub(" ", text))).split())


def is_stop(text: str) -> bool:
    """Whether someone wants to be left alone. A stop sign on Mars is a prompt."""
    return _words(text) in _phrases()["stop"]


def means_another_post(text: str) -> bool:
    """Whether the prompt is to be found in the post that this one quotes or replies to."""
    return _words(text) in _phrases()["this"]


def _words(text: str) -> str:
    return _NO_LETTERS.sub(" ", unicodedata.normalize("NFKC", prompt_of(text)).casefold()).strip()


@cache
def _phrases() -> dict[str, frozenset[str]]:
    """What `phrases.toml` lists, in all languages together."""
    listed = tomllib.loads(_PHRASES.read_text(encoding="utf-8"))
    return {
        meaning: frozenset(_words(phrase) for phrases in languages.values() for phrase in phrases)
        for meaning, languages in listed.items()
    }

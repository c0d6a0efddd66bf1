"""Text that people typed, made harmless for Discord: shown as it is, and never obeyed."""

import re
import unicodedata
from bisect import bisect_right

_MARKUP = re.compile(r"([\\*_~`|<>#:\[\]()@+.-])")
"""What Discord's Markdown may take for formatting, a link, a heading, a list, a mention or an emoji."""

_SERVER_MENTION = re.compile(r"@(?=everyone|here)", re.IGNORECASE)
"""Discord's servers look for these two without minding backslashes."""

_JOINERS = "\u200c\u200d"
"""Zero-width, but emoji and several scripts need them."""

_UNSEEN_CATEGORIES = ("Cc", "Cf", "Co", "Cs")
"""Controls, formats, private use, halves of surrogate pairs. Unassigned ones may be newer emoji."""

_UNSEEN_LETTERS = "\u115f\u1160\u3164\uffa0\u2800\u034f"
"""Letters that show as nothing."""

ELLIPSIS = "…"


def escape(text: str) -> str:
    """The text on one line, with a backslash before everything that Discord would not show as it is.

    Nobody is mentioned by it, nothing in it is a link, and what can't be seen (controls, marks that turn the
    direction of writing, invisible letters) is left out.
    """
    return _SERVER_MENTION.sub("@\u200b", _MARKUP.sub(r"\\\1", plain(text)))


def escape_within(text: str, limit: int) -> str:
    """As `escape`, cut at a word with an ellipsis so that it has at most `limit` UTF-16 units."""
    words = plain(text)
    if len(words) <= limit and units(escaped := escape(words)) <= limit:
        return escaped
    fitting = bisect_right(range(1, limit), limit - 1, key=lambda length: units(escape(words[:length])))
    return escape(_cut(words, fitting + 1))


def plain(text: str) -> str:
    """The text on one line without what can't be seen, for labels and alt texts, which know no Markdown."""
    visible = (" " if one.isspace() else one for one in text if one.isspace() or _is_seen(one))
    return " ".join("".join(visible).split())


def shorten(text: str, limit: int) -> str:
    """The text with at most `limit` characters, the last of them an ellipsis if some had to go."""
    return text if len(text) <= limit else _cut(text, limit)


def units(text: str) -> int:
    """Length in UTF-16 units, as Discord's clients count: never less than Python's."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _cut(text: str, limit: int) -> str:
    """The beginning of the text, at a word if that loses less than half, and an ellipsis."""
    whole_words = text[:limit].rpartition(" ")[0]
    return (whole_words if len(whole_words) > limit // 2 else text[: limit - 1].rstrip()) + ELLIPSIS


def _is_seen(character: str) -> bool:
    if character in _JOINERS:
        return True
    return unicodedata.category(character) not in _UNSEEN_CATEGORIES and character not in _UNSEEN_LETTERS

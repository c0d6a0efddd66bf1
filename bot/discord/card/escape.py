"""Text that people typed, made harmless for Discord: shown as it is, and never obeyed."""

import re
import unicodedata

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
    escaped = escape(words)
    if units(escaped) <= limit:
        return escaped
    fitting, longest = 0, len(words)
    while fitting < longest:
        middle = (fitting + longest + 1) // 2
        if units(escape(words[:middle])) + units(ELLIPSIS) <= limit:
            fitting = middle
        else:
            longest = middle - 1
    return escape(shorten(words, fitting + 1).removesuffix(ELLIPSIS)) + ELLIPSIS


def plain(text: str) -> str:
    """The text on one line without what can't be seen, for labels and alt texts, which know no Markdown."""
    visible = (" " if one.isspace() else one for one in text if one.isspace() or _is_seen(one))
    return " ".join("".join(visible).split())


def shorten(text: str, limit: int) -> str:
    """The text with at most `limit` characters, the last of them an ellipsis if some had to go."""
    if len(text) <= limit:
        return text
    begin = text[: limit - 1]
    whole_words = begin.rpartition(" ")[0]
    return (whole_words if len(whole_words) > limit // 2 else begin).rstrip() + ELLIPSIS


def units(text: str) -> int:
    """Length in UTF-16 units, as Discord's clients count: never less than Python's."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _is_seen(character: str) -> bool:
    if character in _JOINERS:
        return True
    return unicodedata.category(character) not in _UNSEEN_CATEGORIES and character not in _UNSEEN_LETTERS

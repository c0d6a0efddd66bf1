"""How long X takes a text to be: code points weigh 1 or 2, links 23, emoji 2.

Source: configuration 3 of X's twitter-text library, https://developer.x.com/en/docs/counting-characters.
"""

import re
import unicodedata

import emoji

LIMIT = 280
"""The longest text of a post."""
LINK_WEIGHT = 23

_LIGHT = ((0, 4351), (8192, 8205), (8208, 8223), (8242, 8247))
"""Code points that weigh 1: Latin and its neighbours, spaces, dashes, quotation marks."""
_EMOJI_WEIGHT = 2
_LINK = re.compile(r"https?://\S+")
_ELLIPSIS = "…"


def weighted_length(text: str) -> int:
    """The length of a text as X counts it."""
    text = unicodedata.normalize("NFC", text)
    links = len(_LINK.findall(text))
    text = _LINK.sub("", text)
    symbols = emoji.emoji_list(text)
    in_symbols = sum(_weight_of(text[found["match_start"] : found["match_end"]]) for found in symbols)
    return links * LINK_WEIGHT + len(symbols) * _EMOJI_WEIGHT + _weight_of(text) - in_symbols


def shorten(text: str, limit: int) -> str:
    """The text cut at a word, with an ellipsis, so that X counts at most `limit`; empty if nothing fits."""
    if weighted_length(text) <= limit:
        return text
    fitting, longest = 0, len(text)
    while fitting < longest:
        middle = (fitting + longest + 1) // 2
        if weighted_length(text[:middle] + _ELLIPSIS) <= limit:
            fitting = middle
        else:
            longest = middle - 1
    begin = text[:fitting]
    whole_words = begin if text[fitting : fitting + 1].isspace() else begin.rpartition(" ")[0]
    kept = (whole_words if len(whole_words) > fitting // 2 else begin).rstrip()
    return kept + _ELLIPSIS if kept else ""


def _weight_of(text: str) -> int:
    return sum(1 if any(low <= ord(one) <= high for low, high in _LIGHT) else 2 for one in text)

# ruff: noqa: RUF001 - confusing letters are the subject
"""Characters that stand in for Latin letters: other scripts' look-alikes, digits, signs, letters upside down.

Compatibility forms (full width, mathematical, circled letters) are not here: Unicode's own NFKC folds them.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice, product

_SAME_LOOK = {
    "a": "аɑαдаꭺᴀ∂ꓮልᗩƛӓ",
    "b": "ьвβвʙßƅꓐᏏᗷъ",
    "c": "сϲⅽᴄςсꓚᏟᑕ",
    "d": "ԁɗđᴅꓓᎠᗞძ",
    "e": "еєεɛҽᴇэꓰᎬᗴ℮",
    "f": "ғƒꜰꓝϝ",
    "g": "ɡցɢğꓖᏀԍ",
    "h": "һհнʜħꓧᎻ",
    "i": "іıɩιɪїıꓲᎥ",
    "j": "јʝᴊꓙᎫ",
    "k": "кκҡᴋꓗᏦќ",
    "l": "ӏłⅼʟꓡᏞℓ",
    "m": "мɱᴍꓟᎷ",
    "n": "пηոɴиńꓠ",
    "o": "оοσօøᴏөꓳഠ๐ჿ",
    "p": "рρᴘꓑᏢþ",
    "q": "ԛգႳ",
    "r": "гᴦɾʀяꓣᎡ",
    "s": "ѕʂꜱꓢᏚ",
    "t": "тτᴛŧꓔᎢ†",
    "u": "υսцʉᴜμꓴ",
    "v": "ѵνᴠꓦᏙ",
    "w": "ԝωшѡᴡщꓪᎳ",
    "x": "хχжҳꓫ×",
    "y": "уүγʏўꓬ",
    "z": "ʐᴢʑꓜᏃ",
}
LOOKALIKES = {ord(twin): letter for letter, twins in _SAME_LOOK.items() for twin in twins}
"""Lower-case letters of other scripts, for `str.translate`."""

_CAPITALS = str.maketrans("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧАВЕЅІЈКМНОРСТУХ", "ABEZHIKMNOPTYXABESIJKMHOPCTYX")
"""Greek and Cyrillic capitals that look like Latin ones, though their small letters may not."""

_LATIN_NAME = re.compile(
    r"(?:LATIN (?:SMALL |CAPITAL )?LETTER (?:SMALL CAPITAL |TURNED |REVERSED )?([A-Z])(?: WITH .+)?"
    r"|(?:NEGATIVE |CROSSED NEGATIVE )?(?:CIRCLED|SQUARED) LATIN (?:CAPITAL|SMALL) LETTER ([A-Z])"
    r"|REGIONAL INDICATOR SYMBOL LETTER ([A-Z]))"
)

_WESTERN_MARK = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u200c\u200d\u20d0-\u20ff\ufe00-\ufe2f]"
)

_LEET = {
    "#": "h",
    "@": "a",
    "4": "a",
    "3": "e",
    "8": "b",
    "0": "o",
    "$": "s",
    "5": "s",
    "7": "t",
    "+": "t",
    "2": "z",
    "9": "g",
    "6": "g",
    "€": "e",
    "£": "l",
    "¢": "c",
    "¥": "y",
}
LEET_SIGNS = frozenset(_LEET) | frozenset("1!|")
DRAWN_SIGNS = LEET_SIGNS | frozenset("(<")
"""Those that may stand for a letter within a word."""
LEET = tuple(
    {ord(sign): letter for sign, letter in (_LEET | dict.fromkeys("1!|", tall)).items()} for tall in "il"
)
"""Digits and signs for letters, for `str.translate`: once with 1, ! and | as i, once as l."""

_LONE_INDICATORS = re.compile(
    "(?<![\U0001f1e6-\U0001f1ff])(?:[\U0001f1e6-\U0001f1ff]|[\U0001f1e6-\U0001f1ff]{3,})(?![\U0001f1e6-\U0001f1ff])"
)

_DRAWN = {
    "\\/\\/": "w",
    "|\\/|": "m",
    "|\\|": "n",
    "|-|": "h",
    "|_|": "u",
    "(_)": "u",
    "/\\": "a",
    "\\/": "v",
    "|<": "k",
    "|3": "b",
    "|)": "d",
    "[)": "d",
    "|>": "p",
    "|=": "f",
    "><": "x",
    "()": "o",
    "[]": "o",
}
"""Letters drawn with several signs, the longer ones first."""
_AMBIGUOUS = {
    "1": "il",
    "!": "i",
    "|": "il",
    "6": "gb",
    "9": "gq",
    "7": "tl",
    "(": "c",
    "<": "c",
    "*": "*",
    "x": "xk",
}
MOST_SPELLINGS = 16
"""Ways of reading the signs of one word."""

_UPSIDE_DOWN = dict(
    zip(
        "ɐqɔpǝɟƃɓɥᴉıɾʞןɯuodbɹsʇnʌʍxʎz∀ᗺƆᗡƎℲ⅁ſ⅂WNԀΌᴚ⊥∩ΛM⅄",
        "abcdefgghiijklmnopqrstuvwxyzabcdefgjlmnpqrtuvwy",
        strict=True,
    )
)
FLIPPED_SIGNS = frozenset("ɐɔǝɟƃɥᴉɾʞןɯɹʇʌʍʎ")
"""Letters that hardly occur in a text that is the right way up."""


def upright(text: str) -> str:
    """A text that was turned upside down, turned back."""
    return "".join(_UPSIDE_DOWN.get(character, character) for character in reversed(text))


def unstyled(text: str) -> str:
    """The text with letters in circles and squares, which Unicode counts as symbols, as letters.

    Two regional indicators in a row are a flag, and stay one.
    """
    if text.isascii():
        return text
    text = _LONE_INDICATORS.sub(lambda run: "".join(map(_latin_letter, run[0])), text)
    return "".join(_latin_letter(character) if _is_enclosed(character) else character for character in text)


def _is_enclosed(character: str) -> bool:
    return "\u24b6" <= character <= "\u24e9" or "\U0001f110" <= character <= "\U0001f189"


def latin(text: str) -> str:
    """Lower case, with each letter that looks like a Latin one as that one, and without marks."""
    bare = _WESTERN_MARK.sub("", unicodedata.normalize("NFKD", text.translate(_CAPITALS)))
    compatible = bare.casefold()
    return "".join(_latin_letter(character) for character in unicodedata.normalize("NFKD", compatible))


def leet_spellings(word: str) -> Iterator[str]:
    """Readings of a lower-case word with digits and signs as letters, at most `MOST_SPELLINGS`."""
    for drawn, letter in _DRAWN.items():
        word = word.replace(drawn, letter)
    choices = [_AMBIGUOUS.get(character) or _LEET.get(character, character) for character in word]
    yield from map("".join, islice(product(*choices), MOST_SPELLINGS))


@lru_cache(maxsize=4096)
def _latin_letter(character: str) -> str:
    if character.isascii():
        return character
    if _WESTERN_MARK.match(character):
        return ""
    twin = LOOKALIKES.get(ord(character))
    if twin:
        return twin
    match = _LATIN_NAME.fullmatch(unicodedata.name(character, ""))
    return next(filter(None, match.groups())).casefold() if match else character

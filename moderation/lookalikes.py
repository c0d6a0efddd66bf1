# ruff: noqa: RUF001 - confusing letters are the subject
"""Characters that stand in for Latin letters: other scripts' look-alikes, digits and signs.

Compatibility forms (full width, mathematical, circled letters) are not here: Unicode's own NFKC folds them.
"""

_SAME_LOOK = {
    "a": "аɑαдаꭺᴀ∂",
    "b": "ьвβвʙßƅ",
    "c": "сϲⅽᴄςс",
    "d": "ԁɗđᴅ",
    "e": "еєεɛҽᴇэ",
    "f": "ғƒꜰ",
    "g": "ɡցɢğ",
    "h": "һհнʜħ",
    "i": "іıɩιɪїı",
    "j": "јʝᴊ",
    "k": "кκҡᴋ",
    "l": "ӏłⅼʟ",
    "m": "мɱᴍ",
    "n": "пηոɴиń",
    "o": "оοσօøᴏө",
    "p": "рρᴘ",
    "q": "ԛգ",
    "r": "гᴦɾʀя",
    "s": "ѕʂꜱ",
    "t": "тτᴛŧ",
    "u": "υսцʉᴜμ",
    "v": "ѵνᴠ",
    "w": "ԝωшѡᴡщ",
    "x": "хχжҳ",
    "y": "уүγʏў",
    "z": "ʐᴢʑ",
}
LOOKALIKES = {ord(twin): letter for letter, twins in _SAME_LOOK.items() for twin in twins}
"""Lower-case letters of other scripts, for `str.translate`."""

_LEET = {
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
LEET = tuple(
    {ord(sign): letter for sign, letter in (_LEET | dict.fromkeys("1!|", tall)).items()} for tall in "il"
)
"""Digits and signs for letters, for `str.translate`: once with 1, ! and | as i, once as l."""

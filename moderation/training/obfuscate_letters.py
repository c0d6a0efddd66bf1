"""Disguises that work letter by letter, each a function of a text and a random source (see obfuscate.py)."""

import codecs
import tomllib
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from random import Random
from typing import Any

from moderation.training.data.rows import HERE

VOWELS = frozenset("aeiouAEIOU")
ZERO_WIDTH = "\u200b\u200c\u200d\u2060\ufeff"
MARKS = "\u0300\u0301\u0308\u0323\u0331\u0336\u0337\u034f\u035c"
SIGNS = ".-_*~·/|'+"
MASKS = "*#_.-x"
# Of the block of mathematical letters: bold, italic bold, script bold, fraktur bold, double-struck,
# sans-serif, sans-serif bold, monospace. Every one has all 52 letters in order.
ALPHABETS = (0x1D400, 0x1D468, 0x1D4D0, 0x1D56C, 0x1D5A0, 0x1D5D4, 0x1D670)


@cache
def tables() -> dict[str, Any]:
    """What `data/obfuscation.toml` holds."""
    return tomllib.loads((HERE / "obfuscation.toml").read_text(encoding="utf-8"))


def homoglyphs(text: str, random: Random) -> str:
    """Letters of other scripts that look the same."""
    return _exchanged("homoglyphs", text, random)


def leet(text: str, random: Random) -> str:
    """Digits and signs that look like letters."""
    return _exchanged("leet", text, random)


def accents(text: str, random: Random) -> str:
    """Letters with accents that the word doesn't have."""
    return _exchanged("accents", text, random)


def small_capitals(text: str, random: Random) -> str:
    """Small capitals."""
    return _exchanged("small_capitals", text, random, share=1)


def superscripts(text: str, random: Random) -> str:
    """Letters written above the line."""
    return _exchanged("superscripts", text, random, share=1)


def cyrillic(text: str, random: Random) -> str:
    """Latin letters by their sound in Cyrillic."""
    return _exchanged("cyrillic", text, random, share=1)


def greek(text: str, random: Random) -> str:
    """Latin letters by their sound in Greek."""
    return _exchanged("greek", text, random, share=1)


def upside_down(text: str, random: Random) -> str:
    """The text turned by half a circle: to be read from the end."""
    return _exchanged("upside_down", text, random, share=1)[::-1]


def morse(text: str, random: Random) -> str:
    """Morse code, a slash between words."""
    return " ".join(_exchanged("morse", f"{letter} ", random, share=1) for letter in text.replace(" ", "/"))


def fullwidth(text: str, _random: Random) -> str:
    """Wide forms, as among East Asian letters."""
    return "".join(chr(ord(letter) + 0xFEE0) if "!" <= letter <= "~" else letter for letter in text)


def mathematical(text: str, random: Random) -> str:
    """Letters of mathematics: bold, script, fraktur, double-struck, monospace."""
    start = random.choice(ALPHABETS)
    return "".join(_shifted(letter, start, start + 26) for letter in text)


def circled(text: str, random: Random) -> str:
    """Letters in circles, or black squares."""
    capital, small = random.choice(((0x24B6, 0x24D0), (0x1F150, 0x1F150), (0x1F170, 0x1F170)))
    return "".join(_shifted(letter, capital, small) for letter in text)


def emoji_letters(text: str, _random: Random) -> str:
    """The emoji letters that flags are made of, apart from one another."""
    return " ".join(_shifted(letter, 0x1F1E6, 0x1F1E6) for letter in text)


def combining_marks(text: str, random: Random) -> str:
    """Marks scribbled over the letters."""
    share, most = random.choice(((0.4, 1), (0.8, 2), (1, 3)))
    return _after_letters(text, random, share, lambda: "".join(random.choices(MARKS, k=most)))


def zero_width(text: str, random: Random) -> str:
    """Signs without width between the letters."""
    return _after_letters(text, random, random.choice((0.3, 0.7, 1)), lambda: random.choice(ZERO_WIDTH))


def soft_hyphens(text: str, random: Random) -> str:
    """Hyphens that are only seen at the end of a line."""
    return _after_letters(text, random, random.choice((0.3, 1)), lambda: "\u00ad")


def mixed_case(text: str, random: Random) -> str:
    """Capitals at random."""
    return "".join(random.choice((letter.upper(), letter.lower())) for letter in text)


def spaced(text: str, random: Random) -> str:
    """Letters set apart, a wider gap between words."""
    return _some_words(text, random, " ".join, gap=random.choice(("  ", "   ")))


def dotted(text: str, random: Random) -> str:
    """Letters with a sign between them."""
    return _some_words(text, random, random.choice(SIGNS).join)


def bracketed(text: str, random: Random) -> str:
    """One letter of a word in brackets."""
    opening, closing = random.choice(("[]", "()", "{}", "<>", '""'))
    return _some_words(text, random, lambda word: _inside(word, random, lambda it: opening + it + closing))


def masked(text: str, random: Random) -> str:
    """Inner letters of words covered by a sign."""
    mask = random.choice(MASKS)
    return _some_words(text, random, lambda word: _inside(word, random, lambda _letter: mask))


def repeated(text: str, random: Random) -> str:
    """Letters that are held."""
    return "".join(letter * _times(letter, random) for letter in text)


def vowels_dropped(text: str, random: Random) -> str:
    """Words without their vowels, except in first place."""
    return _some_words(text, random, _without_vowels)


def rot13(text: str) -> str:
    """Each Latin letter thirteen places on."""
    return codecs.encode(text, "rot13")


def _without_vowels(word: str) -> str:
    return word[:1] + "".join(letter for letter in word[1:] if letter not in VOWELS)


def _exchanged(table: str, text: str, random: Random, share: float | None = None) -> str:
    """The text with a share of its letters exchanged for one of those that the table gives for them."""
    share = share or random.choice((0.3, 0.6, 1))
    forms: Mapping[str, str] = tables()["letters"][table]
    several = table in ("homoglyphs", "leet", "accents")
    chosen = (random.random() < share for _letter in text)
    return "".join(
        _form(it, forms, several, random) if is_chosen else it
        for it, is_chosen in zip(text, chosen, strict=True)
    )


def _form(letter: str, forms: Mapping[str, str], several: bool, random: Random) -> str:
    form = forms.get(letter) or forms.get(letter.lower())
    if form is None:
        return letter
    return random.choice(form) if several else form


def _shifted(letter: str, capital: int, small: int) -> str:
    if "A" <= letter <= "Z":
        return chr(capital + ord(letter) - ord("A"))
    if "a" <= letter <= "z":
        return chr(small + ord(letter) - ord("a"))
    return letter


def _after_letters(text: str, random: Random, share: float, sign: Callable[[], str]) -> str:
    return "".join(it + sign() if it.isalpha() and random.random() < share else it for it in text)


def _some_words(text: str, random: Random, change: Callable[[str], str], gap: str = " ") -> str:
    """The text with all of its words changed, or only its longest ones, as people hide what matters."""
    words = text.split()
    if random.random() < 0.5:
        return gap.join(map(change, words))
    longest = set(sorted(words, key=len)[-3:])
    return " ".join(change(word) if word in longest else word for word in words)


def _inside(word: str, random: Random, change: Callable[[str], str]) -> str:
    """The word with one letter changed, and not its first."""
    if len(word) < 3:
        return word
    place = random.randrange(1, len(word))
    return word[:place] + change(word[place]) + word[place + 1 :]


def _times(letter: str, random: Random) -> int:
    choices: Sequence[int] = (1, 1, 1, 2, 3, 5) if letter.isalpha() else (1,)
    return random.choice(choices)

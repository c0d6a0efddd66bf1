# ruff: noqa: RUF001 - confusing letters are the subject
"""Ways to hide what a prompt says, for tests. Each takes a prompt in plain lower-case words."""

import base64
import codecs
import random
import string
from collections.abc import Callable
from urllib.parse import quote

LETTERS = string.ascii_lowercase
MORSE_LETTERS = (
    ".- -... -.-. -.. . ..-. --. .... .. .--- -.- .-.. -- -. --- .--. --.- .-. ... - ..- ...- .-- -..- "
    "-.-- --.."
)
MORSE = dict(zip(LETTERS, MORSE_LETTERS.split(), strict=True))
ALPHABET = (
    "alfa bravo charlie delta echo foxtrot golf hotel india juliett kilo lima mike november oscar papa "
    "quebec romeo sierra tango uniform victor whiskey xray yankee zulu"
)
NAMES = dict(zip(LETTERS, ALPHABET.split(), strict=True))
Disguise = Callable[[str], str]


def by_letter(table: dict[str, str] | dict[int, int]) -> Disguise:
    keyed = {key if isinstance(key, int) else ord(key): letter for key, letter in table.items()}
    return lambda prompt: prompt.translate(keyed)


def by_word(disguise: Disguise) -> Disguise:
    return lambda prompt: " ".join(map(disguise, prompt.split()))


def shifted_by(first: int) -> Disguise:
    return by_letter({letter: chr(first + place) for place, letter in enumerate(LETTERS)})


def between(sign: str) -> Disguise:
    return by_word(sign.join)


def rotated(shift: int) -> Disguise:
    return by_letter(dict(zip(LETTERS, LETTERS[shift:] + LETTERS[:shift], strict=True)))


def inner(word: str, change: Callable[[random.Random, str], str]) -> str:
    return change(random.Random(word), word) if len(word) > 4 else word


def shuffled(chance: random.Random, word: str) -> str:
    middle = list(word[1:-1])
    chance.shuffle(middle)
    return word[0] + "".join(middle) + word[-1]


def swapped(chance: random.Random, word: str) -> str:
    place = chance.randrange(1, len(word) - 2)
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]


def masked(chance: random.Random, word: str) -> str:
    place = chance.randrange(1, len(word) - 1)
    return f"{word[:place]}*{word[place + 1 :]}"


def pig_latin(word: str) -> str:
    start = next((place for place, letter in enumerate(word) if letter in "aeiou"), 0)
    return f"{word[start:]}{word[:start] or 'w'}ay"


DISGUISES: dict[str, Disguise] = {
    "leet": by_letter(dict(zip("aeiost", "431057", strict=True))),
    "leet with signs": by_letter(dict(zip("aeiot", "@3!0+", strict=True))),
    "Cyrillic twins": by_letter(dict(zip("aeopcxyi", "аеорсхуі", strict=True))),
    "Greek twins": by_letter(dict(zip("aoivpu", "αοινρυ", strict=True))),
    "full width": shifted_by(0xFF41),
    "bold": shifted_by(0x1D41A),
    "script": shifted_by(0x1D4EA),
    "Cyrillic by sound": by_letter(dict(zip("abdefiklmnoprstuwch", "абдефиклмнопрстувкх", strict=True))),
    "Greek by sound": by_letter(dict(zip("aefiklmnoprstvzch", "αεφικλμνοπρστβζκχ", strict=True))),
    "in circles": shifted_by(0x24D0),
    "in dark squares": shifted_by(0x1F170),
    "zero width": "\u200b".join,
    "soft hyphens": "\u00ad".join,
    "variation selectors": "\ufe0f".join,
    "tag characters": lambda prompt: "".join(chr(0xE0000 + ord(character)) for character in prompt),
    "struck through": lambda prompt: "".join(f"{letter}\u0336" for letter in prompt),
    "scribbled over": lambda prompt: "".join(f"{letter}\u0334\u0310" for letter in prompt),
    "accents": by_letter(dict(zip("aeioun", "áéíóúñ", strict=True))),
    "spaced out": " ".join,
    "dotted": between("."),
    "hyphens": between("-"),
    "underscores": between("_"),
    "emoji between": between("🔥"),
    "repeated": by_letter({letter: letter * 3 for letter in "aeimnr"}),
    "masked": by_word(lambda word: inner(word, masked)),
    "shuffled": by_word(lambda word: inner(word, shuffled)),
    "swapped": by_word(lambda word: inner(word, swapped)),
    "joined": lambda prompt: prompt.replace(" ", ""),
    "camel case": lambda prompt: prompt.title().replace(" ", ""),
    "split": by_word(lambda word: f"{word[:2]} {word[2:]}" if len(word) > 4 else word),
    "mixed case": lambda prompt: "".join(
        letter.upper() if place % 2 else letter for place, letter in enumerate(prompt)
    ),
    "backwards": lambda prompt: prompt[::-1],
    "words backwards": by_word(lambda word: word[::-1]),
    "bidirectional": lambda prompt: f"\u202e{prompt[::-1]}\u202c",
    "upside down": lambda prompt: prompt.translate(str.maketrans(LETTERS, "ɐqɔpǝɟƃɥᴉɾʞlɯuodbɹsʇnʌʍxʎz"))[
        ::-1
    ],
    "base64": lambda prompt: base64.b64encode(prompt.encode()).decode(),
    "base32": lambda prompt: base64.b32encode(prompt.encode()).decode(),
    "hexadecimal": lambda prompt: prompt.encode().hex(),
    "hexadecimal bytes": lambda prompt: prompt.encode().hex(" "),
    "hexadecimal with colons": lambda prompt: prompt.encode().hex(":"),
    "bits": lambda prompt: " ".join(f"{byte:08b}" for byte in prompt.encode()),
    "numbers": lambda prompt: " ".join(str(byte) for byte in prompt.encode()),
    "places in the alphabet": by_word(
        lambda word: "-".join(str(LETTERS.index(letter) + 1) for letter in word) if len(word) > 2 else word
    ),
    "percent": lambda prompt: quote(prompt).replace("a", "%61").replace("e", "%65"),
    "entities": lambda prompt: "".join(f"&#{ord(character)};" for character in prompt),
    "escapes": lambda prompt: "".join(f"\\u{ord(character):04x}" for character in prompt),
    "markup": by_word(lambda word: f"{word[:1]}<b></b>{word[1:]}"),
    "rot13": lambda prompt: codecs.encode(prompt, "rot13"),
    "Caesar": rotated(3),
    "mirrored alphabet": by_letter(dict(zip(LETTERS, reversed(LETTERS), strict=True))),
    "Morse": lambda prompt: " / ".join(" ".join(MORSE[letter] for letter in word) for word in prompt.split()),
    "Braille": by_letter(dict(zip(LETTERS, "⠁⠃⠉⠙⠑⠋⠛⠓⠊⠚⠅⠇⠍⠝⠕⠏⠟⠗⠎⠞⠥⠧⠺⠭⠽⠵", strict=True))),
    "spelling alphabet": by_word(lambda word: " ".join(NAMES[letter] for letter in word)),
    "pig Latin": by_word(pig_latin),
    "pig Latin without w": by_word(lambda word: pig_latin(word).replace("way", "ay")),
    "emoji for spaces": lambda prompt: prompt.replace(" ", "💀"),
    "base64 of rot13": lambda prompt: base64.b64encode(codecs.encode(prompt, "rot13").encode()).decode(),
    "base64 of base64": lambda prompt: base64.b64encode(base64.b64encode(prompt.encode())).decode(),
    "base64 of hexadecimal": lambda prompt: base64.b64encode(prompt.encode().hex().encode()).decode(),
    "hexadecimal of leet": lambda prompt: prompt.translate(str.maketrans("aeios", "43105")).encode().hex(),
    "rot13 backwards": lambda prompt: codecs.encode(prompt[::-1], "rot13"),
    "two at once": lambda prompt: base64.b64encode(prompt[::-1].encode()).decode(),
}
"""What people were seen to try, and some more."""

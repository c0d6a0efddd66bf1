"""Disguises of a text, as people try them on filters: for the training of the text filter.

They are put on unsafe and harmless texts alike, so that a disguise by itself says nothing. Each kind is a
function of a text and a `random.Random`: from the same seed comes the same disguise.
"""

import base64
from collections.abc import Callable, Collection, Mapping
from random import Random
from types import MappingProxyType

from moderation.training import obfuscate_letters as letters
from moderation.training import obfuscate_words as words

Obfuscation = Callable[[str, Random], str]

LONGEST = 20
"""No disguise is longer than this many times its text, and `PADDING`."""
PADDING = 120
TWICE = 0.08
"""How often `disguise` puts a second disguise over the first."""

READABLE: Mapping[str, Obfuscation] = MappingProxyType(
    {
        "homoglyphs": letters.homoglyphs,
        "leet": letters.leet,
        "accents": letters.accents,
        "small_capitals": letters.small_capitals,
        "superscripts": letters.superscripts,
        "fullwidth": letters.fullwidth,
        "mathematical": letters.mathematical,
        "circled": letters.circled,
        "emoji_letters": letters.emoji_letters,
        "combining_marks": letters.combining_marks,
        "zero_width": letters.zero_width,
        "soft_hyphens": letters.soft_hyphens,
        "mixed_case": letters.mixed_case,
        "spaced": letters.spaced,
        "dotted": letters.dotted,
        "bracketed": letters.bracketed,
        "repeated": letters.repeated,
        "vowels_dropped": letters.vowels_dropped,
        "masked": letters.masked,
        "upside_down": letters.upside_down,
        "cyrillic": letters.cyrillic,
        "greek": letters.greek,
        "transliterated": words.transliterated,
        "misspelt": words.misspelt,
        "phonetic": words.phonetic,
        "pig_latin": words.pig_latin,
        "split_words": words.split_words,
        "concatenated": words.concatenated,
        "emoji_for_spaces": words.emoji_for_spaces,
        "shuffled": words.shuffled,
        "words_reversed": words.words_reversed,
        "reversed": lambda text, _random: text[::-1],
        "two_languages": words.two_languages,
        "padded": words.padded,
        "framed": words.framed,
        "gibberish": words.gibberish,
    }
)
"""The disguises in which letters or words stay in sight."""

ENCODED: Mapping[str, Obfuscation] = MappingProxyType(
    {
        "base64": lambda text, _random: base64.b64encode(text.encode()).decode(),
        "hex": lambda text, random: text.encode().hex(random.choice(" :-")),
        "percent": lambda text, _random: "".join(f"%{byte:02X}" for byte in text.encode()),
        "entities": lambda text, _random: "".join(f"&#{ord(character)};" for character in text),
        "binary": lambda text, _random: " ".join(f"{byte:08b}" for byte in text[:100].encode()),
        "rot13": lambda text, _random: letters.rot13(text),
        "morse": letters.morse,
    }
)
"""The disguises that only a decoder can read: nothing to learn from without one."""

KINDS: Mapping[str, Obfuscation] = MappingProxyType({**READABLE, **ENCODED})


def obfuscate(text: str, kind: str, random: Random) -> str:
    """The text in one disguise; the text itself where the disguise leaves nothing of it.

    Raises:
        KeyError: there is no such kind.
    """
    disguised = KINDS[kind](text, random)
    return disguised if disguised.strip() else text


def obfuscations(text: str, random: Random, kinds: Collection[str] = tuple(KINDS)) -> dict[str, str]:
    """Kind -> the text in that disguise, for each kind that changes it."""
    disguised = {kind: obfuscate(text, kind, random) for kind in kinds}
    return {kind: changed for kind, changed in disguised.items() if changed != text}


def disguise(text: str, random: Random, kinds: Collection[str] = tuple(READABLE)) -> str:
    """The text in one disguise, or now and then in two, chosen at random among those that change it."""
    for kind in random.sample(tuple(kinds), k=len(kinds)):
        changed = obfuscate(text, kind, random)
        if changed != text:
            again = random.random() < TWICE
            return obfuscate(changed, random.choice(tuple(kinds)), random) if again else changed
    return text

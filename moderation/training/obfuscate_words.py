"""Disguises that work on words and around them, each a function of a text and a random source."""

import re
import string
from collections.abc import Callable
from random import Random

from text_unidecode import unidecode

from moderation.training.obfuscate_letters import VOWELS, tables

EMOJI = "🌸✨🔥👉🍀💀😂🎈🐸⭐"
SYLLABLES = ("zor", "bli", "kath", "umo", "xir", "pel", "grun", "ost", "tif", "wha", "dre", "quil", "nax")
CODE = ("!!", "}{", "\\\\", "describing", "==", "Sure", ");", "<s>", "[/INST]", "~~", "::", "//")
_WORD = re.compile(r"\w+")


def transliterated(text: str, _random: Random) -> str:
    """Other scripts in Latin letters by their sound; Latin letters without accents."""
    return str(unidecode(text))


def misspelt(text: str, random: Random) -> str:
    """Slips of the fingers: letters exchanged, left out, doubled."""
    return _each_word(text, lambda word: _slip(word, random) if len(word) > 3 else word)


def phonetic(text: str, random: Random) -> str:
    """Words written as they sound."""
    for spelling, sound in tables()["sounds"].items():
        if random.random() < 0.5:
            text = text.replace(spelling, sound)
    return text


def pig_latin(text: str, _random: Random) -> str:
    """The beginning of each word at its end, and "ay"."""
    return _each_word(text, _pig)


def split_words(text: str, random: Random) -> str:
    """A gap inside longer words."""
    return _each_word(text, lambda word: _split(word, random) if len(word) > 3 else word)


def concatenated(text: str, _random: Random) -> str:
    """No gap between words."""
    return "".join(text.split())


def emoji_for_spaces(text: str, random: Random) -> str:
    """Emoji between words."""
    return random.choice(EMOJI).join(text.split())


def shuffled(text: str, random: Random) -> str:
    """Words in another order."""
    words = text.split()
    return " ".join(random.sample(words, k=len(words)))


def words_reversed(text: str, _random: Random) -> str:
    """Each word from its end."""
    return _each_word(text, lambda word: word[::-1])


def two_languages(text: str, random: Random) -> str:
    """Some English words in another language."""
    dictionary: dict[str, list[str]] = tables()["words"]
    language = random.randrange(5)

    def translated(word: str) -> str:
        known = dictionary.get(word.lower())
        return known[language] if known and random.random() < 0.8 else word

    return _each_word(text, translated)


def padded(text: str, random: Random) -> str:
    """Pleasant words before and after."""
    frames = tables()["frames"]
    before, after = random.choice(((1, 0), (0, 1), (1, 1)))
    start = f"{random.choice(frames['before'])} " if before else ""
    return start + text + (random.choice(frames["after"]) if after else "")


def framed(text: str, random: Random) -> str:
    """A story around it that asks for an exception."""
    before, after = random.choice(tables()["frames"]["framed"]).split("{}")
    return f"{before}{text}{after}"


def gibberish(text: str, random: Random) -> str:
    """Nonsense after it, of the kind that a search against a filter finds."""
    made_up = ["".join(random.choices(SYLLABLES, k=random.randint(1, 3))) for _ in range(3)]
    signs = ["".join(random.choices(string.punctuation, k=3)), *random.sample(CODE, k=3)]
    tail = made_up + signs if random.random() < 0.5 else made_up
    return " ".join([text, *random.sample(tail, k=len(tail))])


def _each_word(text: str, change: Callable[[str], str]) -> str:
    return _WORD.sub(lambda found: change(found[0]), text)


def _slip(word: str, random: Random) -> str:
    place = random.randrange(1, len(word) - 1)
    if random.random() < 0.4:
        return word
    start, letter, following, end = word[:place], word[place], word[place + 1], word[place + 2 :]
    return start + random.choice((following + letter, following, letter * 2 + following)) + end


def _pig(word: str) -> str:
    first = next((place for place, letter in enumerate(word) if letter in VOWELS), 0)
    return f"{word[first:]}{word[:first]}ay" if word.isascii() and word.isalpha() else word


def _split(word: str, random: Random) -> str:
    place = random.randrange(2, len(word) - 1)
    return f"{word[:place]} {word[place:]}"

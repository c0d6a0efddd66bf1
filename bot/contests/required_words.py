"""The words that every prompt of a party must have."""

import re

from bot.errors import BadRequestError
from moderation.normalise import clean

WORDS = 5
"""Most words that a host may ask for."""
WORD_CHARS = 30

_ENDINGS = ("s", "es")
"""Of plurals; with y they make -ies."""


def read_words(typed: str) -> str:
    """What a host typed, as the database keeps it: words in lower case with commas between.

    Raises:
        BadRequestError: too many, or one is too long.
    """
    words = list(dict.fromkeys(clean(part).casefold() for part in typed.split(",")))
    words = [word for word in words if word]
    if len(words) > WORDS:
        raise BadRequestError(f"At most {WORDS} words can be required.", key="party-words-many", limit=WORDS)
    if any(len(word) > WORD_CHARS for word in words):
        raise BadRequestError(
            f"A required word has at most {WORD_CHARS} letters.", key="party-words-long", limit=WORD_CHARS
        )
    return ",".join(words)


def missing_words(prompt: str, required: str) -> list[str]:
    """Which of the required words a prompt lacks. Case doesn't matter, nor singular or plural."""
    text = clean(prompt).casefold()
    return [word for word in required.split(",") if word and not _has(text, word)]


def _has(text: str, word: str) -> bool:
    """Whether the word, or its plural or singular, stands in the text by itself.

    Scripts that put no spaces between words, such as Japanese, are searched for the bare letters.
    """
    if not _is_spaced(word):
        return word in text
    return any(re.search(rf"(?<!\w){re.escape(form)}(?!\w)", text) for form in _forms(word))


def _forms(word: str) -> set[str]:
    forms = {word, *(word + ending for ending in _ENDINGS)}
    forms |= {word.removesuffix(ending) for ending in _ENDINGS if len(word) > len(ending) + 2}
    if word.endswith("y"):
        forms.add(word[:-1] + "ies")
    if word.endswith("ies"):
        forms.add(word[:-3] + "y")
    return forms


def _is_spaced(word: str) -> bool:
    """Whether its script puts spaces between words."""
    return not re.search(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]", word)

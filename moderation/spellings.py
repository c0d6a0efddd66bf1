"""Spellings of a prompt that listed terms are looked for in."""

import re
from collections.abc import Mapping

from moderation.lookalikes import LEET, LEET_SIGNS, LOOKALIKES
from moderation.normalise import fold, words_of

_TOKEN = re.compile(r"\S+")
_INNER_SIGNS = re.compile(r"(?<=\w)[^\w\s](?=\w)|_")
_SPACED_OUT = re.compile(r"(?<!\S)\S(?: \S(?!\S)){2,}")


def spellings(prompt: str) -> tuple[str, ...]:
    """The ways to spell out a prompt, each once: the first is the folded prompt with its signs.

    The others are words with one space between them. Some take look-alikes for Latin letters, or digits and
    signs for letters, or put letters together that were spaced out by spaces or signs. Work and length are
    bounded by a small multiple of `PROMPT_CHARS`.
    """
    folded = fold(prompt)
    spelled = [folded, _join_letters(folded)]
    if not folded.isascii():
        spelled += [spelling.translate(LOOKALIKES) for spelling in spelled]
    if not LEET_SIGNS.isdisjoint(folded):
        spelled += [_spell(spelling, letters) for spelling in spelled[-2:] for letters in LEET]
    found = [folded]
    for spelling in dict.fromkeys(spelled):
        words = words_of(spelling)
        found += [words, _join_letters(words), words_of(_INNER_SIGNS.sub("", spelling))]
    return tuple(dict.fromkeys(found))


def _spell(text: str, letters: Mapping[int, str]) -> str:
    """Read digits and signs as letters, in every word that has a letter or mixes digits and signs."""
    return _TOKEN.sub(lambda token: _spell_token(token[0], letters), text)


def _spell_token(token: str, letters: Mapping[int, str]) -> str:
    core = token.strip(".,;:?!\"'()[]")
    return token if core.isalpha() or core.isdecimal() else token.replace(core, core.translate(letters))


def _join_letters(text: str) -> str:
    """`f u c k` becomes one word."""
    return _SPACED_OUT.sub(lambda run: run[0].replace(" ", ""), text)

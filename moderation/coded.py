"""Euphemisms, coded words and emoji, and the plain words that they stand for."""

import re
from collections.abc import Mapping
from typing import Any

_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*|[^\w\s]")


class CodedWords:
    """`lists/coded.toml`, ready to be put in plain words."""

    def __init__(self, listed: Mapping[str, Any]) -> None:
        self._signs: dict[str, tuple[str, str]] = {
            sign: (plain, name) for sign, (plain, name) in listed["signs"].items()
        }
        self._phrases: dict[tuple[str, ...], str] = {
            tuple(phrase.split()): plain for plain, phrases in listed["phrases"].items() for phrase in phrases
        }
        self._longest = max(map(len, self._phrases))
        self._firsts = {phrase[0] for phrase in self._phrases}
        self._least_signs: int = listed["least_signs"]

    def plain(self, text: str) -> str:
        """The text with each coded phrase replaced; the same text if it has none."""
        return self._plain_phrases(self._plain_signs(text))

    def _plain_signs(self, text: str) -> str:
        """Emoji in words, if there are several that stand for something: one may be meant as it looks.

        What the text names as well is meant as it looks, too.
        """
        named = text.casefold()
        coded = {sign: self._signs[sign][0] for sign in text if sign in self._signs}
        coded = {sign: plain for sign, plain in coded.items() if self._signs[sign][1] not in named}
        if sum(sign in coded for sign in text) < self._least_signs:
            return text
        return " ".join("".join(f" {coded[sign]} " if sign in coded else sign for sign in text).split())

    def _plain_phrases(self, text: str) -> str:
        found = list(_WORD.finditer(text))
        words = [match[0].casefold().replace("\u2019", "'") for match in found]
        pieces, done, at = [], 0, 0
        while at < len(words):
            phrase = self._phrase_at(words, at)
            if phrase:
                pieces += [text[done : found[at].start()], self._phrases[phrase]]
                at += len(phrase)
                done = found[at - 1].end()
            else:
                at += 1
        return "".join([*pieces, text[done:]])

    def _phrase_at(self, words: list[str], at: int) -> tuple[str, ...]:
        if words[at] not in self._firsts:
            return ()
        for length in range(self._longest, 0, -1):
            phrase = tuple(words[at : at + length])
            if len(phrase) == length and phrase in self._phrases:
                return phrase
        return ()

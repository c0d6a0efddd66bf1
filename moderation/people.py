"""Whether a prompt names a real person, whom no picture should demean or put where they never were."""

import re
from collections.abc import Sequence

from moderation.listed import load_list
from moderation.matcher import Matcher
from moderation.normalise import fold, words_of

_FULL_NAME = re.compile(r"\b([A-Z][a-z]+) (?:[A-Z]\.? |(?:de|van|von|da|al|bin) )?([A-Z][a-z]{2,})\b")


class PeopleRule:
    """`lists/people.toml`: well-known people, given names before a family name, and people one knows."""

    def __init__(self) -> None:
        data = load_list("people.toml")
        self._known, self._near = Matcher(data["known"]), Matcher(data["near"])
        self._characters = Matcher(data["characters"])
        self._given = frozenset(data["given"])

    def find(self, readings: Sequence[str]) -> str:
        """The person whom the readings of a prompt name; empty if they name none."""
        spelled = [words_of(fold(reading)) for reading in readings]
        harmless = (self._characters,)
        known = next(self._known.find(spelled, harmless), "") or next(self._near.find(spelled, harmless), "")
        return known or next(filter(None, map(self._full_name, readings)), "")

    def _full_name(self, text: str) -> str:
        for match in _FULL_NAME.finditer(self._characters.without(text)):
            if match[1].lower() in self._given:
                return match[0]
        return ""

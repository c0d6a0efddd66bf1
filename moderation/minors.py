"""The rule that no policy can switch off: no sexual picture of anybody young."""

import re
from collections.abc import Sequence

from moderation.listed import load_list
from moderation.matcher import Matcher

_UNDER_18 = r"(?:[1-9]|1[0-7])"
_AGE = re.compile(rf"\b{_UNDER_18} ?(?:yo|y o|yrs? olds?|years? olds?)\b|\bage[sd]? {_UNDER_18}\b")


class MinorsRule:
    """`lists/minors.toml`: a cue of youth together with a cue of sex, at least one of them clear."""

    def __init__(self) -> None:
        data = load_list("minors.toml")
        self.version: str = data["version"]
        self._always, self._harmless = Matcher(data["always"]), Matcher(data["exceptions"])
        self._young, self._young_vague = Matcher(data["young"]), Matcher(data["young_vague"])
        self._sexual, self._sexual_vague = Matcher(data["sexual"]), Matcher(data["sexual_vague"])

    def find(self, readings: Sequence[str]) -> str:
        """The cues that make the readings of a prompt fall under the rule; empty if they do not."""
        if always := self._first(self._always, readings):
            return always
        sexual = self._first(self._sexual, readings)
        suggestive = sexual or self._first(self._sexual_vague, readings)
        if not suggestive:
            return ""
        young = self._first(self._young, readings) or _age(readings)
        if not young and sexual:
            young = self._first(self._young_vague, readings)
        return f"{young} + {suggestive}" if young else ""

    def _first(self, matcher: Matcher, readings: Sequence[str]) -> str:
        return next(matcher.find(readings, (self._harmless,)), "")


def _age(readings: Sequence[str]) -> str:
    return next((match[0] for reading in readings if (match := _AGE.search(reading))), "")

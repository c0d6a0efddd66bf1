"""The rule that no policy can switch off: no sexual picture of anybody young."""

import re
from collections.abc import Sequence

from moderation.listed import load_list
from moderation.matcher import Matcher
from moderation.normalise import fold

SEXUAL_SCORE = 0.4
"""The classifier's score from which a text is sexual enough for a clear cue of youth ..."""
CLEARLY_SEXUAL_SCORE = 0.8
"""... and for a vague one."""

_UNDER_18 = r"0?[1-9]|1[0-7]"


class MinorsRule:
    """`lists/minors.toml`: cues of youth together with cues of sex, clear ones on one side at least."""

    def __init__(self) -> None:
        data = load_list("minors.toml")
        self.version: str = data["version"]
        self._always, self._harmless = Matcher(data["always"]), Matcher(data["exceptions"])
        self._young, self._young_vague = Matcher(data["young"]), Matcher(data["young_vague"])
        self._kin = Matcher(data["kin"])
        self._sexual, self._sexual_vague = Matcher(data["sexual"]), Matcher(data["sexual_vague"])
        self._crude = Matcher(data["sexual_crude"])
        self._age = _age_pattern(data["age_numbers"], data["age_units"], data["age_words"])

    def find(self, spelled: Sequence[str], sexual_score: float = 0.0) -> str:
        """The cues that make the spellings of a prompt fall under the rule; empty if they do not.

        `sexual_score` is the classifier's, 0 to 1; 0 also where it finds a text to be something else rather.
        """
        if always := self._first(self._always, spelled):
            return always
        crude = self._all(self._crude, spelled)
        clear = self._first(self._sexual, spelled) or _scored(sexual_score, CLEARLY_SEXUAL_SCORE)
        clear = clear or (" + ".join(crude) if len(crude) > 1 else "")
        hint = clear or next(iter(crude), "") or self._first(self._sexual_vague, spelled)
        hint = hint or _scored(sexual_score, SEXUAL_SCORE)
        if not hint:
            return ""
        young = self._first(self._young, spelled) or self._find_age(spelled)
        if not young and (clear or crude):
            vague = self._all(self._young_vague, spelled) + self._all(self._kin, spelled)
            young = " + ".join(vague) if clear or len(vague) > 1 else ""
        return f"{young} + {hint}" if young else ""

    def _all(self, matcher: Matcher, spelled: Sequence[str]) -> list[str]:
        return list(dict.fromkeys(matcher.find(spelled, (self._harmless,))))

    def _first(self, matcher: Matcher, spelled: Sequence[str]) -> str:
        return next(matcher.find(spelled, (self._harmless,)), "")

    def _find_age(self, spelled: Sequence[str]) -> str:
        return next((match[0] for text in spelled if (match := self._age.search(text))), "")


def _age_pattern(numbers: Sequence[str], units: Sequence[str], words: Sequence[str]) -> re.Pattern[str]:
    """Finds `12 years old`, `aged twelve` and `f15`."""
    number = rf"(?:(?<!\d)(?:{_UNDER_18})|\b(?:{'|'.join(numbers)}))"
    unit = "|".join(re.escape(fold(one.rstrip())) + r"\b" * one.endswith(" ") for one in units)
    word = "|".join(map(fold, words))
    sex = rf"[fm](?:{_UNDER_18})|(?:{_UNDER_18})[fm]"
    return re.compile(rf"{number} ?(?:{unit})|\b(?:{word}) (?:of )?{number}\b|\b(?:{sex})\b")


def _scored(score: float, least: float) -> str:
    return f"classifier {score:.3f}" if score >= least else ""

"""The list of terms that are refused by themselves, or that weigh against a prompt."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from moderation.listed import load_list
from moderation.matcher import Matcher
from moderation.verdict import Category


class Severity(StrEnum):
    """What a listed term means for a prompt."""

    GRAVE = "grave"
    """Refused by every named policy."""
    CLEAR = "clear"
    """Weighs much on top of the classifier's score: few prompts with it are harmless."""
    MILD = "mild"
    """Weighs a little."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A listed term that a prompt holds."""

    term: str
    category: Category
    severity: Severity


_ORDER = list(Severity)


class Lexicon:
    """`lists/lexicon.toml`, ready to search."""

    def __init__(self) -> None:
        data = load_list("lexicon.toml")
        self.version: str = data["version"]
        self._findings: dict[str, Finding] = {}
        for finding in sorted(_findings(data), key=lambda one: _ORDER.index(one.severity)):
            self._findings.setdefault(finding.term, finding)
        self._terms = Matcher(self._findings)
        self.harmless = Matcher(data["exceptions"])
        """Phrases that hold a term, but mean something else."""

    def find(self, spelled: Sequence[str], allowed: Matcher) -> list[Finding]:
        """Each term that the spellings of a prompt hold, except for those that a policy allows."""
        found = dict.fromkeys(self._terms.find(spelled, (self.harmless, allowed)))
        return [self._findings[term] for term in found]


def _findings(data: Mapping[str, Any]) -> Iterator[Finding]:
    for group in data["terms"]:
        for term in group["words"]:
            yield Finding(term, Category(group["category"]), Severity(group["severity"]))
    for group in data["combinations"]:
        for first in group["first"]:
            for second in group["second"]:
                yield Finding(f"{first} {second}", Category(group["category"]), Severity(group["severity"]))

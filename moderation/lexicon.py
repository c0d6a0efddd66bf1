"""The list of terms that are refused by themselves."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from moderation.listed import load_list
from moderation.matcher import Matcher
from moderation.verdict import Category

SEVERITIES = {"mild": 0.6, "clear": 0.8, "grave": 0.95}
"""The score of a term: from 0.5 `strict` refuses, from 0.7 `standard`, from 0.9 `relaxed`."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A listed term that a prompt holds."""

    term: str
    category: Category
    score: float


class Lexicon:
    """`lists/lexicon.toml`, ready to search."""

    def __init__(self) -> None:
        data = load_list("lexicon.toml")
        self.version: str = data["version"]
        self._findings: dict[str, Finding] = {}
        for finding in _findings(data):
            known = self._findings.setdefault(finding.term, finding)
            if known.score < finding.score:
                self._findings[finding.term] = finding
        self._terms = Matcher(self._findings)
        self._harmless = Matcher(data["exceptions"])

    def find(self, readings: Sequence[str], allowed: Matcher) -> list[Finding]:
        """Each term that the readings of a prompt hold, except for those that a policy allows."""
        found = dict.fromkeys(self._terms.find(readings, (self._harmless, allowed)))
        return [self._findings[term] for term in found]


def _findings(data: Mapping[str, Any]) -> Iterator[Finding]:
    for group in data["terms"]:
        for term in group["words"]:
            yield Finding(term, Category(group["category"]), SEVERITIES[group["severity"]])
    for group in data["combinations"]:
        for first in group["first"]:
            for second in group["second"]:
                term = f"{first} {second}"
                yield Finding(term, Category(group["category"]), SEVERITIES[group["severity"]])

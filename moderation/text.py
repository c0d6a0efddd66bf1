"""The text filter: may this prompt be painted?"""

from collections.abc import Iterable
from functools import lru_cache

from moderation.lexicon import Finding, Lexicon
from moderation.matcher import Matcher
from moderation.minors import MinorsRule
from moderation.normalise import PROMPT_CHARS, clean, fold, readings, require_content, words_of
from moderation.policy import Policy
from moderation.spellings import spellings
from moderation.verdict import ADVICE, ALLOWED, REASONS, Category, Decision, Verdict

REVIEW_MARGIN = 0.15
"""How far under a policy's threshold a prompt is let through but shown to moderators."""


class TextFilter:
    """Judges prompts and captions. One instance serves all policies, and all threads."""

    def __init__(self) -> None:
        self._lexicon = Lexicon()
        self._minors = MinorsRule()

    def check(self, prompt: str, policy: Policy) -> Verdict:
        """Judge one prompt under a policy, best as it was typed: cleaning takes away white space that tells.

        Raises:
            PromptError: there is nothing to paint in it.
        """
        require_content(clean(prompt))
        spelled = _spelled(prompt[:PROMPT_CHARS])
        if cues := self._minors.find(spelled):
            return _refuse(Finding(cues, Category.SEXUAL_MINORS, 1.0), self._minors.version)
        if own := next(_matcher(policy.extra_words).find(spelled), None):
            return _refuse(Finding(own, Category.OWN_WORDS, 1.0), policy.name)
        return self._judge(self._lexicon.find(spelled, _matcher(policy.allowed_words)), policy)

    def _judge(self, findings: Iterable[Finding], policy: Policy) -> Verdict:
        worst: dict[Category, Finding] = {}
        for finding in sorted(findings, key=lambda one: one.score):
            worst[finding.category] = finding
        if not worst:
            return ALLOWED
        decisive = max(worst.values(), key=lambda one: one.score - policy.thresholds[one.category])
        scores = {category: finding.score for category, finding in worst.items()}
        over = decisive.score - policy.thresholds[decisive.category]
        if over >= 0:
            return _refuse(decisive, self._lexicon.version, scores)
        decision = Decision.REVIEW if over >= -REVIEW_MARGIN else Decision.ALLOW
        return Verdict(
            decision,
            decisive.category,
            max(scores.values()),
            scores=scores,
            audit=_audit(decisive, self._lexicon.version),
        )


def _spelled(prompt: str) -> tuple[str, ...]:
    """What listed terms are looked for in: spellings of the prompt, and the words of its readings."""
    meant = (words_of(fold(reading)) for reading in readings(prompt))
    return tuple(dict.fromkeys([*spellings(prompt), *meant]))


def _refuse(finding: Finding, version: str, scores: dict[Category, float] | None = None) -> Verdict:
    return Verdict(
        Decision.REFUSE,
        finding.category,
        finding.score,
        REASONS[finding.category],
        ADVICE[finding.category],
        scores or {finding.category: finding.score},
        _audit(finding, version),
    )


def _audit(finding: Finding, version: str) -> str:
    return f"{finding.category} list {version}: {finding.term}"


@lru_cache(maxsize=256)
def _matcher(words: frozenset[str]) -> Matcher:
    return Matcher(words)

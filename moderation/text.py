"""The text filter: may this prompt be painted?"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock
from typing import Protocol
from unicodedata import normalize

import numpy as np
from numpy.typing import NDArray

from moderation.lexicon import Finding, Lexicon, Severity
from moderation.manner import Manner, framed, manner_of
from moderation.matcher import Matcher
from moderation.minors import MinorsRule
from moderation.normalise import MOST_READINGS, PROMPT_CHARS, fold, readings, require_content, words_of
from moderation.people import PeopleRule
from moderation.policy import Policy, level_thresholds
from moderation.spellings import spellings
from moderation.verdict import (
    ADVICE,
    FILTER_VERSION,
    GRADED,
    REASONS,
    Category,
    Decision,
    Verdict,
)

WEIGHTS = {Severity.MILD: 0.5, Severity.CLEAR: 1.5, Severity.GRAVE: 1.5}
"""What a listed term adds to the log odds of its category; of several, the heaviest counts."""
NAMED_PERSON = 0.5
"""The same for a scene with a real person in it, under policies that protect named people ..."""
PERSONAL = (Category.SEXUAL, Category.HARASSMENT, Category.PERSON_DECEPTION)
"""... in the categories where it makes a scene worse."""
MANNER = {Manner.DESCRIBES: 0.5, Manner.SAYS: -0.5, Manner.UNKNOWN: 0.0}
"""The same, in every category, for how a prompt speaks: sentences speak of bad things, and seldom ask
for them; descriptions ask."""
SCORED_CHARS = 3_000
"""Of a prompt whose readings are longer in all, only the plainest is scored: that takes most of the time."""
LEAST, MOST = 1e-4, 1 - 1e-4
"""Probabilities nearer to 0 and 1 say nothing more."""


class Scorer(Protocol):
    """The learned part, `moderation.classifier.Classifier`."""

    def scores(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Probabilities (len(texts), len(GRADED))."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A prompt made ready for judging."""

    readings: tuple[str, ...]
    """For the classifier."""
    spelled: tuple[str, ...]
    """For the lists."""
    manner: Manner


class TextFilter:
    """Judges prompts and captions. One instance serves all policies, and all threads."""

    def __init__(self, scorer: Scorer | None = None) -> None:
        """Without a scorer, the classifier that ships is loaded by `warm`, or when it is first needed."""
        self._scorer = scorer
        self._loading = Lock()
        self._lexicon, self._minors, self._people = Lexicon(), MinorsRule(), PeopleRule()

    def warm(self) -> None:
        """Load what the first verdict would have to wait for, about a second.

        Raises:
            ClassifierError: the weights are missing or damaged.
        """
        self.check("a hamster", Policy.named("standard"))

    def check(self, prompt: str, policy: Policy) -> Verdict:
        """Judge one prompt under a policy, best as it was typed: cleaning takes away white space that tells.

        Raises:
            PromptError: there is nothing to paint in it.
        """
        return self.check_all([prompt], policy)[0]

    def check_all(self, prompts: Sequence[str], policy: Policy) -> list[Verdict]:
        """Judge several prompts at once, on all cores.

        Raises:
            PromptError: there is nothing to paint in one of them.
        """
        harmless = (self._lexicon.harmless, _matcher(policy.trusted_words))
        prepared = [prepare(prompt, harmless) for prompt in prompts]
        flat = [reading for one in prepared for reading in one.readings]
        scored = iter(self._load().scores(flat))
        return [
            self._judge(one, np.max([next(scored) for _ in one.readings], axis=0), policy) for one in prepared
        ]

    def _load(self) -> Scorer:
        with self._loading:
            if self._scorer is None:
                from moderation.classifier import Classifier  # late: onnxruntime takes 0.2 s to load

                self._scorer = Classifier.load()
            return self._scorer

    def _judge(self, prompt: Prepared, learned: NDArray[np.float32], policy: Policy) -> Verdict:
        scores = {category: float(score) for category, score in zip(GRADED, learned, strict=True)}
        is_sexual = scores[Category.SEXUAL] == max(scores.values())
        if cues := self._minors.find(prompt.spelled, scores[Category.SEXUAL] * is_sexual):
            return _refuse(Category.SEXUAL_MINORS, 1.0, scores, f"minors {self._minors.version}: {cues}")
        if own := next(_matcher(policy.extra_words).find(prompt.spelled), None):
            return _refuse(Category.OWN_WORDS, 1.0, scores, f"own words of {policy.name}: {own}")
        found = self._lexicon.find(prompt.spelled, _matcher(policy.allowed_words))
        person = self._people.find(prompt.readings) if policy.named_people else ""
        weighed = _weigh(scores, prompt, found, person)
        return self._decide(weighed, found, person, policy)

    def _decide(
        self, scores: Mapping[Category, float], found: Sequence[Finding], person: str, policy: Policy
    ) -> Verdict:
        decisive = max(GRADED, key=lambda one: _log_odds(scores[one]) - _log_odds(policy.thresholds[one]))
        terms = ", ".join(finding.term for finding in found if finding.category == decisive)
        audit = f"{decisive} {scores[decisive]:.3f} of {policy.thresholds[decisive]:.3f}"
        audit += f"; list {self._lexicon.version}: {terms}" if terms else ""
        audit += f"; named: {person}" if person and decisive in PERSONAL else ""
        if scores[decisive] >= policy.thresholds[decisive]:
            return _refuse(decisive, _overall(scores), scores, audit)
        if scores[decisive] < level_thresholds("strict")[decisive]:
            return Verdict(Decision.ALLOW, score=_overall(scores), scores=scores)
        return Verdict(Decision.REVIEW, decisive, _overall(scores), scores=scores, audit=_versioned(audit))


def prepare(prompt: str, harmless: Sequence[Matcher] = ()) -> Prepared:
    """Read a prompt; what is harmless, or trusted by the policy, is left out of what the classifier sees.

    Raises:
        PromptError: there is nothing to paint in it.
    """
    found = readings(prompt[:PROMPT_CHARS])
    require_content("".join(found))
    words = (words_of(fold(reading)) for reading in found)
    spelled = tuple(dict.fromkeys([*spellings(prompt[:PROMPT_CHARS]), *words]))
    core = framed(found[-1])
    found = (*found, core)[:MOST_READINGS] if core else found
    scored = found if sum(map(len, found)) <= SCORED_CHARS else found[-1:]
    scored = tuple(normalize("NFKC", reading)[:PROMPT_CHARS] for reading in scored)  # one may grow 18-fold
    for matcher in harmless:
        scored = tuple(map(matcher.without, scored))
    return Prepared(scored, spelled, manner_of(found[-1]))


def _weigh(
    scores: Mapping[Category, float], prompt: Prepared, found: Sequence[Finding], person: str
) -> dict[Category, float]:
    """The scores with what the manner of the prompt, listed terms and named people add to them."""
    added = dict.fromkeys(GRADED, 0.0)
    for finding in found:
        added[finding.category] = max(added[finding.category], WEIGHTS[finding.severity])
    for category in GRADED:
        added[category] += MANNER[prompt.manner]
        added[category] += NAMED_PERSON * (bool(person) and category in PERSONAL)
    weighed = {category: _share(_log_odds(score) + added[category]) for category, score in scores.items()}
    for finding in found:
        if finding.severity is Severity.GRAVE:
            floor = level_thresholds("relaxed")[finding.category]
            weighed[finding.category] = max(weighed[finding.category], floor)
    return weighed


def _overall(scores: Mapping[Category, float]) -> float:
    """One score over all categories, for ranking prompts by how unsafe they are.

    Half of what `standard` demands of a category is taken off. Without that, one with many false alarms
    would count too much; with all of it, hate, of which much is demanded, would rank too low.
    """
    limits = level_thresholds("standard")
    highest = max(_log_odds(scores[category]) - _log_odds(limits[category]) / 2 for category in GRADED)
    return _share(highest)


def _log_odds(score: float) -> float:
    bounded = min(max(score, LEAST), MOST)
    return math.log(bounded / (1 - bounded))


def _share(log_odds: float) -> float:
    return 1 / (1 + math.exp(-log_odds))


def _refuse(category: Category, score: float, scores: Mapping[Category, float], audit: str) -> Verdict:
    return Verdict(
        Decision.REFUSE,
        category,
        score,
        REASONS[category],
        ADVICE[category],
        {**scores, category: score} if category not in scores else scores,
        _versioned(audit),
    )


def _versioned(audit: str) -> str:
    return f"filter {FILTER_VERSION}; {audit}"


@lru_cache(maxsize=256)
def _matcher(words: frozenset[str]) -> Matcher:
    return Matcher(words)

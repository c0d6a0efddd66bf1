"""What moderation says of a prompt or picture."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType


class Decision(StrEnum):
    """What happens next."""

    ALLOW = "allow"
    REVIEW = "review"
    """Let through, and shown to the moderators afterwards."""
    REFUSE = "refuse"


class Category(StrEnum):
    """What a prompt or picture is suspected of."""

    SEXUAL = "sexual"
    HATE = "hate"
    HARASSMENT = "harassment"
    VIOLENCE = "violence"
    SELF_HARM = "self_harm"
    ILLEGAL = "illegal"
    PERSON_DECEPTION = "person_deception"
    PERSONAL_DATA = "personal_data"
    SEXUAL_MINORS = "sexual_minors"


NO_SCORES: Mapping[Category, float] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer of a filter.

    `reason` and `advice` are sentences for the person; they never repeat a word of the prompt. `score`,
    `scores` and `audit` are for the moderators' log only: shown to the person they would teach evasion.
    """

    decision: Decision
    category: Category | None = None
    """The category that decided; None when nothing was found."""
    score: float = 0.0
    """How sure the filter is that the prompt is unsafe, 0 to 1, over all categories."""
    reason: str = ""
    advice: str = ""
    scores: Mapping[Category, float] = field(default=NO_SCORES, hash=False)
    """The score of each category that was found."""
    audit: str = field(default="", repr=False)
    """Which rule of which version matched which term; not in `repr`, so that no log shows it by chance."""


ALLOWED = Verdict(Decision.ALLOW)

"""What moderation says of a prompt or picture."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

FILTER_VERSION = "1"
"""Of rules, lists and classifier together, for the log of what was decided by which."""


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
    """Refused under every policy."""
    OWN_WORDS = "own_words"
    """Words that a server's or operator's own policy refuses."""


GRADED = tuple(category for category in Category if category not in ("sexual_minors", "own_words"))
"""The categories that a policy has thresholds for."""

REASONS: Mapping[Category, str] = MappingProxyType(
    {
        Category.SEXUAL: "Nonet doesn't paint sexual or nude pictures here.",
        Category.HATE: "Nonet doesn't paint pictures that demean people for who they are.",
        Category.HARASSMENT: "Nonet doesn't paint pictures made to insult or threaten someone.",
        Category.VIOLENCE: "Nonet doesn't paint pictures of cruelty or gore here.",
        Category.SELF_HARM: "Nonet doesn't paint pictures of suicide or self-harm.",
        Category.ILLEGAL: "Nonet doesn't paint pictures that help with crimes.",
        Category.PERSON_DECEPTION: "Nonet doesn't paint pictures made to pass as real news of a person.",
        Category.PERSONAL_DATA: "Nonet doesn't paint people's private data.",
        Category.SEXUAL_MINORS: "Nonet never paints anybody young in a sexual way.",
        Category.OWN_WORDS: "The rules of this place don't allow a word in this prompt.",
    }
)
"""Why a prompt or picture was refused, for the person who asked."""

_REPHRASE = "Put it in other words, or choose another subject. If this is a mistake, appeal."
ADVICE: Mapping[Category, str] = MappingProxyType(
    dict.fromkeys(Category, _REPHRASE)
    | {
        Category.SELF_HARM: "If you are thinking of hurting yourself, please talk to someone you trust or to "
        "a helpline; findahelpline.com lists one for your country. "
        "If this is a mistake, put it in other words or appeal.",
        Category.SEXUAL_MINORS: "Choose another subject.",
    }
)
"""What the person can do about it."""


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
    scores: Mapping[Category, float] = field(default_factory=dict, hash=False)
    """The score of each category that was found."""
    audit: str = field(default="", repr=False)
    """Which rule of which version matched which term; not in `repr`, so that no log shows it by chance."""


ALLOWED = Verdict(Decision.ALLOW)

"""The form of a server's filter: what stands in it, and what comes back."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.errors import BadRequestError
from bot.moderating.filtering import choose_filter, choose_levels, choose_words
from bot.moderating.moderator import Moderator
from db.server_filter import FilterChoices
from db.session import Database
from moderation.policy import LEVELS
from moderation.verdict import GRADED

FIELDS_LIMIT = len(GRADED) + 8
POLICIES: Mapping[str, str] = {
    "": "As the operator has set it",
    "strict": "Strict: for schools and families",
    "standard": "Standard: for most servers",
    "relaxed": "Relaxed: in age-restricted channels only",
}
LEVEL_NAMES: Mapping[str, str] = {"": "As above", **{level: level.capitalize() for level in LEVELS}}
NAMED_PEOPLE: Mapping[str, str] = {
    "": "As the policy says",
    "on": "Refused everywhere",
    "off": "Off in age-restricted channels",
}
_NAMED: Mapping[str, bool | None] = {"": None, "on": True, "off": False}


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterForm:
    """What stands in the form, as it was typed, and what was wrong with it."""

    policy: str
    levels: Mapping[str, str]
    """Of every category; empty: as the policy says."""
    named_people: str
    refused: str
    """Words, one a line."""
    allowed: str
    error: str = ""

    async def save(self, database: Database, by: Moderator, before: "FilterForm") -> None:
        """Write what is not as it was before.

        Raises:
            BadRequestError: something can't be chosen, or there are too many words.
        """
        self._check()
        if (self.refused, self.allowed) != (before.refused, before.allowed):
            await choose_words(database, by, self.refused.splitlines(), self.allowed.splitlines())
        changed: dict[str, object] = {}
        if self.policy != before.policy:
            changed["policy"] = self.policy or None
        if self.named_people != before.named_people:
            changed["named_people"] = _NAMED[self.named_people]
        if changed:
            await choose_filter(database, by, **changed)
        for level in LEVELS:
            if self._with(level) != before._with(level):
                await choose_levels(database, by, level, self._with(level))

    def _with(self, level: str) -> list[str]:
        return [category for category, chosen in self.levels.items() if chosen == level]

    def _check(self) -> None:
        if self.policy not in POLICIES:
            raise BadRequestError("Choose one of the policies.")
        if not set(self.levels.values()) <= set(LEVEL_NAMES):
            raise BadRequestError("Choose one of the levels for each category.")
        if self.named_people not in NAMED_PEOPLE:
            raise BadRequestError("Choose whether the rule for named people holds.")


def form_of(policy: str | None, chosen: FilterChoices) -> FilterForm:
    """The form as it is filled in for a server."""
    named = next(word for word, value in _NAMED.items() if value is chosen.named_people)
    return FilterForm(
        policy=policy or "",
        levels={category: chosen.levels.get(category, "") for category in GRADED},
        named_people=named,
        refused="\n".join(chosen.extra_words),
        allowed="\n".join(chosen.allowed_words),
    )


def sent_form(fields: Mapping[str, str]) -> FilterForm:
    """The form as it came back."""
    return FilterForm(
        policy=fields.get("policy", ""),
        levels={category: fields.get(f"level_{category}", "") for category in GRADED},
        named_people=fields.get("named_people", ""),
        refused=fields.get("refused", "").strip(),
        allowed=fields.get("allowed", "").strip(),
    )

"""Which policy the filter follows in a place: what its server has chosen, within what the operator allows."""

from bot.pipeline.background import Background
from bot.pipeline.request import Place
from bot.setting_sections import ModerationSettings
from moderation.policy import Policy
from moderation.verdict import Category

_RELAXED, _STANDARD = "relaxed", "standard"


def policy_for(settings: ModerationSettings, place: Place, around: Background) -> Policy:
    """The policy of a place.

    Where not only adults are let in, `relaxed` counts as `standard`, and the rule for named people holds.
    """
    chosen = around.filter
    return Policy.build(
        _as_allowed(around.server.policy or settings.policy, place),
        strictness={category: _as_allowed(level, place) for category, level in chosen.levels.items()},
        thresholds=settings.thresholds,
        extra_words=(*settings.extra_words, *chosen.extra_words),
        allowed_words=chosen.allowed_words,
        trusted_words=settings.allowed_words,
        named_people=chosen.named_people if place.age_restricted or chosen.named_people else None,
    )


def picture_level(settings: ModerationSettings, place: Place, around: Background) -> str:
    """How strictly pictures are judged there: as sexual words are, which is what the filter looks for."""
    general = around.server.policy or settings.policy
    return _as_allowed(around.filter.levels.get(Category.SEXUAL, general), place)


def _as_allowed(level: str, place: Place) -> str:
    return _STANDARD if level == _RELAXED and not place.age_restricted else level

"""Which policy the filter follows in a place: what its server has chosen, within what the operator allows."""

from bot.pipeline.background import Background
from bot.pipeline.request import Place
from bot.setting_sections import ModerationSettings
from moderation.policy import Policy

_RELAXED, _STANDARD = "relaxed", "standard"


def policy_for(settings: ModerationSettings, place: Place, around: Background) -> Policy:
    """The policy of a place. `relaxed` counts as `standard` where not only adults are let in."""
    chosen = around.filter
    return Policy.named(
        _as_allowed(around.server.policy or settings.policy, place),
        (*settings.extra_words, *chosen.extra_words),
        (*settings.allowed_words, *chosen.allowed_words),
    )


def _as_allowed(level: str, place: Place) -> str:
    return _STANDARD if level == _RELAXED and not place.age_restricted else level

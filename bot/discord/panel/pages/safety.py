"""How strict the filter is, and how long pictures are kept."""

from discord import SelectOption

from bot.discord.panel.page import AS_SET, Chosen, Page, Rows, named_menu
from bot.discord.panel.state import PanelState
from bot.texts.texts import Texts

POLICIES = ("strict", "standard", "relaxed")
RETENTION_DAYS = (1, 7, 30, 90)


def _show(state: PanelState, texts: Texts) -> tuple[str, Rows]:
    policy, days = state.choices.policy, state.choices.retention_days
    policies = [
        SelectOption(
            label=texts(f"panel-policy-{name or AS_SET}"),
            value=name or AS_SET,
            description=texts(f"panel-policy-{name or AS_SET}-help"),
            default=name == policy,
        )
        for name in (None, *POLICIES)
    ]
    return texts("panel-safety-help"), [
        *named_menu("policy", texts("panel-policy"), policies),
        *named_menu("retention", texts("panel-retention"), _retention_options(days, texts)),
    ]


def _retention_options(chosen: float | None, texts: Texts) -> list[SelectOption]:
    as_set = SelectOption(label=texts("panel-retention-as-set"), value=AS_SET, default=chosen is None)
    days = [
        SelectOption(label=texts("panel-retention-days", days=days), value=str(days), default=days == chosen)
        for days in RETENTION_DAYS
    ]
    return [as_set, *days]


async def _set_policy(chosen: Chosen) -> None:
    await chosen.write(policy=chosen.one_of(POLICIES))


async def _set_retention(chosen: Chosen) -> None:
    days = chosen.one_of(RETENTION_DAYS)
    await chosen.write(retention_days=float(days) if days else None)


SAFETY = Page(show=_show, changes={"policy": _set_policy, "retention": _set_retention})

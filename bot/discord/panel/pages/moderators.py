"""Who moderates, where they are told of new cases, and how long pictures are kept."""

from discord import SelectOption

from bot.discord.panel.menus import channel_menu, role_menu
from bot.discord.panel.page import AS_SET, POSTABLE_CHANNELS, Chosen, Page, Rows, named_menu
from bot.discord.panel.state import PanelState
from bot.texts.texts import Texts

RETENTION_DAYS = (1, 7, 30, 90)


def _show(state: PanelState, texts: Texts) -> tuple[str, Rows]:
    choices = state.choices
    roles = [choices.moderator_role] if choices.moderator_role else []
    channels = [choices.alert_channel] if choices.alert_channel else []
    days = _retention_options(choices.retention_days, texts)
    alerts = texts("panel-alert-channel")
    return texts("panel-moderators-help"), [
        role_menu("moderator-role", texts("panel-moderator-role"), roles, least=0),
        channel_menu("alert-channel", alerts, channels, most=1, types=POSTABLE_CHANNELS),
        *named_menu("retention", texts("panel-retention"), days),
    ]


def _retention_options(chosen: float | None, texts: Texts) -> list[SelectOption]:
    as_set = SelectOption(label=texts("panel-retention-as-set"), value=AS_SET, default=chosen is None)
    days = [
        SelectOption(label=texts("panel-retention-days", days=days), value=str(days), default=days == chosen)
        for days in RETENTION_DAYS
    ]
    return [as_set, *days]


async def _set_role(chosen: Chosen) -> None:
    await chosen.write(moderator_role=chosen.value)


async def _set_channel(chosen: Chosen) -> None:
    await chosen.write(alert_channel=chosen.value)


async def _set_retention(chosen: Chosen) -> None:
    days = chosen.one_of(RETENTION_DAYS)
    await chosen.write(retention_days=float(days) if days else None)


MODERATORS = Page(
    show=_show,
    changes={"moderator-role": _set_role, "alert-channel": _set_channel, "retention": _set_retention},
)

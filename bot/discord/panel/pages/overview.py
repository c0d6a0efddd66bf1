"""The first page: what is chosen on the others."""

from bot.discord.panel.page import AS_SET, Page, Rows
from bot.discord.panel.state import PanelState
from bot.texts.texts import Texts


def _show(state: PanelState, texts: Texts) -> tuple[str, Rows]:
    choices = state.choices
    channels = texts("panel-channels-all")
    if choices.allowed_channels:
        channels = texts("panel-channels-some", count=len(choices.allowed_channels))
    elif choices.denied_channels:
        channels = texts("panel-channels-but", count=len(choices.denied_channels))
    showcase = f"<#{choices.showcase_channel}>" if choices.showcase_channel else texts("panel-none")
    rows = {
        "channels": channels,
        "safety": texts(f"panel-policy-{choices.policy or AS_SET}"),
        "moderators": f"<@&{choices.moderator_role}>" if choices.moderator_role else texts("panel-none"),
        "cards": texts("panel-spoiler-on" if choices.spoiler else "panel-spoiler-off"),
        "quotas": texts("panel-count", count=len(state.quotas)),
        "showcase": showcase,
        "styles": texts("panel-count", count=len(state.styles)),
        "daily": texts("panel-count", count=len(state.schedules)),
    }
    lines = [f"**{texts(f'panel-page-{page}')}**: {value}" for page, value in rows.items()]
    return "\n".join([texts("panel-intro"), "", *lines]), []


OVERVIEW = Page(show=_show)

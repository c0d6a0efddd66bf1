"""Where members may draw."""

from bot.discord.desk import DISCORD
from bot.discord.limits import MENU_OPTIONS
from bot.discord.panel.menus import channel_menu
from bot.discord.panel.page import TEXT_CHANNELS, Chosen, Page, Rows
from bot.discord.panel.state import PanelState
from bot.texts.texts import Texts
from db import servers


def _show(state: PanelState, texts: Texts) -> tuple[str, Rows]:
    allowed, denied = sorted(state.choices.allowed_channels), sorted(state.choices.denied_channels)
    return texts("panel-channels-help"), [
        channel_menu("allow", texts("panel-channels-allow"), allowed, most=MENU_OPTIONS, types=TEXT_CHANNELS),
        channel_menu("deny", texts("panel-channels-deny"), denied, most=MENU_OPTIONS, types=TEXT_CHANNELS),
    ]


async def _allow(chosen: Chosen) -> None:
    async with chosen.desk.database.session() as session:
        await servers.set_channels(session, DISCORD, chosen.server, allowed=chosen.values)


async def _deny(chosen: Chosen) -> None:
    async with chosen.desk.database.session() as session:
        await servers.set_channels(session, DISCORD, chosen.server, denied=chosen.values)


CHANNELS = Page(show=_show, changes={"allow": _allow, "deny": _deny})

"""All pages of the panel, in the order in which its menu has them."""

from collections.abc import Mapping

from discord import SelectOption, ui

from bot.discord.card.frame import VIOLET, Card
from bot.discord.panel.menus import menu
from bot.discord.panel.page import Page
from bot.discord.panel.pages.cards import CARDS
from bot.discord.panel.pages.channels import CHANNELS
from bot.discord.panel.pages.daily import DAILY
from bot.discord.panel.pages.moderators import MODERATORS
from bot.discord.panel.pages.overview import OVERVIEW
from bot.discord.panel.pages.quotas import QUOTAS
from bot.discord.panel.pages.safety import SAFETY
from bot.discord.panel.pages.showcase import SHOWCASE
from bot.discord.panel.pages.styles import STYLES
from bot.discord.panel.state import PanelState
from bot.texts.texts import Texts

PAGES: Mapping[str, Page] = {
    "overview": OVERVIEW,
    "channels": CHANNELS,
    "safety": SAFETY,
    "moderators": MODERATORS,
    "cards": CARDS,
    "quotas": QUOTAS,
    "showcase": SHOWCASE,
    "styles": STYLES,
    "daily": DAILY,
}


def page_view(name: str, state: PanelState, texts: Texts) -> ui.LayoutView:
    """A page of the panel, by a name of `PAGES`."""
    summary, rows = PAGES[name].show(state, texts)
    goto = [
        SelectOption(label=texts(f"panel-page-{page}"), value=page, default=page == name) for page in PAGES
    ]
    title = f"## {texts('panel-title')}\n### {texts(f'panel-page-{name}')}\n{summary}"
    return Card(
        VIOLET,
        [ui.TextDisplay(title), *rows, ui.Separator(), menu("page", texts("panel-goto"), goto)],
    )


def page_with(action: str) -> str:
    """The name of the page that has this change, form or kind of form. Raises `KeyError`."""
    for name, page in PAGES.items():
        if action in page.changes or action in page.forms or action in page.received:
            return name
    raise KeyError(action)

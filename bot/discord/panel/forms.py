"""The panel's forms. Nothing of one is kept, so that it can be sent after a restart that it has outlived."""

import re
from typing import TYPE_CHECKING

from bot.discord.forms import Fields, FormReceiver
from bot.discord.panel.actions import chosen_by
from bot.discord.panel.book import PAGES, page_with
from bot.discord.panel.menus import FORM_PREFIX
from bot.discord.panel.show import show
from bot.discord.speaking.language import texts_of

if TYPE_CHECKING:
    from bot.discord.connection.client import Interaction

_KINDS = "|".join(kind for page in PAGES.values() for kind in page.received)


class PanelForms(FormReceiver):
    """Writes what the panel's forms say, and shows their pages."""

    ids = re.compile(rf"{FORM_PREFIX}:(?P<kind>{_KINDS})(?::(?P<about>[\w:-]{{0,60}}))?")

    async def receive(self, interaction: "Interaction", sent: re.Match[str], fields: Fields) -> None:
        """Write it, if the sender manages the server."""
        chosen = chosen_by(interaction, [])
        await interaction.response.defer()
        name = page_with(sent["kind"])
        await PAGES[name].received[sent["kind"]](chosen, sent["about"] or "", fields)
        await show(interaction, name, texts_of(interaction))

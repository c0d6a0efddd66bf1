"""Presses of the panel's menus and buttons."""

from typing import TYPE_CHECKING

from bot.discord.items import LastingItem, values_of
from bot.discord.panel.actions import ACTIONS, press
from bot.discord.panel.menus import PREFIX
from bot.discord.speaking.language import texts_of

if TYPE_CHECKING:
    from bot.discord.connection.client import Interaction


class PanelItem(LastingItem, template=rf"{PREFIX}:(?P<action>{'|'.join(ACTIONS)})"):
    """Any of them."""

    async def press(self, interaction: "Interaction") -> None:
        """Do what it stands for, if the presser manages the server."""
        await press(interaction, self.given["action"], values_of(interaction), texts_of(interaction))

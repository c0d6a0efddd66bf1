"""Presses of the queue's buttons and menus. Each says which case it is about, so it outlives restarts."""

from typing import TYPE_CHECKING

from bot.discord.items import LastingItem, values_of
from bot.discord.moderating.actions import press
from bot.discord.moderating.appeals import AppealItem
from bot.discord.moderating.ids import CASE, PREFIX, WHICH, Deed
from db.cases import Which

if TYPE_CHECKING:
    from bot.discord.connection.client import Interaction


class ModerationItem(LastingItem, template=rf"{PREFIX}:(?P<deed>{'|'.join(Deed)}):{WHICH}:{CASE}"):
    """Any of them."""

    async def press(self, interaction: "Interaction") -> None:
        """Do what it stands for, if the presser moderates here."""
        await press(
            interaction,
            Deed(self.given["deed"]),
            Which(self.given["which"]),
            int(self.given["case"]),
            values_of(interaction),
        )


ITEMS = (ModerationItem, AppealItem)

"""Buttons and menus on cards. Each says which job it is about, so it works for as long as its message."""

from typing import TYPE_CHECKING

from bot.discord.card.ids import JOB, NUMBER, NUMBERS, Action
from bot.discord.items import LastingItem, values_of
from bot.discord.pressing.actions import act

if TYPE_CHECKING:
    from bot.discord.connection.client import Interaction

_NUMBERS = [str(number) for number in NUMBERS]


class JobItem(LastingItem, template=rf"(?P<action>{'|'.join(Action)}):{JOB}(?::{NUMBER})?"):
    """Any button or menu that does something with a job."""

    async def press(self, interaction: "Interaction") -> None:
        """Do it; in a menu of numbers, one was chosen."""
        named = [self.given["number"], *values_of(interaction)]
        number = next((int(one) for one in named if one in _NUMBERS), None)
        await act(interaction, Action(self.given["action"]), self.given["job"], number)

"""Buttons and menus on cards. Each says which job it is about, so it works for as long as its message."""

import re
from typing import Any, Self

import discord
from discord import ui

from bot.discord.card.ids import JOB, NUMBER, NUMBERS, Action
from bot.discord.pressing.press import values_of
from bot.discord.speaking.funnel import guarding

_ACTIONS = "|".join(Action)
_NUMBERS = [str(number) for number in NUMBERS]


class JobItem(ui.DynamicItem[ui.Item[Any]], template=rf"(?P<action>{_ACTIONS}):{JOB}(?::{NUMBER})?"):
    """Any button or menu that does something with a job."""

    def __init__(self, item: ui.Item[Any], action: Action, job_id: str, number: int | None) -> None:
        super().__init__(item)
        self.action = action
        self.job_id = job_id
        self.number = number

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """The item that was pressed; in a menu of numbers, one was chosen."""
        chosen = [value for value in [match["number"], *values_of(interaction)] if value in _NUMBERS]
        return cls(item, Action(match["action"]), match["job"], int(chosen[0]) if chosen else None)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Do it, or say why not."""
        from bot.discord.pressing.actions import act  # late: actions lay out cards, and know the client

        async with guarding(interaction):
            await act(interaction, self.action, self.job_id, self.number)


ITEMS = (JobItem,)

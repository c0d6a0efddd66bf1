"""Forms of which nothing is kept: their ids say what they are for, so that restarts don't matter."""

import re
from abc import abstractmethod
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

import discord
from discord import ui
from discord.ext import commands

from bot.discord.cog import NonetCog
from bot.discord.speaking.funnel import guarding

if TYPE_CHECKING:
    from bot.discord.connection.client import Interaction

Fields = Mapping[str, str]
"""What was typed or chosen, by the ids of the fields; of a menu, what was chosen first."""


def make_form(custom_id: str, title: str, fields: Iterable[ui.Label[Any]]) -> ui.Modal:
    """A form with these fields. When it is sent, the `FormReceiver` of its id gets it."""
    form = ui.Modal(title=title, custom_id=custom_id, timeout=None)
    for field in fields:
        form.add_item(field)
    form.stop()  # discord.py need not wait for it
    return form


class FormReceiver(NonetCog):
    """Gets the forms whose ids match. A subclass says which, and what is done with them."""

    ids: ClassVar[re.Pattern[str]]

    @commands.Cog.listener()
    async def on_interaction(self, interaction: "Interaction") -> None:
        """Do what a form asks for, or say why not."""
        if interaction.type is not discord.InteractionType.modal_submit:
            return
        data: Any = interaction.data
        sent = self.ids.fullmatch(data["custom_id"])
        if sent:
            async with guarding(interaction):
                await self.receive(interaction, sent, _fields(data["components"]))

    @abstractmethod
    async def receive(self, interaction: "Interaction", sent: re.Match[str], fields: Fields) -> None:
        """What is done with a form by its id and fields. Every error is answered for."""


def _fields(labels: Iterable[Any]) -> Fields:
    found = (label["component"] for label in labels if "component" in label)
    return {
        field["custom_id"]: field.get("value") or next(iter(field.get("values", [])), "") for field in found
    }

"""Menus and buttons of the panel: each says what it changes, and works after any restart."""

import re
from typing import Any, Self

import discord
from discord import ui

from bot.discord.speaking.funnel import guarding
from bot.discord.speaking.language import texts_of


class PanelItem(ui.DynamicItem[ui.Item[Any]], template=r"panel:(?P<action>[a-z-]+)"):
    """Any menu or button of the panel. Its action is a name in `bot.discord.panel.actions.ACTIONS`."""

    def __init__(self, item: ui.Item[Any], action: str) -> None:
        super().__init__(item)
        self.action = action

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """The item that was pressed."""
        return cls(item, match["action"])

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Do what the item stands for, if the presser manages the server."""
        from bot.discord.panel.actions import press  # actions draw pages, which are made of these items

        async with guarding(interaction):
            await press(interaction, self.action, _values(interaction), texts_of(interaction))


def custom_id(action: str) -> str:
    """The id of the item that does this."""
    return f"panel:{action}"


def menu(
    action: str, placeholder: str, options: list[discord.SelectOption], *, optional: bool = False
) -> ui.ActionRow[Any]:
    """A row with a menu of fixed options."""
    select: ui.Select[Any] = ui.Select(
        custom_id=custom_id(action),
        placeholder=placeholder[:150],
        options=options,
        min_values=0 if optional else 1,
    )
    return ui.ActionRow(PanelItem(select, action))


def channel_menu(
    action: str, placeholder: str, chosen: list[str], *, most: int, types: list[discord.ChannelType]
) -> ui.ActionRow[Any]:
    """A row with a menu of the server's channels; none need be chosen."""
    select: ui.ChannelSelect[Any] = ui.ChannelSelect(
        custom_id=custom_id(action),
        placeholder=placeholder[:150],
        channel_types=types,
        min_values=0,
        max_values=most,
        default_values=[
            discord.SelectDefaultValue.from_channel(discord.Object(int(i))) for i in chosen[:most]
        ],
    )
    return ui.ActionRow(PanelItem(select, action))


def role_menu(action: str, placeholder: str) -> ui.ActionRow[Any]:
    """A row with a menu of the server's roles."""
    select: ui.RoleSelect[Any] = ui.RoleSelect(custom_id=custom_id(action), placeholder=placeholder[:150])
    return ui.ActionRow(PanelItem(select, action))


def button(action: str, label: str) -> PanelItem:
    """A button; put it into a row."""
    return PanelItem(ui.Button(custom_id=custom_id(action), label=label[:80]), action)


def _values(interaction: discord.Interaction[Any]) -> list[str]:
    data: Any = interaction.data or {}
    return list(data.get("values", []))

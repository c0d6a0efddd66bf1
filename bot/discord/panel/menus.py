"""Menus and buttons that the panel's pages are made of. `bot.discord.panel.items` answers them."""

from collections.abc import Sequence
from typing import Any

import discord
from discord import ui

PREFIX = "panel"
"""Of their ids; what they change follows."""
FORM_PREFIX = "panel-form"
"""Of the ids of forms; their kind follows."""
_LABEL_CHARS = 80
_PLACEHOLDER_CHARS = 150


def menu(
    action: str, placeholder: str, options: list[discord.SelectOption], *, least: int = 1, most: int = 1
) -> ui.ActionRow[Any]:
    """A row with a menu of fixed options."""
    select: ui.Select[Any] = ui.Select(
        custom_id=f"{PREFIX}:{action}",
        placeholder=placeholder[:_PLACEHOLDER_CHARS],
        options=options,
        min_values=least,
        max_values=most,
    )
    return ui.ActionRow(select)


def channel_menu(
    action: str, placeholder: str, chosen: list[str], *, most: int, types: list[discord.ChannelType]
) -> ui.ActionRow[Any]:
    """A row with a menu of the server's channels; none need be chosen."""
    select: ui.ChannelSelect[Any] = ui.ChannelSelect(
        custom_id=f"{PREFIX}:{action}",
        placeholder=placeholder[:_PLACEHOLDER_CHARS],
        channel_types=types,
        min_values=0,
        max_values=most,
        default_values=[
            discord.SelectDefaultValue.from_channel(discord.Object(int(i))) for i in chosen[:most]
        ],
    )
    return ui.ActionRow(select)


def role_menu(
    action: str, placeholder: str, chosen: Sequence[str] = (), *, least: int = 1, most: int = 1
) -> ui.ActionRow[Any]:
    """A row with a menu of the server's roles."""
    select: ui.RoleSelect[Any] = ui.RoleSelect(
        custom_id=f"{PREFIX}:{action}",
        placeholder=placeholder[:_PLACEHOLDER_CHARS],
        min_values=least,
        max_values=most,
        default_values=[
            discord.SelectDefaultValue.from_role(discord.Object(int(role))) for role in chosen[:most]
        ],
    )
    return ui.ActionRow(select)


def user_menu(action: str, placeholder: str) -> ui.ActionRow[Any]:
    """A row with a menu of the server's members."""
    select: ui.UserSelect[Any] = ui.UserSelect(
        custom_id=f"{PREFIX}:{action}", placeholder=placeholder[:_PLACEHOLDER_CHARS]
    )
    return ui.ActionRow(select)


def button(action: str, label: str) -> ui.ActionRow[Any]:
    """A row with a button."""
    return ui.ActionRow(ui.Button(custom_id=f"{PREFIX}:{action}", label=label[:_LABEL_CHARS]))

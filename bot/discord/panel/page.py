"""What a page of the panel is made of."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import discord
from discord import ChannelType, SelectOption, ui

from bot.discord.desk import DISCORD, Desk
from bot.discord.forms import Fields
from bot.discord.panel.menus import menu
from bot.discord.panel.state import PanelState
from bot.errors import BadRequestError
from bot.texts.texts import Texts
from db import servers

AS_SET = "as-set"
"""The value of menus that leaves a choice to the operator's settings."""
TEXT_CHANNELS = [
    ChannelType.text,
    ChannelType.news,
    ChannelType.forum,
    ChannelType.voice,
    ChannelType.stage_voice,
]
POSTABLE_CHANNELS = [ChannelType.text, ChannelType.news]

Rows = list[ui.Item[Any]]


@dataclass(frozen=True, slots=True)
class Chosen:
    """What someone who manages a server has chosen for it, by a menu, button or form."""

    desk: Desk
    server: str
    values: list[str]
    """In a menu; none by a button or form."""
    person_id: str
    """Who has chosen."""

    async def write(self, **columns: Any) -> None:
        """Write some of the server's choices."""
        async with self.desk.database.session() as session:
            await servers.choose(session, DISCORD, self.server, **columns)

    @property
    def value(self) -> str | None:
        """What was chosen in a menu of one value; None if nothing was, or what leaves it to the settings."""
        return self.values[0] if self.values and self.values[0] != AS_SET else None

    def one_of(self, known: Iterable[object]) -> str | None:
        """The value, if it is one of these. Raises `BadRequestError`: older menus have others."""
        if self.value is not None and self.value not in map(str, known):
            raise BadRequestError("This can't be chosen any more.", key="incidents-bad-value")
        return self.value


Show = Callable[[PanelState, Texts], tuple[str, Rows]]
Change = Callable[[Chosen], Awaitable[None]]
MakeForm = Callable[[Chosen, Texts], Awaitable[discord.ui.Modal]]
Receive = Callable[[Chosen, str, Fields], Awaitable[None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page. Its changes and forms are named as its menus and buttons, each unique in the whole panel."""

    show: Show
    """What is chosen, in words, and the menus and buttons that change it."""
    changes: Mapping[str, Change] = field(default_factory=dict)
    """What the items do that need nothing typed. The page is shown anew afterwards."""
    forms: Mapping[str, MakeForm] = field(default_factory=dict)
    """What is asked by the items that need something typed."""
    received: Mapping[str, Receive] = field(default_factory=dict)
    """What is done with a form that was sent, by its kind; the rest of its id comes along."""


def named_menu(action: str, name: str, options: list[SelectOption]) -> Rows:
    """A menu that shows what is chosen, below its name."""
    return [ui.TextDisplay(f"-# {name}"), menu(action, name, options)]

"""What the menu of a message offers: to draw what it says, or the most used of what our cards can do."""

from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.app_commands import locale_str
from discord.ext import commands

from bot.discord.asking.ask import ask
from bot.discord.asking.wording import text_of
from bot.discord.card.escape import shorten
from bot.discord.card.ids import Action
from bot.discord.desk import DISCORD
from bot.discord.pressing.actions import act
from bot.errors import BadRequestError
from bot.pipeline.request import Options
from db import posts

if TYPE_CHECKING:
    from bot.discord.connection.client import Interaction, NonetBot

_Callback = Callable[["Interaction", discord.Message], Coroutine[Any, Any, None]]

_OF_CARDS = {
    Action.PICK: locale_str("Pick a picture", key="commands-pick-picture-name"),
    Action.FAVOURITE: locale_str("Favourite", key="commands-favourite-name"),
    Action.DELETE: locale_str("Delete pictures", key="commands-delete-pictures-name"),
    Action.REPORT: locale_str("Report pictures", key="commands-report-pictures-name"),
}
"""With "Draw this" they are five: discord.py takes no more."""


class Menus(commands.Cog):
    """Apps menu of messages."""

    def __init__(self, bot: "NonetBot") -> None:
        self._bot = bot
        draw = _menu(locale_str("Draw this", key="commands-draw-this-name"), _draw_this)
        self._menus = [draw, *(_menu(name, _acting(action)) for action, name in _OF_CARDS.items())]

    async def cog_load(self) -> None:
        """Add the menus to the commands."""
        for menu in self._menus:
            self._bot.tree.add_command(menu)

    async def cog_unload(self) -> None:
        """Take them away again."""
        for menu in self._menus:
            self._bot.tree.remove_command(menu.name, type=menu.type)


def _menu(name: locale_str, callback: _Callback) -> app_commands.ContextMenu:
    return app_commands.ContextMenu(
        name=name,
        callback=callback,
        allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
        allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True),
    )


async def _draw_this(interaction: "Interaction", message: discord.Message) -> None:
    """Ask for what the message says, judged like any prompt."""
    prompt = text_of(message)
    if not prompt:
        raise BadRequestError("There are no words in this message to draw.", key="asking-no-words")
    limit = interaction.client.settings.limits.prompt_chars
    await ask(interaction, shorten(prompt, limit), Options())


def _acting(action: Action) -> _Callback:
    async def do(interaction: "Interaction", message: discord.Message) -> None:
        async with interaction.client.desk.database.reading() as session:
            post = await posts.by_message(session, DISCORD, str(message.id))
        if post is None:
            raise BadRequestError("This message is none of my pictures.", key="card-no-post")
        await act(interaction, action, post.job_id)

    return do

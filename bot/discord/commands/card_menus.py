"""What the menu of a message of ours offers: the most used of what its card can do."""

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.app_commands import locale_str
from discord.ext import commands

from bot.discord.card.ids import Action
from bot.discord.desk import DISCORD
from bot.discord.pressing.actions import act
from bot.errors import BadRequestError
from db import posts

if TYPE_CHECKING:
    from bot.discord.connection.client import Interaction, NonetBot

_MENUS = {
    Action.PICK: locale_str("Pick a picture", key="commands-pick-picture-name"),
    Action.FAVOURITE: locale_str("Favourite", key="commands-favourite-name"),
    Action.DELETE: locale_str("Delete pictures", key="commands-delete-pictures-name"),
    Action.REPORT: locale_str("Report pictures", key="commands-report-pictures-name"),
}
"""With "Draw this" they are five: discord.py takes no more."""


class CardMenus(commands.Cog):
    """Apps menu of messages that show pictures."""

    def __init__(self, bot: "NonetBot") -> None:
        self._bot = bot
        self._menus = [self._menu(action, name) for action, name in _MENUS.items()]

    async def cog_load(self) -> None:
        """Add the menus to the commands."""
        for menu in self._menus:
            self._bot.tree.add_command(menu)

    async def cog_unload(self) -> None:
        """Take them away again."""
        for menu in self._menus:
            self._bot.tree.remove_command(menu.name, type=menu.type)

    def _menu(self, action: Action, name: locale_str) -> app_commands.ContextMenu:
        async def do(interaction: "Interaction", message: discord.Message) -> None:
            await act(interaction, action, await self._job_of(message))

        return app_commands.ContextMenu(
            name=name,
            callback=do,
            allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
            allowed_contexts=app_commands.AppCommandContext(
                guild=True, dm_channel=True, private_channel=True
            ),
        )

    async def _job_of(self, message: discord.Message) -> str:
        """The job that a message of ours shows.

        Raises:
            BadRequestError: it shows none.
        """
        async with self._bot.desk.database.reading() as session:
            post = await posts.by_message(session, DISCORD, str(message.id))
        if post is None:
            raise BadRequestError("This message is none of my pictures.", key="card-no-post")
        return post.job_id

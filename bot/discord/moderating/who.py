"""Who moderates what in Discord."""

from typing import TYPE_CHECKING

from discord import app_commands

from bot.discord.asking.ask import server_of
from bot.discord.asking.operators import is_operator
from bot.discord.desk import DISCORD, Desk
from bot.discord.pressing.press import has_role
from bot.moderating.moderator import Moderator, Office
from db import servers

if TYPE_CHECKING:
    from bot.discord.connection.client import Interaction


async def moderator_of(interaction: "Interaction") -> Moderator:
    """The person as a moderator: of this server or, if operators ask in a direct message, of everything.

    Raises:
        MissingPermissions: the person moderates nothing here.
        DatabaseError: the server's choices can't be read.
    """
    user, server = interaction.user, server_of(interaction)
    who = Moderator(DISCORD, str(user.id), user.display_name, server=server)
    if is_operator(interaction):
        return who
    permissions = interaction.permissions
    if server and (permissions.manage_messages or permissions.manage_guild):
        return who
    async with interaction.client.desk.database.reading() as session:
        chosen = await servers.choices(session, DISCORD, server)
    if has_role(interaction, chosen.moderator_role):
        return who
    raise app_commands.MissingPermissions(["manage_messages"])


def office_of(desk: Desk) -> Office:
    """What moderators' decisions touch."""
    return Office(desk.settings, desk.database, desk.image_store, desk.board)

"""Which role a schedule's winners may get: one that the person who chooses it could give as well."""

from typing import TYPE_CHECKING

import discord

from bot.discord.daily.roles import may_give
from bot.discord.items import values_of
from bot.errors import BadRequestError

if TYPE_CHECKING:
    from bot.discord.connection.client import Interaction


def chosen_role(interaction: "Interaction") -> str | None:
    """The id of the role that was chosen in a menu; None if none was.

    Raises:
        BadRequestError: the person, or we, could not give it to anyone.
    """
    chosen = values_of(interaction)
    if not chosen:
        return None
    role = interaction.guild.get_role(int(chosen[0])) if interaction.guild else None
    if role is None or not may_give(role) or not _gives(interaction, role):
        raise BadRequestError("This role can't be given.", key="daily-role-barred")
    return str(role.id)


def _gives(interaction: "Interaction", role: discord.Role) -> bool:
    """Whether this person could: else a contest would be a way to roles that they must not give."""
    person = interaction.user
    if role.guild.owner_id == person.id:
        return True
    return (
        isinstance(person, discord.Member) and interaction.permissions.manage_roles and role < person.top_role
    )

"""Who operates the bot."""

from typing import TYPE_CHECKING

import discord

if TYPE_CHECKING:
    from bot.discord.connection.client import Interaction


def is_operator(interaction: "Interaction") -> bool:
    """Whether the settings name this person or, if they name nobody, the application belongs to them."""
    named = interaction.client.settings.discord.operators
    if named:
        return str(interaction.user.id) in named
    application = interaction.client.application
    if application is None:
        return False
    if application.team:
        return any(
            _has_joined(member) and member.id == interaction.user.id for member in application.team.members
        )
    return application.owner.id == interaction.user.id


def _has_joined(member: discord.TeamMember) -> bool:
    return member.membership_state is discord.TeamMembershipState.accepted

"""Whether a result can be posted where it is asked for, found out before anything is painted."""

from typing import Any

import discord

from bot.discord.delivery.address import Address
from bot.errors import PlaceError

NEEDED = {
    "view_channel": "View Channel",
    "send_messages": "Send Messages",
    "send_messages_in_threads": "Send Messages in Threads",
    "attach_files": "Attach Files",
    "read_message_history": "Read Message History",
}
"""The permissions that deliveries need, as Discord's English settings call them."""


def is_visitor(interaction: discord.Interaction[Any]) -> bool:
    """Whether a person has brought us along: the bot is not in this server or group and can't post there."""
    if interaction.guild_id is None:
        return interaction.context.private_channel is True
    return interaction.is_user_integration() and not interaction.is_guild_integration()


def is_age_restricted(channel: object) -> bool:
    """Whether Discord lets only adults into a channel, as far as is known."""
    has_flag = discord.TextChannel | discord.VoiceChannel | discord.StageChannel | discord.ForumChannel
    return isinstance(channel, has_flag | discord.Thread) and channel.is_nsfw()


def check(interaction: discord.Interaction[Any], address: Address) -> None:
    """Raise `PlaceError` if a result could not be posted in answer to this interaction."""
    if interaction.guild_id is not None and address.reachable and not address.ephemeral:
        _check(interaction.channel, interaction.app_permissions)


def check_channel(client: discord.Client, server: str | None, channel_id: int) -> None:
    """The same by what the client knows of a server's channel; what only other processes know is not judged.

    Raises:
        PlaceError: a result could not be posted there.
    """
    guild = client.get_guild(int(server)) if server else None
    channel = guild.get_channel_or_thread(channel_id) if guild else None
    if guild and channel:
        _check(channel, channel.permissions_for(guild.me))


def _check(channel: object, permissions: discord.Permissions) -> None:
    sending = "send_messages"
    if isinstance(channel, discord.Thread):
        sending = "send_messages_in_threads"
        if channel.locked and not permissions.manage_threads:
            raise PlaceError("Nothing can be posted in a locked thread.", key="asking-place-locked")
    for permission in ("view_channel", sending, "attach_files", "read_message_history"):
        if not getattr(permissions, permission):
            raise PlaceError(
                f"I need the permission {NEEDED[permission]} in this channel.",
                key=f"asking-place-{permission.replace('_', '-')}",
            )

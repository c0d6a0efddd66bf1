"""What answers and other messages consist of, as tests read them."""

from typing import Any

import discord
from simcord import ChannelHandle, Env, InteractionResult
from simcord.components import walk_components


def parts(shown: Any, kind: int | None = None) -> list[dict[str, Any]]:
    """Every component of an answer or message, however deep; of one kind as Discord numbers them."""
    message = shown.response if isinstance(shown, InteractionResult) else shown
    wire = [one if isinstance(one, dict) else one.to_dict() for one in message.components]
    return [part for part in walk_components(wire) if kind in (None, part["type"])]


def words(shown: Any) -> str:
    """All texts of the components of an answer or message."""
    return "\n".join(part["content"] for part in parts(shown, 10))


def says(message: Any) -> str:
    """All that a message shows in words."""
    return message.content + words(message)


def ids(shown: Any) -> list[str]:
    """The ids of all buttons and menus of an answer or message."""
    return [part["custom_id"] for kind in (2, 3) for part in parts(shown, kind) if "custom_id" in part]


def options(shown: Any, custom_id: str) -> list[str]:
    """What can be chosen in a menu."""
    [menu] = [part for part in parts(shown, 3) if part["custom_id"] == custom_id]
    return [option["value"] for option in menu["options"]]


def told(result: InteractionResult) -> str:
    """What the person alone was told in the end."""
    last = [*([result.response] if result.response else []), *result.followups][-1]
    assert last.ephemeral
    return says(last)


def refusal(env: Env, result: InteractionResult) -> str:
    """The one sentence that a person is told alone; simcord calls it a mistake of the bot."""
    assert env.errors
    said = [one for one in [result.response, *result.followups] if one is not None]
    assert [one.ephemeral for one in said] == [True]
    return said[0].content


def public(channel: ChannelHandle) -> list[discord.Message]:
    """What everyone sees in a channel."""
    return [message for message in channel.history() if not message.flags.ephemeral]

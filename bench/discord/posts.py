"""Messages are posted and edited, with their files, as the body of a call says."""

import copy

from bench.common.answers import Json
from bench.common.call import Call
from bench.discord.answers import ApiError, Problem
from bench.discord.rules import check_message
from bench.discord.world import FILE_LIMIT_BYTES, Attachment, Channel, Interaction, Message, World

EPHEMERAL = 1 << 6
LOADING = 1 << 7
_SETTABLE = (1 << 2) | EPHEMERAL | (1 << 12) | (1 << 15)
"""Flags that a bot may set: no embeds, only for one person, silent, components V2."""


def new_message(
    world: World,
    channel: Channel,
    form: Json,
    call: Call,
    interaction: Interaction | None = None,
) -> Message:
    """A message by the bot that obeys the rules, not yet put into its channel. Raises ApiError.

    Args:
        form: what describes the message, in the body of the call or deeper in it.
        call: brings the files.
        interaction: that the message answers.
    """
    message = Message(world.clock.snowflake(), channel, world.bot, interaction=interaction)
    message.nonce = form.get("nonce")
    _apply(world, message, form, call)
    return message


def edit_message(world: World, message: Message, form: Json, call: Call) -> None:
    """Change what the form names, or nothing if the result would break a rule. Raises ApiError."""
    changed = copy.copy(message)
    _apply(world, changed, form, call)
    for name in ("content", "flags", "embeds", "components", "attachments"):
        setattr(message, name, getattr(changed, name))
    message.flags &= ~LOADING
    message.edited_at = world.clock.now()
    message.edits += 1


def post_to_channel(message: Message) -> None:
    """From now on everyone there can see it."""
    message.channel.messages[message.id] = message


def remove(message: Message) -> None:
    """From now on nobody can see it."""
    message.channel.messages.pop(message.id, None)
    if message.interaction:
        message.interaction.forget(message)


def file_limit_bytes(channel: Channel) -> int:
    """Of one file there."""
    return channel.guild.file_limit_bytes if channel.guild else FILE_LIMIT_BYTES


def _apply(world: World, message: Message, form: Json, call: Call) -> None:
    message.content = form["content"] or "" if "content" in form else message.content
    message.embeds = form["embeds"] or [] if "embeds" in form else message.embeds
    message.components = form["components"] or [] if "components" in form else message.components
    if form.get("flags") is not None:
        message.flags |= form["flags"] & _SETTABLE
    message.attachments = _attachments(world, message, form, call)
    check_message(message, file_limit_bytes(message.channel))


def _attachments(world: World, message: Message, form: Json, call: Call) -> list[Attachment]:
    """The files that stay and those that come: the list names both, uploads by n of files[n]."""
    listed = form.get("attachments")
    entries = {int(entry["id"]): entry for entry in listed or []}
    kept = [file for file in message.attachments if listed is None or file.id in entries]
    unknown = entries.keys() - call.files.keys() - {file.id for file in kept}
    if unknown:
        raise ApiError(Problem.INVALID_FORM, f"attachments: no file for {sorted(unknown)}")
    new = [
        Attachment(
            id=world.clock.snowflake(),
            filename=entries.get(number, {}).get("filename") or upload.filename,
            content_type=upload.content_type,
            data=upload.data,
            description=entries.get(number, {}).get("description"),
        )
        for number, upload in sorted(call.files.items())
    ]
    return kept + new

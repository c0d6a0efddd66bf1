"""The calls to Discord that show a job, and why they may fail."""

from collections.abc import Sequence

import aiohttp
import discord
from discord import ui

from bot.discord.delivery.address import Address

NOBODY = discord.AllowedMentions.none()
"""Whatever a prompt says, nobody is pinged."""

TROUBLE = (aiohttp.ClientError, discord.RateLimited, OSError)
"""The way to Discord is blocked for a while: network, or a rate limit that the library won't wait for."""

_TOO_LARGE = 40005


def is_passing(error: discord.HTTPException) -> bool:
    """Whether the same call may succeed later: Discord is in trouble, or lets us in nowhere at the moment.

    Without a code of Discord's own, it speaks of our token or address, not of the message and its place.
    """
    return error.status >= 500 or error.status == 429 or not error.code


def is_too_large(error: discord.HTTPException) -> bool:
    """Whether Discord finds the files too large, whatever limit it has announced."""
    return error.status == 413 or error.code == _TOO_LARGE


def is_closed(error: discord.HTTPException) -> bool:
    """Whether this way is barred: token, message or channel is gone, or posting is not allowed there."""
    return not is_passing(error) and (error.status in (401, 403, 404) or error.code in _NO_WAY)


_NO_WAY = {
    50007,  # no messages to this person
    50027,  # invalid webhook token
    50083,  # archived thread
    160002,  # no reply without permission to read message history
    160005,  # locked thread
}


def note(text: str) -> ui.LayoutView:
    """A message of one text only."""
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.TextDisplay(text))
    return view


async def edit_by_token(
    client: discord.Client, address: Address, view: ui.LayoutView, files: Sequence[discord.File] = ()
) -> discord.Message:
    """Edit the answer to an interaction while its token lives, wherever that is. Raises `HTTPException`."""
    webhook = discord.Webhook.partial(address.application_id, address.token, client=client)
    return await webhook.edit_message(
        address.message_id, view=view, attachments=files, allowed_mentions=NOBODY
    )


async def edit_as_bot(
    client: discord.Client, address: Address, view: ui.LayoutView, files: Sequence[discord.File] = ()
) -> discord.Message:
    """Edit the waiting message as any message of ours that we can see. Raises `HTTPException`."""
    channel = client.get_partial_messageable(address.channel_id)
    message = channel.get_partial_message(address.message_id)
    return await message.edit(view=view, attachments=files, allowed_mentions=NOBODY)


async def post(
    channel: discord.abc.Messageable,
    address: Address,
    view: ui.LayoutView,
    files: Sequence[discord.File] = (),
    *,
    nonce: str,
) -> discord.Message:
    """Post in the channel, as a reply to what asked for it; with a nonce of just now, nothing is posted anew.

    Raises `HTTPException`.
    """
    asked_in = address.reply_to or address.message_id
    if not asked_in:
        return await channel.send(view=view, files=files, nonce=nonce, allowed_mentions=NOBODY)
    reference = discord.MessageReference(
        message_id=asked_in, channel_id=address.channel_id, fail_if_not_exists=False
    )
    return await channel.send(
        view=view, files=files, reference=reference, nonce=nonce, allowed_mentions=NOBODY
    )

"""How a job's outcome gets to its requester: by the first way that is open, and only once.

While the interaction's token lives, its answer is edited. Later a message of ours in the channel is edited or
posted, for everyone there to see. What is private, or can't be posted, goes to the requester in person. What
nobody has asked for, as a prompt of the day, is posted in its channel or nowhere.
"""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import discord
import structlog
from discord.utils import DEFAULT_FILE_SIZE_LIMIT_BYTES, time_snowflake

from bot.discord.delivery import posting
from bot.discord.delivery.parcel import Packed, Parcel
from bot.discord.delivery.record import remember
from bot.errors import DeliveryError
from db.posts import PostKind

if TYPE_CHECKING:
    from bot.discord.connection.client import NonetBot

NONCE_LASTS_S = 60.0
"""Discord knows a nonce again for some minutes. Of a job that ended earlier we look for a post ourselves."""

CLOCKS_DIFFER = timedelta(minutes=5)
"""How far ours may be ahead of Discord's, which numbers messages by time."""
_HISTORY = 300
"""How many messages are looked through for it."""
_SMALLEST_BYTES = 10_000

log: structlog.stdlib.BoundLogger = structlog.get_logger()


class Courier:
    """Delivers parcels."""

    def __init__(self, bot: "NonetBot") -> None:
        self._bot = bot

    async def deliver(self, parcel: Parcel) -> str:
        """Show the outcome, and return the id of the message that does. A second call posts nothing new.

        Raises:
            DeliveryError: no way is open (final), or Discord can't be reached now.
        """
        try:
            message = await self._send(parcel)
        except discord.HTTPException as error:
            if not posting.is_passing(error):
                raise
            raise DeliveryError(f"Discord is in trouble: {error}", final=False) from error
        except posting.TROUBLE as error:
            raise DeliveryError(f"Discord can't be reached now: {error}", final=False) from error
        job = parcel.job
        if not await remember(
            self._bot.desk.database, message, job, kind=PostKind.RESULT, person_id=job.requester_id
        ):
            raise DeliveryError("The job was deleted while it was delivered.", final=True)
        return str(message.id)

    async def _send(self, parcel: Parcel) -> discord.Message:
        for way in (self._edit, self._post, self._write_to_person):
            try:
                message = await way(parcel)
            except discord.HTTPException as error:
                if not posting.is_closed(error):
                    raise
                log.info("way of delivery closed", job=parcel.job.id, way=way.__name__, code=error.code)
            else:
                if message:
                    return message
        raise DeliveryError("The requester can't be reached on Discord any more.", final=True)

    async def _edit(self, parcel: Parcel) -> discord.Message | None:
        """Make the waiting message the result, in its place; None: that can't be, or nobody would notice."""
        address = parcel.address
        if address.token_lives():
            edit = posting.edit_by_token
        elif address.reply_to:
            edit = posting.edit_as_bot
        else:
            return None
        return await _fitting(
            parcel,
            address.limit_bytes,
            lambda packed: edit(self._bot, address, packed.view, packed.files),
        )

    async def _post(self, parcel: Parcel) -> discord.Message | None:
        """A message of its own in the channel, as the token has ended or the waiting message has gone."""
        address = parcel.address
        if address.ephemeral or not address.reachable:
            return None
        server = parcel.job.server
        channel = self._bot.get_partial_messageable(
            address.channel_id, guild_id=int(server) if server else None
        )
        found = await self._find(channel, parcel, _begin(parcel))
        if found:
            return found
        message = await _fitting(
            parcel,
            address.limit_bytes,
            lambda packed: posting.post(channel, address, packed.view, packed.files, nonce=parcel.job.id),
        )
        if address.message_id:
            await self._point_to(message, parcel)
        return message

    async def _write_to_person(self, parcel: Parcel) -> discord.Message | None:
        address = parcel.address
        if not address.user_id:
            return None
        person = await self._bot.create_dm(discord.Object(address.user_id))
        found = await self._find(person, parcel)
        if found:
            return found
        key = "asking-sent-private" if address.ephemeral else "asking-sent-in-person"
        asked_in = f"<#{address.channel_id}>"
        return await _fitting(
            parcel,
            DEFAULT_FILE_SIZE_LIMIT_BYTES,
            lambda packed: person.send(
                view=packed.view,
                files=packed.files,
                nonce=parcel.job.id,
                allowed_mentions=posting.NOBODY,
            ),
            note=parcel.texts(key, channel=asked_in) if parcel.job.server else "",
        )

    async def _find(
        self, channel: discord.abc.Messageable, parcel: Parcel, since: discord.Object | None = None
    ) -> discord.Message | None:
        """The message that shows this outcome already, posted by a process that died before it said so."""
        ended = parcel.job.finished_at
        if ended is None or (datetime.now(UTC) - ended).total_seconds() < NONCE_LASTS_S:
            return None
        async for message in channel.history(limit=_HISTORY, after=since):
            if message.author == self._bot.user and parcel.is_shown_by(message):
                return message
        return None

    async def _point_to(self, message: discord.Message, parcel: Parcel) -> None:
        """Let the waiting message say where the result is, if it is still there."""
        card = posting.note(parcel.texts("asking-posted-below", link=message.jump_url))
        try:
            await posting.edit_as_bot(self._bot, parcel.address, card)
        except (discord.HTTPException, *posting.TROUBLE) as error:
            log.info("waiting message left", job=parcel.job.id, error=str(error))


def _begin(parcel: Parcel) -> discord.Object:
    """What is older than any message that shows this outcome."""
    waiting = parcel.address.message_id
    return discord.Object(waiting - 1 if waiting else time_snowflake(parcel.job.created_at - CLOCKS_DIFFER))


async def _fitting(
    parcel: Parcel,
    limit_bytes: int,
    send: Callable[[Packed], Awaitable[discord.Message]],
    note: str = "",
) -> discord.Message:
    """Send the parcel, in smaller and smaller files as long as Discord finds them too large."""
    while True:
        packed = await parcel.pack(limit_bytes, note)
        try:
            return await send(packed)
        except discord.HTTPException as error:
            if not posting.is_too_large(error) or packed.size_bytes <= _SMALLEST_BYTES:
                raise
            limit_bytes = packed.size_bytes // 2

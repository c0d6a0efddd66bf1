"""Where on Discord a prompt of the day is posted, and who is told when that can't be."""

from typing import TYPE_CHECKING

import discord
import structlog
from discord.utils import DEFAULT_FILE_SIZE_LIMIT_BYTES

from bot.discord.asking import places
from bot.discord.asking.ask import place_of
from bot.discord.delivery import posting
from bot.discord.delivery.address import Address
from bot.discord.desk import DISCORD
from bot.discord.speaking.language import language_of
from bot.errors import PlaceError
from bot.pipeline.request import Place
from bot.texts.texts import texts_for
from db import servers
from db.errors import DatabaseError
from db.schedules import Schedule

if TYPE_CHECKING:
    from bot.discord.connection.client import NonetBot
    from bot.discord.front import DiscordFront

_TAKES_POSTS = discord.TextChannel | discord.Thread | discord.VoiceChannel | discord.StageChannel

log: structlog.stdlib.BoundLogger = structlog.get_logger()


class DiscordStage:
    """Speaks through the client of the front; what only other processes know of servers is not judged."""

    name = DISCORD

    def __init__(self, front: "DiscordFront") -> None:
        self._front = front

    def place(self, schedule: Schedule) -> Place:
        """Where a schedule's next slot goes. Raises `PlaceError` if it can't be posted there now."""
        bot = self._front.bot
        if bot is None or not schedule.server or not schedule.channel:
            raise PlaceError("Nonet is not connected to Discord just now.")
        return place_in(bot, schedule.server, int(schedule.channel))

    def hidden_channels(self, schedule: Schedule) -> frozenset[str]:
        """The age-restricted channels of its server."""
        guild = self._front.bot.get_guild(int(schedule.server or 0)) if self._front.bot else None
        channels = guild.channels if guild else []
        return frozenset(str(one.id) for one in channels if places.is_age_restricted(one))

    async def alert(self, schedule: Schedule, reason: str) -> None:
        """Tell those who look after it why a slot was given up."""
        bot = self._front.bot
        if bot and schedule.server:
            await alert(bot, schedule, "contest-alert-slot", reason=reason)


def place_in(bot: "NonetBot", server: str, channel_id: int) -> Place:
    """A channel as the place of a post that nobody waits for.

    Raises:
        PlaceError: it is gone, takes no posts, or we may not post there.
    """
    guild = bot.get_guild(int(server))
    channel = guild.get_channel_or_thread(channel_id) if guild else None
    if guild and not isinstance(channel, _TAKES_POSTS):
        raise PlaceError("The channel is gone, or takes no posts.", key="contest-channel-gone")
    places.check_channel(bot, server, channel_id)
    address = Address(
        channel_id=channel_id,
        language="",
        limit_bytes=guild.filesize_limit if guild else DEFAULT_FILE_SIZE_LIMIT_BYTES,
    )
    return place_of(channel, channel_id, server, address)


async def alert(bot: "NonetBot", schedule: Schedule, key: str, **values: str) -> None:
    """Say something about a schedule where its server wants to be told of troubles, else to who made it."""
    try:
        async with bot.desk.database.reading() as session:
            choices = await servers.choices(session, DISCORD, schedule.server)
        texts = texts_for(language_of(bot, schedule.server, choices))
        card = posting.note(texts(key, name=schedule.name, channel=f"<#{schedule.channel}>", **values))
        if choices.alert_channel:
            channel = bot.get_partial_messageable(int(choices.alert_channel))
            await channel.send(view=card, allowed_mentions=posting.NOBODY)
        elif schedule.created_by.isdecimal():
            person = await bot.create_dm(discord.Object(int(schedule.created_by)))
            await person.send(view=card, allowed_mentions=posting.NOBODY)
    except (DatabaseError, discord.HTTPException, *posting.TROUBLE) as error:
        log.warning("nobody told", schedule=schedule.id, error=str(error))

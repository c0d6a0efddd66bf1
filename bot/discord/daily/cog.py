"""What the client hears that concerns contests: things that they are held in go."""

from typing import TYPE_CHECKING

import discord
from discord.ext import commands

from bot.discord.cog import NonetCog
from bot.discord.daily.keeper import Keeper
from bot.discord.desk import DISCORD
from db import contests

if TYPE_CHECKING:
    from bot.discord.connection.client import NonetBot


class Contests(NonetCog):
    """Has the keeper, and cancels contests whose server, channel, thread or message is gone."""

    def __init__(self, bot: "NonetBot") -> None:
        super().__init__(bot)
        self._database = bot.desk.database
        self.keeper = Keeper(bot)

    @commands.Cog.listener()
    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """A server has removed us, or is gone."""
        async with self._database.session() as session:
            await contests.cancel_in_server(session, DISCORD, str(guild.id))

    @commands.Cog.listener()
    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        """A channel is gone with its threads."""
        async with self._database.session() as session:
            await contests.cancel_in_channel(session, DISCORD, str(channel.id))

    @commands.Cog.listener()
    async def on_raw_thread_delete(self, payload: discord.RawThreadDeleteEvent) -> None:
        """A thread is gone."""
        async with self._database.session() as session:
            await contests.cancel_in_channel(session, DISCORD, str(payload.thread_id))

    @commands.Cog.listener()
    async def on_raw_message_delete(self, payload: discord.RawMessageDeleteEvent) -> None:
        """Somebody has deleted a message, seldom one by which people vote."""
        await self._cancel_at({payload.message_id})

    @commands.Cog.listener()
    async def on_raw_bulk_message_delete(self, payload: discord.RawBulkMessageDeleteEvent) -> None:
        """Moderators have deleted many messages at once."""
        await self._cancel_at(payload.message_ids)

    async def _cancel_at(self, message_ids: set[int]) -> None:
        """Reading comes first, for it waits for no writer."""
        ids = {str(message_id) for message_id in message_ids}
        async with self._database.reading() as session:
            ours = await contests.at_messages(session, DISCORD, ids)
        if ours:
            async with self._database.session() as session:
                await contests.cancel_at_message(session, DISCORD, ids)


def keeper_of(bot: "NonetBot") -> Keeper:
    """The bot's keeper of contests."""
    cog = bot.get_cog(Contests.__cog_name__)
    assert isinstance(cog, Contests), "the client has all cogs from its start"
    return cog.keeper


async def keep_contests(bot: "NonetBot") -> None:
    """Tend the contests that a client sees, until cancelled."""
    await bot.wait_until_ready()
    await keeper_of(bot).run()

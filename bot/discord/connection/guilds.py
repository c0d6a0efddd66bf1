"""Servers that come and go, and what is deleted on them, so that nothing is remembered of what is gone."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import discord
import structlog
from discord.ext import commands

from bot.discord.desk import DISCORD
from db import jobs, posts, servers
from db.posts import PostKind

if TYPE_CHECKING:
    from bot.discord.connection.client import NonetBot

log: structlog.stdlib.BoundLogger = structlog.get_logger()


class Guilds(commands.Cog):
    """Posts nothing anywhere: a server that has just invited Nonet finds its commands by itself."""

    def __init__(self, bot: "NonetBot") -> None:
        self._database = bot.desk.database
        self._settings = bot.settings.discord

    @commands.Cog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        """A server has invited us, perhaps again: what it chose the last time counts."""
        if await self._leave_unless_wanted(guild):
            return
        log.info("server joined", server=guild.id)
        async with self._database.session() as session:
            await servers.joined(session, DISCORD, str(guild.id))

    @commands.Cog.listener()
    async def on_guild_available(self, guild: discord.Guild) -> None:
        """We find ourselves on a server, which the settings may have ruled out since the last time."""
        await self._leave_unless_wanted(guild)

    @commands.Cog.listener()
    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """A server has removed us, or is gone: its waiting jobs end."""
        log.info("server left", server=guild.id)
        async with self._database.session() as session:
            await servers.left(session, DISCORD, str(guild.id), datetime.now(UTC))

    @commands.Cog.listener()
    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        """A channel is gone with its messages."""
        await self._forget_channel(channel.id)

    @commands.Cog.listener()
    async def on_raw_thread_delete(self, payload: discord.RawThreadDeleteEvent) -> None:
        """A thread is gone with its messages."""
        await self._forget_channel(payload.thread_id)

    @commands.Cog.listener()
    async def on_raw_message_delete(self, payload: discord.RawMessageDeleteEvent) -> None:
        """Somebody has deleted a message, seldom one of ours."""
        await self._forget_messages({payload.message_id})

    @commands.Cog.listener()
    async def on_raw_bulk_message_delete(self, payload: discord.RawBulkMessageDeleteEvent) -> None:
        """Moderators have deleted many messages at once."""
        await self._forget_messages(payload.message_ids)

    async def _leave_unless_wanted(self, guild: discord.Guild) -> bool:
        """Leave a server that the operator does not want to serve; whether we did."""
        wanted, server = self._settings.servers, str(guild.id)
        if server not in self._settings.denied_servers and (not wanted or server in wanted):
            return False
        log.warning("server not wanted", server=guild.id)
        await guild.leave()
        return True

    async def _forget_channel(self, channel_id: int) -> None:
        async with self._database.session() as session:
            await posts.forget_in_channel(session, DISCORD, str(channel_id))

    async def _forget_messages(self, message_ids: set[int]) -> None:
        """Forget those that are ours. Reading comes first, for it waits for no writer.

        What was taken out of a showcase stays known as long as its job, or the next vote would bring it back.
        """
        async with self._database.reading() as session:
            found = [await posts.by_message(session, DISCORD, str(message_id)) for message_id in message_ids]
            ours = [
                post.message_id
                for post in found
                if post and (post.kind is not PostKind.SHOWCASE or not await jobs.get(session, post.job_id))
            ]
        if not ours:
            return
        async with self._database.session() as session:
            for message_id in ours:
                await posts.forget(session, DISCORD, message_id)

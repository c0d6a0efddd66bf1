"""Nonet's connection to Discord: as small a client as its commands allow."""

import asyncio
import sys
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.discord.connection.translator import FluentTranslator
from bot.discord.desk import Desk
from bot.discord.speaking import funnel
from bot.settings import Settings

RATE_LIMIT_PATIENCE_S = 60.0
"""A call that Discord would let us make only later than this fails instead; deliveries try again."""

ACCEPTED_AT_ONCE = 4


def intents() -> discord.Intents:
    """What Discord should tell us of. None of it is privileged: no members, presences or message content.

    Messages are for mentions, whose content comes along; reactions are for votes.
    """
    return discord.Intents(
        guilds=True, guild_messages=True, dm_messages=True, guild_reactions=True, dm_reactions=True
    )


class NonetTree(app_commands.CommandTree["NonetBot"]):
    """The commands; whatever goes wrong in one of them ends in the funnel."""

    async def on_error(
        self, interaction: discord.Interaction["NonetBot"], error: app_commands.AppCommandError, /
    ) -> None:
        """Tell the person, and the log if it was not the person's mistake."""
        await funnel.answer(interaction, error)


class NonetBot(commands.AutoShardedBot):
    """The Discord client. Caches guilds, channels and roles only, so that a thousand guilds stay small."""

    def __init__(self, settings: Settings, desk: Desk) -> None:
        chosen = settings.discord
        super().__init__(
            command_prefix=(),
            help_command=None,
            tree_cls=NonetTree,
            intents=intents(),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
            allowed_mentions=discord.AllowedMentions.none(),
            shard_count=chosen.shard_count or None,
            max_ratelimit_timeout=RATE_LIMIT_PATIENCE_S,
        )
        self.shard_ids = list(chosen.shard_ids) or None
        self.settings = settings
        self.desk = desk
        self.started_at = discord.utils.utcnow()
        self.incidents = funnel.Incidents()
        self.accepting = asyncio.Semaphore(ACCEPTED_AT_ONCE)
        """For the acceptance of requests, so that many at once don't delay the first answers to others."""
        self.command_ids: dict[str, int] = {}
        """What Discord calls our commands, as far as known: for mentions of them."""

    @property
    def is_first(self) -> bool:
        """Whether this process does what only one of several may do: it has shard 0."""
        return not self.shard_ids or 0 in self.shard_ids

    def mention_of(self, command: str) -> str:
        """A command, as `draw` or `privacy export`, in a form that people can click if its id is known."""
        command_id = self.command_ids.get(command.partition(" ")[0])
        return f"</{command}:{command_id}>" if command_id else f"`/{command}`"

    async def setup_hook(self) -> None:
        """Make every command and button known, before the first event comes."""
        from bot.discord.parts import COGS, ITEMS  # late: they know the client

        await self.tree.set_translator(FluentTranslator())
        for cog in COGS:
            await self.add_cog(cog(self))
        self.add_dynamic_items(*ITEMS)

    async def on_message(self, message: discord.Message, /) -> None:
        """No commands are looked for in messages; what mentions of Nonet mean, a cog says."""

    async def on_error(self, event_method: str, /, *_args: Any, **_kwargs: Any) -> None:
        """Log what went wrong in an event, where nobody waits for an answer."""
        error = sys.exception()
        if error:
            self.incidents.record(error, where=event_method)


Interaction = discord.Interaction[NonetBot]
"""What handlers get."""

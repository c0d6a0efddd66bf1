"""Discord from the first login to the last answer. Its troubles never stop the other fronts."""

import asyncio
import time
from itertools import count

import aiohttp
import discord
import structlog

from bot.at_work import at_work
from bot.discord.connection.application import LOGIN_REFUSED
from bot.discord.connection.client import NonetBot
from bot.discord.connection.presence import Presence
from bot.discord.connection.sync import sync_commands
from bot.discord.daily.cog import keep_contests
from bot.discord.desk import Desk
from bot.discord.front import DiscordFront
from bot.discord.moderating.telling import keep_telling
from bot.discord.removal.jobs import remove_owed
from bot.errors import SettingsError
from bot.pipeline.backoff import backoff_s
from bot.settings import Settings
from db.errors import DatabaseError

LOGIN_TIMEOUT_S = 10.0
LEAVING_TIMEOUT_S = 2.0
FIRST_REST_S = 2.0
LONGEST_REST_S = 300.0
"""Between attempts to connect, which begin `FIRST_REST_S` apart and double from there."""
STEADY_S = 60.0
"""A connection that has lasted so long was a good one: the next attempt comes soon again."""
ANSWERING_S = 5.0
"""How long handlers may go on answering when no new events come any more."""
REMOVED_EVERY_S = 300.0
"""Between looks for messages that must go."""

_UNREACHABLE = (discord.DiscordException, aiohttp.ClientError, OSError)
_HANDLERS = ("CommandTree-invoker", "discord-ui-", "discord.py: ")
"""How discord.py names the tasks in which our handlers run."""

log: structlog.stdlib.BoundLogger = structlog.get_logger()


class Runner:
    """Keeps one client connected, and makes a new one when it can't go on."""

    def __init__(self, settings: Settings, desk: Desk, front: DiscordFront) -> None:
        self._settings = settings
        self._desk = desk
        self._front = front
        self._bot: NonetBot | None = None

    async def start(self) -> None:
        """Log in, so that the front can deliver. If Discord can't be reached, `run` tries again.

        Raises:
            SettingsError: Discord does not know the token.
        """
        try:
            await self._log_in()
        except _UNREACHABLE as error:
            log.warning("Discord not reached", error=_said(error))

    async def run(self) -> None:
        """Stay connected until cancelled; then take no more events, but finish the answers under way."""
        attempt = 0
        while True:
            begun = time.monotonic()
            try:
                bot = self._bot or await self._log_in()
                await _serve(bot)
            except (SettingsError, *_UNREACHABLE) as error:  # the token was good, or not asked for, at first
                log.warning("Discord lost", error=_said(error))
            await self.close()
            attempt = 1 if time.monotonic() - begun > STEADY_S else attempt + 1
            await asyncio.sleep(backoff_s(FIRST_REST_S, attempt, LONGEST_REST_S))

    async def close(self) -> None:
        """End all connections; the front can deliver nothing any more."""
        if self._bot:
            bot, self._bot = self._bot, None
            await bot.close()

    async def _log_in(self) -> NonetBot:
        bot = NonetBot(self._settings, self._desk)
        try:
            async with asyncio.timeout(LOGIN_TIMEOUT_S):
                await bot.login(self._settings.discord.token.get_secret_value())
        except BaseException as error:  # also when cancelled: a client that nobody keeps must not stay open
            await bot.close()
            if isinstance(error, discord.LoginFailure):
                raise SettingsError(LOGIN_REFUSED) from None
            raise
        self._bot = bot
        self._front.connect(bot)
        return bot


async def _serve(bot: NonetBot) -> None:
    async with at_work(
        _keep_in_sync(bot), Presence(bot).run(), keep_removing(bot), keep_contests(bot), keep_telling(bot)
    ):
        try:
            await bot.connect()
        finally:
            await _fall_silent(bot)


async def _keep_in_sync(bot: NonetBot) -> None:
    for attempt in count(1):
        try:
            await sync_commands(bot)
        except (DatabaseError, *_UNREACHABLE) as error:
            log.warning("commands not sent to Discord", error=_said(error))
            await asyncio.sleep(backoff_s(FIRST_REST_S, attempt, LONGEST_REST_S))
        else:
            return


async def keep_removing(bot: NonetBot) -> None:
    """Take down, until cancelled, what others have deleted (`nonet people forget`) or could not take down."""
    while True:
        await asyncio.sleep(REMOVED_EVERY_S)
        try:
            await remove_owed(bot)
        except (DatabaseError, *_UNREACHABLE) as error:
            log.warning("messages that are owed not removed", error=_said(error))


async def _fall_silent(bot: NonetBot) -> None:
    """Leave the gateway, so that nothing new comes, and let handlers finish what they have begun."""
    try:
        async with asyncio.timeout(LEAVING_TIMEOUT_S):
            await asyncio.gather(*(shard.disconnect() for shard in bot.shards.values()))
    except (TimeoutError, *_UNREACHABLE) as error:
        log.info("gateway left without a word", error=_said(error))
    under_way = [task for task in asyncio.all_tasks() if task.get_name().startswith(_HANDLERS)]
    if under_way:
        await asyncio.wait(under_way, timeout=ANSWERING_S)


def _said(error: Exception) -> str:
    """What an error says; some say nothing but their kind."""
    return str(error) or type(error).__name__

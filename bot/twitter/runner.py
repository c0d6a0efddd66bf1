"""X from the first look for mentions to the last reply. Its troubles never stop the other fronts."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

import aiohttp
import structlog

from bot.errors import StorageError
from bot.image_store import ImageStore
from bot.pipeline.accept import Acceptor
from bot.pipeline.backoff import backoff_s
from bot.settings import Settings
from bot.twitter.account import Account
from bot.twitter.api import XApi
from bot.twitter.daily import post_daily
from bot.twitter.errors import NoError, NotNowError, XError
from bot.twitter.keys import account_keys
from bot.twitter.meter import Meter
from bot.twitter.poller import Poller, QueueFullError
from bot.twitter.removal import remove_owed
from bot.twitter.sender import Letter, Sender
from bot.twitter.signing import signer_for
from bot.twitter.wire import Wire
from db import outgoing
from db.errors import DatabaseError
from db.session import Database

LONGEST_REST_S = 600.0
"""Between looks while X is in trouble, which begin `poll_interval_s` apart and double from there."""
_OWED_AT_ONCE = 20

log: structlog.stdlib.BoundLogger = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Parts:
    """What speaks to X."""

    api: XApi
    account: Account
    sender: Sender


@asynccontextmanager
async def open_x(settings: Settings, database: Database) -> AsyncIterator[Parts]:
    """Be ready to speak to X; nothing is said yet.

    Raises:
        SettingsError: there are no keys.
        StorageError: the file of the keys can't be read.
    """
    chosen = settings.twitter
    async with aiohttp.ClientSession() as session:
        keys = account_keys(settings)
        wire = Wire(session, chosen.base_url, signer_for(settings, keys, session))
        api = XApi(chosen, wire, Meter(chosen, database))
        account = Account(api, database, keys.account_id)
        yield Parts(api, account, Sender(api, database, account.me, chosen.reconcile_after_s))


class Runner:
    """Looks for mentions at regular times, and sends what is owed apart from jobs."""

    def __init__(self, settings: Settings, parts: Parts, acceptor: Acceptor, database: Database) -> None:
        self._interval_s = settings.twitter.poll_interval_s
        self._api = parts.api
        self._sender = parts.sender
        self._database = database
        self._image_store = ImageStore(settings.images_dir)
        self._poller = Poller(
            settings.twitter, api=parts.api, account=parts.account, acceptor=acceptor, database=database
        )

    async def run(self) -> None:
        """Go on until cancelled."""
        failures = 0
        while True:
            rest_s = self._interval_s
            try:
                await self.look()
            except NotNowError as error:  # the meter has said so in the log
                failures, rest_s = 0, self._rest_until(error.until)
            except (XError, QueueFullError, StorageError, DatabaseError) as error:
                failures += 1
                log.warning("mentions not read", error=str(error))
            except Exception:  # a mistake of ours must not stop the other fronts
                failures += 1
                log.exception("mentions not read")
            else:
                failures = 0
            if failures:
                rest_s = backoff_s(self._interval_s, failures, LONGEST_REST_S)
            await asyncio.sleep(rest_s)

    async def look(self) -> None:
        """Read and decide new mentions, and whether that succeeds or not, send and take down what is owed.

        Raises:
            XError, QueueFullError, StorageError, DatabaseError: as `Poller.poll` does.
        """
        try:
            await self._poller.poll()
        except (XError, QueueFullError):
            await self._run_errands()
            raise
        await self._run_errands()

    async def _run_errands(self) -> None:
        for errand in (self._send_owed, self._remove_owed, self._post_daily):
            try:
                await errand()
            except XError as error:
                log.info("left for the next look", error=str(error))

    def _rest_until(self, moment: datetime) -> float:
        """Never longer than `LONGEST_REST_S`: a pause may end sooner than it was announced."""
        seconds = (moment - datetime.now(UTC)).total_seconds()
        return min(max(seconds, self._interval_s), max(LONGEST_REST_S, self._interval_s))

    async def _remove_owed(self) -> None:
        await remove_owed(self._database, self._api)

    async def _post_daily(self) -> None:
        await post_daily(self._database, self._image_store, self._sender, datetime.now(UTC))

    async def _send_owed(self) -> None:
        async with self._database.reading() as session:
            letters = await outgoing.owed(session, _OWED_AT_ONCE)
        for letter in letters:
            reply_to = letter.key.removeprefix("mention:")
            try:
                await self._sender.send(Letter(key=letter.key, text=letter.text or "", reply_to=reply_to))
            except NoError as error:  # the sender has given it up
                log.info("refusal not told", error=str(error))

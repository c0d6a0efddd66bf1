"""Old pictures go, and the oldest of too many."""

import asyncio
from datetime import UTC, datetime, timedelta

import structlog

from bot.errors import StorageError
from bot.image_store import ImageStore
from bot.settings import Settings
from db import images
from db.errors import DatabaseError
from db.session import Database

EVERY_S = 3_600.0
_AT_ONCE = 500  # so that no transaction keeps other writers waiting

log: structlog.stdlib.BoundLogger = structlog.get_logger()


class Retention:
    """Removes pictures by age and by total size; their jobs stay, without pictures."""

    def __init__(self, settings: Settings, database: Database, image_store: ImageStore) -> None:
        self._settings = settings.images
        self._database = database
        self._image_store = image_store

    async def run(self) -> None:
        """Tidy up now and every hour, until cancelled."""
        while True:
            try:
                await self.tidy()
            except (DatabaseError, StorageError) as error:
                log.warning("pictures not tidied", error=str(error))
            await asyncio.sleep(EVERY_S)

    async def tidy(self) -> None:
        """Forget what is too old or too much, then remove every file that no row names any more.

        In this order a crash leaves files without rows for the next time, never rows without files. The
        image store spares young files, whose rows may be about to be written.

        Raises:
            DatabaseError, StorageError: database or image store can't be used.
        """
        forgotten = 0
        while removed := await self._forget_some():
            forgotten += removed
        async with self._database.reading() as session:
            known = await images.keys(session)
        gone = await self._image_store.sweep(in_use=known)
        if forgotten or gone:
            log.info("pictures tidied", forgotten=forgotten, files=len(gone))

    async def _forget_some(self) -> int:
        oldest = datetime.now(UTC) - timedelta(days=self._settings.retention_days)
        async with self._database.session() as session:
            keys = await images.expired(session, oldest, _AT_ONCE)
            keys = keys or await images.surplus(session, self._settings.store_limit_bytes, _AT_ONCE)
            await images.forget(session, keys)
        return len(keys)

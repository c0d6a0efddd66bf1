"""What has had its time goes: old pictures, the oldest of too many, and what is left of what was deleted."""

from datetime import UTC, datetime, timedelta

import structlog

from bot.image_store import ImageStore
from bot.pipeline.forgetting import forget_moderation
from bot.settings import Settings
from db import images, jobs, servers
from db.session import Database

LEFT_SERVERS_KEPT = timedelta(days=30)
"""How long the choices of a server outlive the removal of the bot, in case that it comes back."""
_AT_ONCE = 500  # so that no transaction keeps other writers waiting

log: structlog.stdlib.BoundLogger = structlog.get_logger()


class Retention:
    """Removes pictures by age and by total size, after which their jobs stay without them, and forgets
    deleted jobs, servers that were left, and what moderators have dealt with long ago.
    """

    def __init__(self, settings: Settings, database: Database, image_store: ImageStore) -> None:
        self._settings = settings.images
        self._moderation = settings.moderation
        self._database = database
        self._image_store = image_store

    async def tidy(self) -> str:
        """Forget what has had its time, then remove every file that no row names any more; say what went.

        In this order a crash leaves files without rows for the next time, never rows without files. The
        image store spares young files, whose rows may be about to be written.

        Raises:
            DatabaseError, StorageError: database or image store can't be used.
        """
        now = datetime.now(UTC)
        forgotten = 0
        while removed := await self._forget_some(now):
            forgotten += removed
        forgotten += await self._forget_on_servers(now)
        await self._forget_left_servers(now)
        while await self._sweep_deleted(now):
            pass
        records = await forget_moderation(self._database, self._moderation, now)
        async with self._database.reading() as session:
            known = await images.keys(session)
        gone = await self._image_store.sweep(in_use=known)
        if forgotten or gone:
            log.info("pictures tidied", forgotten=forgotten, files=len(gone))
        return f"{forgotten} pictures and {records} records forgotten, {len(gone)} files removed"

    async def _forget_some(self, now: datetime) -> int:
        oldest = now - timedelta(days=self._settings.retention_days)
        async with self._database.session() as session:
            keys = await images.expired(session, oldest, _AT_ONCE)
            keys = keys or await images.surplus(session, self._settings.store_limit_bytes, _AT_ONCE)
            await images.forget(session, keys)
        return len(keys)

    async def _forget_on_servers(self, now: datetime) -> int:
        """Servers may keep their pictures for a shorter time."""
        forgotten = 0
        async with self._database.reading() as session:
            chosen = await servers.with_own_retention(session)
        for front, server, days in chosen:
            before = now - timedelta(days=days)
            while removed := await self._forget_on_server(front, server, before):
                forgotten += removed
        return forgotten

    async def _forget_on_server(self, front: str, server: str, before: datetime) -> int:
        async with self._database.session() as session:
            keys = await images.expired_on_server(session, front, server, before, _AT_ONCE // 10)
            await images.forget(session, keys)
        return len(keys)

    async def _forget_left_servers(self, now: datetime) -> None:
        async with self._database.session() as session:
            for front, server in await servers.left_before(session, now - LEFT_SERVERS_KEPT):
                await servers.forget_server(session, front, server)
                log.info("server forgotten", front=front, server=server)

    async def _sweep_deleted(self, now: datetime) -> int:
        async with self._database.session() as session:
            return await jobs.sweep_deleted(session, now, _AT_ONCE)

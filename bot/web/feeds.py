"""The prompts of the day as RSS 2.0 and Atom (RFC 4287) feeds.

A chore builds both as files; whoever is asked for one that is missing or too old builds them first. So they
are right in every process, also where processes share no folder. The files don't know at which address the
page is found: whoever serves them puts it in.
"""

import asyncio
import hashlib
import hmac
import os
import tempfile
import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

from bot.errors import StorageError
from bot.key_file import read_or_make_key
from bot.settings import Settings
from bot.web.feed_formats import ORIGIN, Entry, Story, atom, entry_of, rss
from bot.web.front import WEB
from db import daily
from db.session import Database

ENTRIES = 30
"""How many days a feed tells of."""
LONGEST_AGE_S = 30.0
"""An older file is built anew before it is served, so that what is deleted is soon gone from it."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed as it is sent, and when it last changed."""

    body: bytes
    modified: datetime

    @property
    def etag(self) -> str:
        """Names the content."""
        return hashlib.sha256(self.body).hexdigest()[:32]


class Feeds:
    """Builds the feeds into the data folder, and finds them there."""

    def __init__(self, settings: Settings, database: Database) -> None:
        self._folder = settings.data_dir / "feeds"
        self._key_file = settings.data_dir / "web.key"
        self._database = database

    async def build(self) -> str:
        """Write both files anew; what was done, in a few words, for the record of chores.

        Raises:
            DatabaseError: the database can't be read.
            StorageError: the files can't be written.
        """
        async with self._database.reading() as session:
            found = await daily.newest(session, WEB, ENTRIES)
        entries = [entry_of(shown, collage) for shown, collage in found]
        try:
            await asyncio.to_thread(self._write, entries)
        except OSError as error:
            raise StorageError(f"The feeds can't be written: {error.strerror}.") from error
        return f"{len(entries)} entries"

    async def read(self, name: str, origin: str) -> Feed:
        """`rss.xml` or `atom.xml` for who finds the page at this origin. Raises as `build` does."""
        path = self._folder / name
        if not await asyncio.to_thread(_is_young, path):
            await self.build()
        body, changed_at = await asyncio.to_thread(lambda: (path.read_bytes(), path.stat().st_mtime))
        address = quote(origin, safe=":/[]")  # a strange Host header writes no XML
        return Feed(
            body.replace(ORIGIN.encode(), address.encode()), datetime.fromtimestamp(int(changed_at), UTC)
        )

    def _write(self, entries: Sequence[Entry]) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        key, now = read_or_make_key(self._key_file), datetime.now(UTC)
        feed_id = uuid.UUID(bytes=hmac.digest(key, b"feed", "sha256")[:16], version=4).urn
        story = Story(feed_id, max((entry.at for entry in entries), default=now), entries)
        for name, build in (("rss.xml", rss), ("atom.xml", atom)):
            _replace(self._folder / name, build(story))
        os.utime(self._folder)  # so it tells when the feeds were built, and a file when it last changed


def _is_young(path: Path) -> bool:
    try:
        return path.exists() and time.time() - path.parent.stat().st_mtime < LONGEST_AGE_S
    except FileNotFoundError:
        return False


def _replace(path: Path, body: bytes) -> None:
    """Change what a file holds, at once, if it holds anything else."""
    if path.exists() and path.read_bytes() == body:
        return
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
        file.write(body)
    Path(file.name).replace(path)

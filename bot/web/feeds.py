"""The prompts of the day as RSS 2.0 and Atom (RFC 4287) feeds.

A chore builds both as files; whoever is asked for one that is missing or too old builds them first. So they
are right in every process, also where processes share no folder.
"""

import asyncio
import html
import os
import re
import tempfile
import time
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from pathlib import Path
from xml.etree import ElementTree as ET

from bot.collage import alt_text
from bot.errors import StorageError
from bot.settings import Settings
from bot.web.front import WEB
from db import daily
from db.daily import Daily
from db.images import StoredImage
from db.session import Database

ENTRIES = 30
"""How many days a feed tells of."""
LONGEST_AGE_S = 900.0
"""An older file is built anew before it is served: the chore runs in another process, or not at all."""
TITLE = "Nonet: the prompt of the day"
SUBTITLE = "A silly prompt a day, painted nine times by a program."

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Entry:
    """One day as feeds tell it."""

    id: str
    title: str
    link: str
    at: datetime
    html: str
    picture: str
    picture_type: str
    picture_bytes: int


def entry_of(shown: Daily, collage: StoredImage, origin: str) -> Entry:
    """A day with its collage. Its id stays the same at whatever address the page is."""
    job = shown.job
    link, picture = f"{origin}/today/{shown.day}", f"{origin}/images/{collage.key}"
    alt = html.escape(alt_text(job.prompt))
    return Entry(
        id=uuid.uuid5(uuid.NAMESPACE_URL, f"nonet:{job.id}").urn,
        title=job.prompt,
        link=link,
        at=job.finished_at or shown.at,
        html=f'<p><a href="{html.escape(link)}"><img src="{html.escape(picture)}" alt="{alt}"></a></p>',
        picture=picture,
        picture_type=collage.media_type,
        picture_bytes=collage.size_bytes,
    )


def rss(entries: Sequence[Entry], origin: str, now: datetime) -> bytes:
    """The feed as RSS 2.0 (rssboard.org/rss-specification)."""
    root = ET.Element("rss", {"version": "2.0", "xmlns:atom": "http://www.w3.org/2005/Atom"})
    channel = ET.SubElement(root, "channel")
    _texts(channel, title=TITLE, link=f"{origin}/today", description=SUBTITLE, language="en")
    _texts(channel, lastBuildDate=format_datetime(_newest(entries, now)))
    address = {"href": f"{origin}/today/rss.xml", "rel": "self", "type": "application/rss+xml"}
    ET.SubElement(channel, "atom:link", address)
    for entry in entries:
        item = ET.SubElement(channel, "item")
        _texts(item, title=entry.title, link=entry.link, description=entry.html)
        _texts(item, pubDate=format_datetime(entry.at))
        _texts(item, {"isPermaLink": "false"}, guid=entry.id)
        enclosure = {"url": entry.picture, "length": str(entry.picture_bytes), "type": entry.picture_type}
        ET.SubElement(item, "enclosure", enclosure)
    return _written(root)


def atom(entries: Sequence[Entry], origin: str, now: datetime) -> bytes:
    """The feed as Atom."""
    root = ET.Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": "en"})
    address = f"{origin}/today/atom.xml"
    _texts(root, id=uuid.uuid5(uuid.NAMESPACE_URL, address).urn, title=TITLE, subtitle=SUBTITLE)
    _texts(root, updated=_newest(entries, now).isoformat())
    _texts(ET.SubElement(root, "author"), name="Nonet")
    ET.SubElement(root, "link", {"rel": "self", "type": "application/atom+xml", "href": address})
    ET.SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": f"{origin}/today"})
    for entry in entries:
        node = ET.SubElement(root, "entry")
        _texts(node, id=entry.id, title=entry.title)
        _texts(node, published=entry.at.isoformat(), updated=entry.at.isoformat())
        ET.SubElement(node, "link", {"rel": "alternate", "type": "text/html", "href": entry.link})
        enclosure = {"href": entry.picture, "length": str(entry.picture_bytes), "type": entry.picture_type}
        ET.SubElement(node, "link", {"rel": "enclosure", **enclosure})
        _texts(node, {"type": "html"}, content=entry.html)
    return _written(root)


class Feeds:
    """Builds the feeds into the data folder, and finds them there."""

    def __init__(self, settings: Settings, database: Database) -> None:
        web = settings.web
        self._origin = (web.public_url or f"http://{web.host}:{web.port}").rstrip("/")
        self._folder = settings.data_dir / "feeds"
        self._database = database

    async def build(self) -> str:
        """Write both files anew; what was done, in a few words, for the record of chores.

        Raises:
            DatabaseError: the database can't be read.
            StorageError: the files can't be written.
        """
        async with self._database.reading() as session:
            found = await daily.newest(session, WEB, ENTRIES)
        entries = [entry_of(shown, collage, self._origin) for shown, collage in found]
        try:
            await asyncio.to_thread(self._write, entries)
        except OSError as error:
            raise StorageError(f"The feeds can't be written: {error.strerror}.") from error
        return f"{len(entries)} entries"

    async def file(self, name: str) -> Path:
        """The file `rss.xml` or `atom.xml`, young enough to be served. Raises as `build` does."""
        path = self._folder / name
        if not await asyncio.to_thread(_is_young, path):
            await self.build()
        return path

    def _write(self, entries: Sequence[Entry]) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        now = datetime.now().astimezone()
        for name, build in (("rss.xml", rss), ("atom.xml", atom)):
            _replace(self._folder / name, build(entries, self._origin, now))
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


def _newest(entries: Sequence[Entry], now: datetime) -> datetime:
    return max((entry.at for entry in entries), default=now)


def _texts(parent: ET.Element, attributes: Mapping[str, str] = {}, /, **texts: str) -> None:
    """Add elements that hold a text each, without the characters that XML can't have."""
    for name, text in texts.items():
        ET.SubElement(parent, name, dict(attributes)).text = _NOT_XML.sub("", text)


def _written(root: ET.Element) -> bytes:
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written

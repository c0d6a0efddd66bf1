"""The prompts of the day as RSS 2.0 and as Atom (RFC 4287)."""

import html
import re
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from xml.etree import ElementTree as ET

from bot.collage import alt_text
from db.daily import Daily
from db.images import StoredImage

TITLE = "Nonet: the prompt of the day"
SUBTITLE = "A silly prompt a day, painted nine times by a program."
ORIGIN = "https://nonet.invalid"
"""Stands for the address of the page until the feed is served. No such name can exist (RFC 6761)."""

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


@dataclass(frozen=True, slots=True)
class Story:
    """What a feed tells."""

    id: str
    updated: datetime
    entries: Sequence[Entry]


def entry_of(shown: Daily, collage: StoredImage) -> Entry:
    """A day with its collage. Its id stays the same at whatever address the page is."""
    job = shown.job
    link, picture = f"{ORIGIN}/today/{shown.day}", f"{ORIGIN}/images/{collage.key}"
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


def rss(story: Story) -> bytes:
    """The feed as RSS 2.0 (rssboard.org/rss-specification)."""
    root = ET.Element("rss", {"version": "2.0", "xmlns:atom": "http://www.w3.org/2005/Atom"})
    channel = ET.SubElement(root, "channel")
    _texts(channel, title=TITLE, link=f"{ORIGIN}/today", description=SUBTITLE, language="en")
    _texts(channel, lastBuildDate=format_datetime(story.updated))
    address = {"href": f"{ORIGIN}/today/rss.xml", "rel": "self", "type": "application/rss+xml"}
    ET.SubElement(channel, "atom:link", address)
    for entry in story.entries:
        item = ET.SubElement(channel, "item")
        _texts(item, title=entry.title, link=entry.link, description=entry.html)
        _texts(item, pubDate=format_datetime(entry.at))
        _texts(item, {"isPermaLink": "false"}, guid=entry.id)
        enclosure = {"url": entry.picture, "length": str(entry.picture_bytes), "type": entry.picture_type}
        ET.SubElement(item, "enclosure", enclosure)
    return _written(root)


def atom(story: Story) -> bytes:
    """The feed as Atom."""
    root = ET.Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": "en"})
    address = f"{ORIGIN}/today/atom.xml"
    _texts(root, id=story.id, title=TITLE, subtitle=SUBTITLE)
    _texts(root, updated=story.updated.isoformat())
    _texts(ET.SubElement(root, "author"), name="Nonet")
    ET.SubElement(root, "link", {"rel": "self", "type": "application/atom+xml", "href": address})
    ET.SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": f"{ORIGIN}/today"})
    for entry in story.entries:
        node = ET.SubElement(root, "entry")
        _texts(node, id=entry.id, title=entry.title)
        _texts(node, published=entry.at.isoformat(), updated=entry.at.isoformat())
        ET.SubElement(node, "link", {"rel": "alternate", "type": "text/html", "href": entry.link})
        enclosure = {"href": entry.picture, "length": str(entry.picture_bytes), "type": entry.picture_type}
        ET.SubElement(node, "link", {"rel": "enclosure", **enclosure})
        _texts(node, {"type": "html"}, content=entry.html)
    return _written(root)


def _texts(parent: ET.Element, attributes: Mapping[str, str] = {}, /, **texts: str) -> None:
    """Add elements that hold a text each, without the characters that XML can't have."""
    for name, text in texts.items():
        ET.SubElement(parent, name, dict(attributes)).text = _NOT_XML.sub("", text)


def _written(root: ET.Element) -> bytes:
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written

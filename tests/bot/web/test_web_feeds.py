"""Feeds are right by their specifications, and cost little to those who ask often."""

import os
import re
import time
import warnings
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.pipeline.withdraw import withdraw
from bot.web import feeds
from bot.web.feed_formats import Entry, Story, atom, rss
from bot.web.feeds import LONGEST_AGE_S, Feeds

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # of modules that it still imports
    import feedparser

ATOM = "{http://www.w3.org/2005/Atom}"
MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
DAY = timedelta(days=1)
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
TRICKY = "a <b>snail</b> & 'friends' ]]> \"race\" 🐌"


async def fetch(visitor, name, status=200, **headers):
    async with visitor.get(f"/today/{name}", headers=headers) as answer:
        assert answer.status == status
        return answer, await answer.read()


def parsed(body):
    """What a feed reader makes of it."""
    return feedparser.parse(body, response_headers={"content-type": "application/xml; charset=utf-8"})


async def test_rss_is_right(site, visitor):
    job = await site.show_day(MONDAY, TRICKY)
    answer, body = await fetch(visitor, "rss.xml")
    assert answer.headers["Content-Type"] == "application/rss+xml; charset=utf-8"
    root = ET.fromstring(body)
    assert (root.tag, root.get("version")) == ("rss", "2.0")
    (channel,) = root
    for name in ("title", "link", "description", "language", "lastBuildDate"):
        assert channel.findtext(name), name
    (itself,) = channel.findall(f"{ATOM}link")
    assert itself.get("rel") == "self"
    (item,) = channel.findall("item")
    assert item.findtext("title") == TRICKY
    assert item.findtext("link").endswith("/today/2026-11-23")
    assert parsedate_to_datetime(item.findtext("pubDate")).tzinfo
    guid = item.find("guid")
    assert guid.get("isPermaLink") == "false"
    enclosure = item.find("enclosure")
    assert enclosure.get("type") == "image/png"
    async with visitor.get(urlsplit(enclosure.get("url")).path) as picture:
        assert picture.status == 200
        assert len(await picture.read()) == int(enclosure.get("length"))
    assert "<b>" not in item.findtext("description"), "the prompt is text, also in the HTML"
    assert job.id not in body.decode(), "the id of the entry tells nothing"


async def test_atom_is_right(site, visitor):
    await site.show_day(MONDAY, TRICKY)
    answer, body = await fetch(visitor, "atom.xml")
    assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    root = ET.fromstring(body)
    assert root.tag == f"{ATOM}feed"
    for name in ("id", "title", "updated"):
        assert len(root.findall(f"{ATOM}{name}")) == 1
    assert root.findtext(f"{ATOM}author/{ATOM}name")
    assert {link.get("rel") for link in root.findall(f"{ATOM}link")} == {"self", "alternate"}
    (entry,) = root.findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == TRICKY
    for name in ("updated", "published"):
        assert RFC_3339.fullmatch(entry.findtext(f"{ATOM}{name}"))
    assert entry.findtext(f"{ATOM}id").startswith("urn:uuid:")
    assert {link.get("rel") for link in entry.findall(f"{ATOM}link")} == {"alternate", "enclosure"}
    assert entry.find(f"{ATOM}content").get("type") == "html"


@pytest.mark.parametrize("name", ["rss.xml", "atom.xml"])
async def test_readers_understand_them(site, visitor, name):
    await site.show_day(MONDAY - DAY, "an owl")
    await site.show_day(MONDAY, TRICKY)
    _, body = await fetch(visitor, name)
    feed = parsed(body)
    assert not feed.bozo
    assert [entry.title for entry in feed.entries][1] == "an owl"
    for entry in feed.entries:
        assert urlsplit(entry.link).scheme == "http"
        assert entry.published_parsed
        assert entry.enclosures[0].type == "image/png"
    assert len({entry.id for entry in feed.entries}) == 2


@pytest.mark.parametrize("name", ["rss.xml", "atom.xml"])
async def test_an_empty_feed_is_a_feed(visitor, name):
    _, body = await fetch(visitor, name)
    assert not parsed(body).bozo


async def test_files_and_ids_stay_the_same_until_something_is_new(site, visitor):
    await site.show_day(MONDAY, "a snail race")
    ours, path = Feeds(site.settings, site.database), site.settings.data_dir / "feeds" / "atom.xml"
    assert await ours.build() == "1 entries"
    before, changed_at = path.read_bytes(), path.stat().st_mtime_ns
    await ours.build()
    assert (path.read_bytes(), path.stat().st_mtime_ns) == (before, changed_at)
    await site.show_day(MONDAY + DAY, "an owl")
    await ours.build()
    then, now = parsed(before), parsed(path.read_bytes())
    assert then.feed.id == now.feed.id
    assert then.entries[0].id == now.entries[1].id


async def test_addresses_are_those_of_the_page_as_it_is_found(site, visitor):
    await site.show_day(MONDAY, "a snail race")
    for name in ("rss.xml", "atom.xml"):
        _, body = await fetch(visitor, name)
        addresses = re.findall(rb"https?://[^\"<&]*", body)
        assert {a for a in addresses if b"w3.org" not in a and not a.startswith(site.url.encode())} == set()
    public = site.settings.web.model_copy(update={"public_url": "https://nonet.example/"})
    site.settings = site.settings.model_copy(update={"web": public})
    await site.restart()
    async with site.visitor() as session:
        _, body = await fetch(session, "rss.xml")
    assert b"https://nonet.example/today/2026-11-23<" in body


async def test_a_strange_name_writes_no_xml(site):
    await site.show_day(MONDAY, "a snail race")
    feed = await Feeds(site.settings, site.database).read("atom.xml", "http://a\"><script>&'")
    assert b"<script" not in feed.body
    ET.fromstring(feed.body)


async def test_a_feed_tells_of_the_last_days_only(site, visitor, monkeypatch):
    monkeypatch.setattr(feeds, "ENTRIES", 2)
    for days in range(3):
        await site.show_day(MONDAY + days * DAY, f"{days + 2} foxes")
    _, body = await fetch(visitor, "rss.xml")
    entries = parsed(body).entries
    assert [entry.title for entry in entries] == ["4 foxes", "3 foxes"]


@pytest.mark.parametrize("name", ["rss.xml", "atom.xml"])
async def test_who_has_it_already_is_not_sent_it_again(site, visitor, name):
    answer, _ = await fetch(visitor, name)
    assert answer.headers["Last-Modified"]
    await fetch(visitor, name, 304, **{"If-None-Match": answer.headers["ETag"]})
    await fetch(visitor, name, 304, **{"If-Modified-Since": answer.headers["Last-Modified"]})


async def test_an_old_file_is_built_anew(site, visitor):
    job = await site.show_day(MONDAY, "a snail race")
    _, body = await fetch(visitor, "rss.xml")
    assert b"a snail race" in body
    await withdraw(site.database, site.store, site.board, job.id)
    old = time.time() - LONGEST_AGE_S - 1
    os.utime(site.settings.data_dir / "feeds", (old, old))
    _, body = await fetch(visitor, "rss.xml")
    assert b"a snail race" not in body


@given(st.text(st.characters(codec="utf-8"), max_size=30), st.datetimes(timezones=st.just(UTC)))
def test_whatever_a_prompt_is_the_feed_can_be_read(prompt, at):
    entry = Entry("urn:1", prompt, "http://a/b?c&d", at, prompt, "http://a/p.png", "image/png", 7)
    for build in (rss, atom):
        ET.fromstring(build(Story("urn:2", at, [entry])))

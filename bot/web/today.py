"""The prompt of the day: its pictures at /today, those of other days, and the feeds."""

from bisect import bisect_left, bisect_right
from datetime import date
from itertools import groupby

from aiohttp import web

from bot.collage import alt_text
from bot.web.address import origin_of
from bot.web.desk import Desk
from bot.web.feeds import Feed, Feeds
from bot.web.forms import new_form
from bot.web.front import WEB
from bot.web.templates import Templates
from bot.web.visitors import remember
from db import daily
from db.daily import Cover
from db.session import Database

_DAY = r"{day:\d{4}-\d\d-\d\d}"
_FEED_TYPES = {"rss.xml": "application/rss+xml", "atom.xml": "application/atom+xml"}


class Today:
    """Serves what begins with /today."""

    def __init__(
        self, desk: Desk, database: Database, templates: Templates, feeds: Feeds, public_url: str
    ) -> None:
        self._desk = desk
        self._database = database
        self._templates = templates
        self._feeds = feeds
        self._public_url = public_url

    def routes(self) -> list[web.RouteDef]:
        """The routes of the pages and feeds."""
        return [
            web.get("/today", self._newest),
            web.get("/today/archive", self._archive),
            web.get(r"/today/archive/{year:\d{4}}", self._archive),
            web.get("/today/{name:rss.xml|atom.xml}", self._feed),
            web.get(f"/today/{_DAY}", self._day),
        ]

    async def _newest(self, request: web.Request) -> web.Response:
        days = await self._days()
        return await self._page(request, days, days[0]) if days else self._nothing_yet(request)

    async def _day(self, request: web.Request) -> web.Response:
        try:
            day = date.fromisoformat(request.match_info["day"])
        except ValueError:  # as 2026-02-30
            raise web.HTTPNotFound from None
        return await self._page(request, await self._days(), day)

    async def _page(self, request: web.Request, days: list[date], day: date) -> web.Response:
        """The page of one of the days, which come from new to old."""
        async with self._database.reading() as session:
            found = await daily.of_day(session, WEB, day) if day in days else []
        if not found:
            raise web.HTTPNotFound
        before, after = _neighbours(days, day)
        job = found[0].job
        origin = origin_of(request, self._public_url)
        response = self._templates.page(
            "today.html",
            job=await self._desk.view(job),
            day=day,
            is_newest=after is None,
            before=before,
            after=after,
            others=[other.job for other in found[1:]],
            alt=alt_text(job.prompt),
            form=new_form(job.prompt),
            origin=origin,
            page_url=f"{origin}/today/{day}",
        )
        remember(request, response)
        return response

    def _nothing_yet(self, request: web.Request) -> web.Response:
        response = self._templates.page("nothing_today.html", form=new_form())
        remember(request, response)
        return response

    async def _archive(self, request: web.Request) -> web.Response:
        """The days of a year, by month; without one, of the last year that has any."""
        days = await self._days()
        years = sorted({day.year for day in days}, reverse=True)
        asked = request.match_info.get("year")
        if asked is None and not years:
            return self._nothing_yet(request)
        year = int(asked) if asked else years[0]
        if year not in years:
            raise web.HTTPNotFound
        async with self._database.reading() as session:
            covers = await daily.covers(session, WEB, date(year, 1, 1), date(year + 1, 1, 1))
        return self._templates.page("archive.html", year=year, years=years, months=_by_month(covers))

    async def _feed(self, request: web.Request) -> web.Response:
        name = request.match_info["name"]
        feed = await self._feeds.read(name, origin_of(request, self._public_url))
        response = web.Response(status=304) if _is_known(request, feed) else web.Response(body=feed.body)
        response.content_type, response.charset = _FEED_TYPES[name], "utf-8"
        response.etag, response.last_modified = feed.etag, feed.modified
        response.headers["Cache-Control"] = "no-cache"  # but ask with the ETag: an answer without a body
        return response

    async def _days(self) -> list[date]:
        async with self._database.reading() as session:
            return await daily.days(session, WEB)


def _is_known(request: web.Request, feed: Feed) -> bool:
    """Whether the reader has this version; an ETag tells it better than a time (RFC 9110, 13.2.2)."""
    if request.if_none_match is not None:
        return any(etag.value in {feed.etag, "*"} for etag in request.if_none_match)
    return request.if_modified_since is not None and feed.modified <= request.if_modified_since


def _neighbours(days: list[date], day: date) -> tuple[date | None, date | None]:
    """The last of these days before this one, and the first after it."""
    upwards = days[::-1]
    before, after = bisect_left(upwards, day), bisect_right(upwards, day)
    return upwards[before - 1] if before else None, upwards[after] if after < len(upwards) else None


def _by_month(covers: list[Cover]) -> list[tuple[date, list[Cover]]]:
    """Each month by its first day, with its covers."""
    return [(month, list(those)) for month, those in groupby(covers, lambda cover: cover.day.replace(day=1))]

"""The report about moderation, as a page and as the picture that `nonet moderation report` makes."""

from datetime import UTC, datetime, timedelta

from aiohttp import web

from bot.moderating.plot import DECIDED, REFUSED, report_svg
from bot.moderating.report import Report, read_report
from bot.web.admin import case_words
from bot.web.templates import Templates
from db.session import Database

PERIODS = ("30", "90", "365")
"""Days to look back."""


class ReportPage:
    """Serves the page and its picture."""

    path = "/admin/report"
    title = "Report"

    def __init__(self, templates: Templates, database: Database) -> None:
        self._templates = templates
        self._database = database

    def routes(self) -> list[web.RouteDef]:
        """The routes of both."""
        return [web.get(self.path, self._show), web.get(f"{self.path}/moderation.svg", self._draw)]

    async def _show(self, request: web.Request) -> web.Response:
        days = _days_of(request)
        return self._templates.page(
            "admin/report.html",
            here=self.path,
            report=await self._read(days),
            days=days,
            periods=PERIODS,
            words=case_words,
            refused=REFUSED,
            decided=DECIDED,
        )

    async def _draw(self, request: web.Request) -> web.Response:
        days = _days_of(request)
        return web.Response(
            text=report_svg(await self._read(days)),
            content_type="image/svg+xml",
            headers={"Content-Disposition": f'inline; filename="moderation-{days}-days.svg"'},
        )

    async def _read(self, days: str) -> Report:
        now = datetime.now(UTC)
        return await read_report(self._database, now - timedelta(days=int(days)), now)


def _days_of(request: web.Request) -> str:
    days = request.query.get("days", "")
    return days if days in PERIODS else PERIODS[0]

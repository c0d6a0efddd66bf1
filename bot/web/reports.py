"""Reports: someone says that pictures should not be shown."""

from datetime import UTC, datetime

from aiohttp import web

from bot.errors import BadRequestError, NonetError, QuotaError
from bot.web.desk import Desk
from bot.web.forms import read_fields
from bot.web.problems import problem_of
from bot.web.rate_limit import RateLimit
from bot.web.templates import Templates
from bot.web.visitors import Visitors, remember
from db import reports
from db.session import Database

REASONS = {
    "harmful": "It is hateful, violent or cruel",
    "sexual": "It is sexual",
    "person": "It shows a real person in a bad or false way",
    "prejudice": "It repeats a prejudice",
    "other": "Something else",
}
TEXT_CHARS = 1_000


class Reports:
    """Serves the form and keeps what is sent."""

    def __init__(
        self, desk: Desk, database: Database, visitors: Visitors, templates: Templates, per_hour: int
    ) -> None:
        self._desk = desk
        self._database = database
        self._visitors = visitors
        self._templates = templates
        self._per_hour = per_hour
        self._limit = RateLimit(per_hour, 3600)

    def routes(self) -> list[web.RouteDef]:
        """The routes of reports."""
        return [
            web.get("/jobs/{id}/report", self._ask),
            web.post("/jobs/{id}/report", self._keep),
            web.get("/jobs/{id}/reported", self._thank),
        ]

    async def _ask(self, request: web.Request) -> web.Response:
        response = await self._form(request)
        remember(request, response)
        return response

    async def _keep(self, request: web.Request) -> web.Response:
        job = await self._desk.find(request)
        fields = await read_fields(request)
        reason, text = fields.get("reason", ""), fields.get("text", "").strip()
        try:
            self._check(request, reason, text)
        except NonetError as error:
            problem = problem_of(error)
            return await self._form(request, problem.status, problem.message, reason, text)
        async with self._database.session() as session:
            await reports.report(session, job.id, reason=reason, text=text, contact="", now=datetime.now(UTC))
        raise web.HTTPSeeOther(f"/jobs/{job.id}/reported")

    def _check(self, request: web.Request, reason: str, text: str) -> None:
        if reason not in REASONS:
            raise BadRequestError("Please choose what is wrong.")
        if len(text) > TEXT_CHARS:
            raise BadRequestError(f"That is {len(text):,} characters; at most {TEXT_CHARS:,} are taken.")
        if not self._limit.take(self._visitors.requester(request).id):
            raise QuotaError(
                f"You have sent {self._per_hour} reports within an hour. Please try again later."
            )

    async def _form(
        self, request: web.Request, status: int = 200, error: str = "", reason: str = "", text: str = ""
    ) -> web.Response:
        job = await self._desk.view(await self._desk.find(request))
        return self._templates.page(
            "report.html",
            status,
            job=job,
            reasons=REASONS,
            text_chars=TEXT_CHARS,
            error=error,
            chosen=reason,
            text=text,
        )

    async def _thank(self, request: web.Request) -> web.Response:
        job = await self._desk.view(await self._desk.find(request))
        return self._templates.page("reported.html", job=job)

"""How Nonet is: its queue, what comes next, and what went wrong."""

from dataclasses import dataclass
from datetime import UTC, datetime

from aiohttp import web

from bot.errors import BadRequestError
from bot.pipeline.queue_view import QueueView
from bot.schedule.service import Schedules
from bot.web.admin.operator import operator_of
from bot.web.templates import Templates
from db import cases, chores, failures, schedules
from db.cases import Which
from db.schedules import Schedule
from db.session import Database
from db.traffic import traffic

_NEXT_RUNS = 8
_FAILURES = 10


@dataclass(frozen=True, slots=True)
class NextRun:
    """When a schedule runs next; `at` is None if it rests or its zone is not known here."""

    schedule: Schedule
    at: datetime | None


class Overview:
    """Serves the first page."""

    path = "/admin"
    title = "Overview"

    def __init__(
        self, templates: Templates, database: Database, queue_view: QueueView, service: Schedules
    ) -> None:
        self._templates = templates
        self._database = database
        self._queue_view = queue_view
        self._schedules = service

    def routes(self) -> list[web.RouteDef]:
        """The route of the page."""
        return [web.get(self.path, self._show)]

    async def _show(self, request: web.Request) -> web.Response:
        now = datetime.now(UTC)
        queue = await self._queue_view.state()
        async with self._database.reading() as session:
            jobs = await traffic(session, now)
            runs = sorted((await chores.newest(session)).values(), key=lambda run: run.chore)
            failed = await failures.latest(session, _FAILURES)
            known = await schedules.all_of_house(session)
            undecided = await cases.count(
                session, Which.OPEN, None, moderator=operator_of(request).key, now=now
            )
        next_runs = [await self._next_run(schedule) for schedule in known]
        return self._templates.page(
            "admin/overview.html",
            here=self.path,
            jobs=jobs,
            undecided=undecided,
            seconds_per_job=queue.seconds_per_job,
            next_runs=sorted((run for run in next_runs if run.at), key=lambda run: run.at or now)[
                :_NEXT_RUNS
            ],
            chores=runs,
            failures=failed,
            now=now,
        )

    async def _next_run(self, schedule: Schedule) -> NextRun:
        if schedule.paused_at:
            return NextRun(schedule, None)
        try:
            coming = await self._schedules.preview(schedule, 1)
        except BadRequestError:  # its zone is not known on this machine
            return NextRun(schedule, None)
        return NextRun(schedule, coming[0])

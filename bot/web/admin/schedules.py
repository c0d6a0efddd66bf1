"""Schedules: what there is, what comes next, and everything that can be done with them."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import structlog
from aiohttp import web

from bot.errors import BadRequestError
from bot.schedule.service import Schedules
from bot.schedule.suggesting import Suggesting
from bot.web.admin import schedule_form
from bot.web.admin.prompts import PromptPages
from bot.web.admin.schedule_form import ScheduleForm, empty_form, form_of, sent_form
from bot.web.forms import read_fields
from bot.web.templates import Templates
from db import schedules
from db.schedules import NewSchedule, Schedule

_PREVIEWED = 10
_REMEMBERED = 10
_BY = "the operator"
NOTES = {
    "added": "The schedule is there.",
    "changed": "Changed.",
    "pause": "It rests until you let it go on.",
    "resume": "It goes on.",
    "skip": "The next run is left out.",
    "run": "It runs within half a minute.",
    "removed": "The schedule is gone.",
}
"""What was done, by the word in the address that says so."""

log: structlog.stdlib.BoundLogger = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Coming:
    """A schedule with its next runs, by the clocks of its zone; none if this machine does not know them."""

    schedule: Schedule
    runs: list[datetime]


class SchedulePages:
    """Serves the list, and a page for each schedule."""

    path = "/admin/schedules"
    title = "Schedules"

    def __init__(self, templates: Templates, service: Schedules, suggesting: Suggesting) -> None:
        self._templates = templates
        self._schedules = service
        self._prompts = PromptPages(templates, service, suggesting, self.path)

    def routes(self) -> list[web.RouteDef]:
        """The routes of all of them."""
        one = rf"{self.path}/{{id:\d{{1,15}}}}"
        return [
            web.get(self.path, self._list),
            web.post(self.path, self._add),
            web.get(f"{self.path}/new", self._new),
            web.get(one, self._show),
            web.post(one, self._change),
            web.post(one + "/{action:pause|resume|skip|run}", self._act),
            web.post(f"{one}/remove", self._remove),
            *self._prompts.routes(),
        ]

    async def _list(self, request: web.Request) -> web.Response:
        async with self._schedules.database.reading() as session:
            known = await schedules.all_of_house(session)
        coming = [await self._coming(schedule, 1) for schedule in known]
        return self._page("admin/schedules.html", request, schedules=coming)

    async def _new(self, request: web.Request) -> web.Response:
        return self._page("admin/new_schedule.html", request, form=empty_form())

    async def _add(self, request: web.Request) -> web.Response:
        form = sent_form(await read_fields(request, schedule_form.FIELDS_LIMIT))
        try:
            made = await self._schedules.set_up(NewSchedule(**form.columns()))
        except BadRequestError as error:
            return self._page("admin/new_schedule.html", request, 400, form=_with(form, error))
        raise web.HTTPSeeOther(f"{self.path}/{made.id}?done=added")

    async def _show(self, request: web.Request) -> web.Response:
        schedule = await self._find(request)
        return await self._one(request, schedule, form_of(schedule))

    async def _change(self, request: web.Request) -> web.Response:
        schedule = await self._find(request)
        form = sent_form(await read_fields(request, schedule_form.FIELDS_LIMIT))
        try:
            await self._schedules.change(schedule.id, **form.columns())
        except BadRequestError as error:
            return await self._one(request, schedule, _with(form, error), 400)
        raise web.HTTPSeeOther(f"{self.path}/{schedule.id}?done=changed")

    async def _act(self, request: web.Request) -> web.Response:
        schedule, action = await self._find(request), request.match_info["action"]
        log.info("schedule handled", schedule=schedule.id, action=action)
        await self._actions()[action](schedule.id)
        raise web.HTTPSeeOther(f"{self.path}/{schedule.id}?done={action}")

    def _actions(self) -> dict[str, Callable[[int], Awaitable[object]]]:
        ours = self._schedules
        return {
            "pause": ours.pause,
            "resume": ours.resume,
            "skip": lambda schedule_id: ours.skip_next(schedule_id, _BY),
            "run": ours.run_now,
        }

    async def _remove(self, request: web.Request) -> web.Response:
        schedule = await self._find(request)
        if "sure" not in await read_fields(request):
            raise BadRequestError("Tick the box if the schedule shall go, with its list and its history.")
        await self._schedules.remove(schedule.id)
        raise web.HTTPSeeOther(f"{self.path}?done=removed")

    async def _one(
        self, request: web.Request, schedule: Schedule, form: ScheduleForm, status: int = 200
    ) -> web.Response:
        coming = await self._coming(schedule, _PREVIEWED)
        return self._page(
            "admin/schedule.html",
            request,
            status,
            coming=coming,
            zone=ZoneInfo(schedule.zone) if coming.runs else UTC,
            history=await self._schedules.history(schedule.id, _REMEMBERED),
            form=form,
        )

    async def _find(self, request: web.Request) -> Schedule:
        try:
            return await self._schedules.get(int(request.match_info["id"]))
        except BadRequestError:
            raise web.HTTPNotFound from None

    async def _coming(self, schedule: Schedule, number: int) -> Coming:
        try:
            runs = await self._schedules.preview(schedule, number)
        except BadRequestError:  # this machine does not know the zone
            return Coming(schedule, [])
        return Coming(schedule, [run.astimezone(ZoneInfo(schedule.zone)) for run in runs])

    def _page(self, template: str, request: web.Request, status: int = 200, **values: object) -> web.Response:
        note = NOTES.get(request.query.get("done", ""), "")
        return self._templates.page(
            template, status, here=self.path, note=note, choices=schedule_form, **values
        )


def _with(form: ScheduleForm, error: BadRequestError) -> ScheduleForm:
    return replace(form, error=str(error))

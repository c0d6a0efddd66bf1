"""The prompts of a schedule: what it would take next, what members suggest, and its own list."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from aiohttp import web

from bot.errors import BadRequestError, NonetError
from bot.pipeline.request import Place, Requester
from bot.schedule.service import Schedules
from bot.schedule.sources import Candidate, choose
from bot.schedule.suggesting import OWN_LIST_LIMIT, Suggesting
from bot.web.forms import read_fields
from bot.web.templates import Templates
from db import suggestions
from db.schedules import Schedule
from db.suggestions import SuggestionState

_SHOWN_NEXT = 5
_SHOWN_WAITING = 50
_LINES_AT_ONCE = 100
_OPERATOR = Requester("admin", "operator", "The operator")
_DECISIONS = {"approve": SuggestionState.APPROVED, "reject": SuggestionState.REJECTED}


@dataclass(frozen=True, slots=True)
class Leftover:
    """Lines that could not be put on the list, and why the last of them could not."""

    lines: tuple[str, ...] = ()
    error: str = ""


class PromptPages:
    """Serves a page for each schedule, beneath that of the schedule at `path`."""

    def __init__(self, templates: Templates, schedules: Schedules, suggesting: Suggesting, path: str) -> None:
        self._templates = templates
        self._schedules = schedules
        self._suggesting = suggesting
        self._path = path

    def routes(self) -> list[web.RouteDef]:
        """The routes of the page and of its forms."""
        page = rf"{self._path}/{{id:\d{{1,15}}}}/prompts"
        suggestion = page + r"/{suggestion:\d{1,15}}"
        return [
            web.get(page, self._show),
            web.post(page, self._add),
            web.post(suggestion + "/{decision:approve|reject}", self._decide),
            web.post(f"{suggestion}/remove", self._remove),
        ]

    async def _show(self, request: web.Request) -> web.Response:
        return await self._page(await self._find(request), Leftover())

    async def _add(self, request: web.Request) -> web.Response:
        schedule, fields = await self._find(request), await read_fields(request)
        lines = [line.strip() for line in fields.get("prompts", "").splitlines() if line.strip()]
        if len(lines) > _LINES_AT_ONCE:
            raise BadRequestError(f"At most {_LINES_AT_ONCE} prompts at once.")
        left = Leftover()
        for line in lines:
            try:
                await self._suggesting.put_on_list(schedule.id, _OPERATOR, _place(schedule), line)
            except NonetError as error:
                left = Leftover((*left.lines, line), str(error))
        if left.lines:
            return await self._page(schedule, left, 400)
        raise web.HTTPSeeOther(request.path)

    async def _decide(self, request: web.Request) -> web.Response:
        schedule, decision = await self._find(request), _DECISIONS[request.match_info["decision"]]
        await self._suggesting.decide(int(request.match_info["suggestion"]), decision, _OPERATOR.id)
        raise web.HTTPSeeOther(f"{self._path}/{schedule.id}/prompts")

    async def _remove(self, request: web.Request) -> web.Response:
        schedule = await self._find(request)
        await self._suggesting.take_off_list(schedule.id, int(request.match_info["suggestion"]))
        raise web.HTTPSeeOther(f"{self._path}/{schedule.id}/prompts")

    async def _find(self, request: web.Request) -> Schedule:
        try:
            return await self._schedules.get(int(request.match_info["id"]))
        except BadRequestError:
            raise web.HTTPNotFound from None

    async def _page(self, schedule: Schedule, left: Leftover, status: int = 200) -> web.Response:
        async with self._schedules.database.reading() as session:
            waiting = await suggestions.waiting(session, schedule.id, _SHOWN_WAITING)
            own = await suggestions.own_list(session, schedule.id, OWN_LIST_LIMIT)
        return self._templates.page(
            "admin/prompts.html",
            status,
            here=self._path,
            schedule=schedule,
            coming=await self._coming(schedule),
            waiting=waiting,
            own=own,
            left=left,
        )

    async def _coming(self, schedule: Schedule) -> list[Candidate]:
        """What the next run has to choose from, the first choice first, before the filter looks at it."""
        try:
            runs = await self._schedules.preview(schedule, 1)
        except BadRequestError:  # this machine does not know the zone
            return []
        day = runs[0].astimezone(ZoneInfo(schedule.zone)).date()
        async with self._schedules.database.reading() as session:
            return (await choose(session, schedule, day))[:_SHOWN_NEXT]


def _place(schedule: Schedule) -> Place:
    """Where its prompts are judged as if they were asked for."""
    return Place(front=schedule.front, address="", server=schedule.server, channel=schedule.channel)

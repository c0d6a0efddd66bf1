"""One case on the admin page: what is known of it, and everything that can be decided."""

from collections.abc import Mapping
from datetime import UTC, datetime

from aiohttp import web

from bot.errors import BadRequestError
from bot.moderating import decide, persons
from bot.moderating.look import CaseView, look
from bot.moderating.moderator import Moderator, Office
from bot.web.admin import case_words, people
from bot.web.admin.operator import operator_of
from bot.web.admin.people import Refused, Who, refused_of
from bot.web.forms import read_fields
from bot.web.templates import Templates
from db.cases import Which

NOTES: Mapping[str, str] = {
    "claim": "It is yours now.",
    "uphold": "Case {number} is decided: that was right.",
    "dismiss": "Case {number} is decided: that was wrong.",
    "remove": "The pictures of case {number} are gone. What was posted of them goes within minutes.",
    **people.NOTES,
}
"""What was done, by the word in the address that says so."""
_GOES_ON = ("claim", *people.DEEDS)
"""What leaves a case to be decided."""


class CasePages:
    """Serves a page for each case, beneath that of the queue at `path`."""

    def __init__(self, templates: Templates, office: Office, path: str) -> None:
        self._templates = templates
        self._office = office
        self._path = path

    def routes(self) -> list[web.RouteDef]:
        """The routes of the page and of its forms."""
        page = rf"{self._path}/{{id:[0-9]{{1,9}}}}"
        return [
            web.get(page, self._show),
            web.get(f"{page}/{{turn:earlier|later}}", self._turn),
            web.post(f"{page}/{{deed:{'|'.join(NOTES)}}}", self._act),
        ]

    async def _show(self, request: web.Request) -> web.Response:
        return await self._page(request, Refused())

    async def _turn(self, request: web.Request) -> web.Response:
        """Go to the neighbour in the part of the queue that is leafed through."""
        which, case_id = part_of(request), int(request.match_info["id"])
        earlier = request.match_info["turn"] == "earlier"
        view = await look(
            self._office.database,
            self._office.settings.moderation,
            operator_of(request),
            which,
            before=case_id if earlier else None,
            after=None if earlier else case_id,
        )
        raise web.HTTPSeeOther(f"{self._path}{f'/{view.case.id}' if view else ''}?part={which}")

    async def _act(self, request: web.Request) -> web.Response:
        deed, case_id = request.match_info["deed"], int(request.match_info["id"])
        operator, fields = operator_of(request), await read_fields(request)
        try:
            await self._do(operator, deed, case_id, fields)
        except BadRequestError as error:
            return await self._page(request, refused_of(deed, error, fields), 400)
        raise web.HTTPSeeOther(await self._next(operator, deed, case_id, part_of(request)))

    async def _do(self, operator: Moderator, deed: str, case_id: int, fields: Mapping[str, str]) -> None:
        office, words = self._office, fields.get("words", "")
        match deed:
            case "claim":
                await decide.claim(office, operator, case_id)
            case "uphold":
                await decide.uphold(office, operator, case_id, words)
            case "dismiss":
                await decide.dismiss(office, operator, case_id, words)
            case "remove":
                await decide.remove(office, operator, case_id, words)
            case _:
                case = await decide.case_of(office, operator, case_id)
                await people.DEEDS[deed](office, operator, Who(case.platform, case.person_id), fields)

    async def _next(self, operator: Moderator, deed: str, case_id: int, which: Which) -> str:
        """Where to go after a deed: to the same case, or to the one that comes after it, if there is any."""
        said = f"part={which}&done={deed}&of={case_id}"
        if deed in _GOES_ON:
            return f"{self._path}/{case_id}?{said}"
        database, settings = self._office.database, self._office.settings.moderation
        view = await look(database, settings, operator, which, after=case_id) or await look(
            database, settings, operator, which
        )
        return f"{self._path}/{view.case.id}?{said}" if view else f"{self._path}?{said}"

    async def _page(self, request: web.Request, refused: Refused, status: int = 200) -> web.Response:
        which, me = part_of(request), operator_of(request)
        view = await self._look(me, which, int(request.match_info["id"]))
        return self._templates.page(
            "admin/case.html",
            status,
            here=self._path,
            words=case_words,
            which=which,
            view=view,
            me=me.key,
            now=datetime.now(UTC),
            limits=persons,
            note=done_note(request),
            refused=refused,
        )

    async def _look(self, me: Moderator, which: Which, case_id: int) -> CaseView:
        settings = self._office.settings.moderation
        view = await look(self._office.database, settings, me, which, case_id=case_id)
        if view is None:
            raise web.HTTPNotFound
        return view


def part_of(request: web.Request) -> Which:
    """The part of the queue that is leafed through."""
    part = request.query.get("part", "")
    return Which(part) if part in set(Which) else Which.OPEN


def done_note(request: web.Request) -> str:
    """What has just been done, if the address says so."""
    number = request.query.get("of", "")
    is_number = number.isascii() and number.isdecimal()
    return NOTES.get(request.query.get("done", ""), "").format(number=number if is_number else "")

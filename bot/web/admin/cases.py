"""One case on the admin page: what is known of it, and everything that can be decided."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from aiohttp import web

from bot.errors import BadRequestError
from bot.moderating import decide, persons
from bot.moderating.look import CaseView, look
from bot.moderating.moderator import Moderator, Office
from bot.web.admin import case_words
from bot.web.admin.operator import operator_of
from bot.web.forms import read_fields
from bot.web.templates import Templates
from db.cases import Which

NOTES: Mapping[str, str] = {
    "claim": "It is yours now.",
    "uphold": "Case {number} is decided: that was right.",
    "dismiss": "Case {number} is decided: that was wrong.",
    "remove": "The pictures of case {number} are gone. What was posted of them goes within minutes.",
    "ban": "Banned. Their jobs on the way have ended.",
    "unban": "They may ask again.",
    "note": "Noted.",
}
"""What was done, by the word in the address that says so."""
_GOES_ON = ("claim", "ban", "unban", "note")
"""What leaves a case to be decided."""
_USUAL_DAYS = "7"


@dataclass(frozen=True, slots=True)
class Sent:
    """An operator has sent a form about a case."""

    office: Office
    operator: Moderator
    case_id: int
    fields: Mapping[str, str]

    @property
    def words(self) -> str:
        """For the person, or for the log."""
        return self.fields.get("words", "")


@dataclass(frozen=True, slots=True)
class Refused:
    """What an operator has sent that can't be done, and why not."""

    deed: str = ""
    error: str = ""
    words: str = ""
    days: str = _USUAL_DAYS

    def typed(self, *deeds: str) -> str:
        """What was typed into the form of one of these deeds."""
        return self.words if self.deed in deeds else ""


class CasePages:
    """Serves a page for each case, beneath that of the queue at `path`."""

    def __init__(self, templates: Templates, office: Office, path: str) -> None:
        self._templates = templates
        self._office = office
        self._path = path

    def routes(self) -> list[web.RouteDef]:
        """The routes of the page and of its forms."""
        page = rf"{self._path}/{{id:\d{{1,15}}}}"
        return [
            web.get(page, self._show),
            web.post(f"{page}/{{deed:{'|'.join(_DEEDS)}}}", self._act),
        ]

    async def _show(self, request: web.Request) -> web.Response:
        return await self._page(request, Refused())

    async def _act(self, request: web.Request) -> web.Response:
        deed, case_id = request.match_info["deed"], int(request.match_info["id"])
        operator, fields = operator_of(request), await read_fields(request)
        try:
            await _DEEDS[deed](Sent(self._office, operator, case_id, fields))
        except BadRequestError as error:
            days = fields.get("days", _USUAL_DAYS)
            return await self._page(request, Refused(deed, str(error), fields.get("words", ""), days), 400)
        raise web.HTTPSeeOther(await self._next(operator, deed, case_id, part_of(request)))

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


async def _claim(sent: Sent) -> None:
    await decide.claim(sent.office, sent.operator, sent.case_id)


async def _uphold(sent: Sent) -> None:
    await decide.uphold(sent.office, sent.operator, sent.case_id, sent.words)


async def _dismiss(sent: Sent) -> None:
    await decide.dismiss(sent.office, sent.operator, sent.case_id, sent.words)


async def _remove(sent: Sent) -> None:
    await decide.remove(sent.office, sent.operator, sent.case_id, sent.words)


async def _ban(sent: Sent) -> None:
    case = await decide.case_of(sent.office, sent.operator, sent.case_id)
    days = persons.read_days(sent.fields.get("days", ""))
    await persons.ban(
        sent.office.database, sent.operator, case.platform, case.person_id, days=days, reason=sent.words
    )


async def _unban(sent: Sent) -> None:
    case = await decide.case_of(sent.office, sent.operator, sent.case_id)
    await persons.unban(sent.office.database, sent.operator, case.platform, case.person_id)


async def _note(sent: Sent) -> None:
    case = await decide.case_of(sent.office, sent.operator, sent.case_id)
    await persons.note(sent.office.database, sent.operator, case.platform, case.person_id, sent.words)


_DEEDS: Mapping[str, Callable[[Sent], Awaitable[None]]] = {
    "claim": _claim,
    "uphold": _uphold,
    "dismiss": _dismiss,
    "remove": _remove,
    "ban": _ban,
    "unban": _unban,
    "note": _note,
}

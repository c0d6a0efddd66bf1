"""One person on the admin page: what is known of them, and how to keep them out, with or without a case."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from aiohttp import web

from bot.errors import BadRequestError
from bot.moderating import persons
from bot.moderating.look import look_at_person
from bot.moderating.moderator import Moderator, Office
from bot.web.admin import case_words
from bot.web.admin.operator import operator_of
from bot.web.forms import read_fields
from bot.web.templates import Templates

NOTES: Mapping[str, str] = {
    "ban": "Banned. Their jobs on the way have ended.",
    "unban": "They may ask again.",
    "note": "Noted.",
}
"""What was done, by the word in the address that says so."""
PLATFORMS: Mapping[str, str] = {"discord": "Discord", "twitter": "X", "web": "The web page"}
_ID_CHARS = 100
_USUAL_DAYS = "7"


@dataclass(frozen=True, slots=True)
class Who:
    """A person on a platform."""

    platform: str
    id: str


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


def refused_of(deed: str, error: BadRequestError, fields: Mapping[str, str]) -> Refused:
    """What is shown of a form that can't be done."""
    return Refused(deed, str(error), fields.get("words", ""), fields.get("days", _USUAL_DAYS))


class PersonPages:
    """Serves a page for each person, beneath `path`."""

    def __init__(self, templates: Templates, office: Office, path: str) -> None:
        self._templates = templates
        self._office = office
        self._queue_path = path
        self._path = f"{path}/people"

    def routes(self) -> list[web.RouteDef]:
        """The routes of the pages, of their forms, and of the form that finds them."""
        page = f"{self._path}/{{platform:{'|'.join(PLATFORMS)}}}/{{id:[^/]{{1,{_ID_CHARS}}}}}"
        return [
            web.get(self._path, self._find),
            web.get(page, self._show),
            web.post(f"{page}/{{deed:{'|'.join(DEEDS)}}}", self._act),
        ]

    async def _find(self, request: web.Request) -> web.Response:
        platform, person_id = request.query.get("platform", ""), request.query.get("id", "").strip()
        if platform not in PLATFORMS or not 0 < len(person_id) <= _ID_CHARS or "/" in person_id:
            raise BadRequestError("A person has an id on a platform, as 123456789 on Discord.")
        raise web.HTTPSeeOther(f"{self._path}/{platform}/{quote(person_id, safe='')}")

    async def _show(self, request: web.Request) -> web.Response:
        return await self._page(request, Refused())

    async def _act(self, request: web.Request) -> web.Response:
        deed, who, fields = request.match_info["deed"], _who(request), await read_fields(request)
        try:
            await DEEDS[deed](self._office, operator_of(request), who, fields)
        except BadRequestError as error:
            return await self._page(request, refused_of(deed, error, fields), 400)
        raise web.HTTPSeeOther(f"{self._path}/{who.platform}/{quote(who.id, safe='')}?done={deed}")

    async def _page(self, request: web.Request, refused: Refused, status: int = 200) -> web.Response:
        who = _who(request)
        view = await look_at_person(
            self._office.database,
            self._office.settings.moderation,
            operator_of(request),
            who.platform,
            who.id,
        )
        return self._templates.page(
            "admin/person.html",
            status,
            here=self._queue_path,
            words=case_words,
            them=view,
            path=f"{self._path}/{who.platform}/{quote(who.id, safe='')}",
            limits=persons,
            note=NOTES.get(request.query.get("done", ""), ""),
            refused=refused,
        )


def _who(request: web.Request) -> Who:
    return Who(request.match_info["platform"], request.match_info["id"])


async def _ban(office: Office, operator: Moderator, who: Who, fields: Mapping[str, str]) -> None:
    days, reason = persons.read_days(fields.get("days", "")), fields.get("words", "")
    await persons.ban(office.database, operator, who.platform, who.id, days=days, reason=reason)


async def _unban(office: Office, operator: Moderator, who: Who, _fields: Mapping[str, str]) -> None:
    await persons.unban(office.database, operator, who.platform, who.id)


async def _note(office: Office, operator: Moderator, who: Who, fields: Mapping[str, str]) -> None:
    await persons.note(office.database, operator, who.platform, who.id, fields.get("words", ""))


DEEDS: Mapping[str, Callable[[Office, Moderator, Who, Mapping[str, str]], Awaitable[None]]] = {
    "ban": _ban,
    "unban": _unban,
    "note": _note,
}
"""What operators can do about a person."""

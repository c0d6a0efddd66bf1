"""Appeals: what was refused to a visitor, and how they say that it was a mistake."""

from datetime import UTC, datetime

from aiohttp import web

from bot.errors import NonetError
from bot.moderating.appeal import APPEAL_CHARS, Appealable, appeal, own_refusals
from bot.settings import Settings
from bot.web.forms import read_fields
from bot.web.front import WEB
from bot.web.problems import problem_of
from bot.web.templates import Templates
from bot.web.visitors import Visitors
from db import appeals
from db.session import Database

_SHOWN = 20
_STATES = {
    "upheld": "You were right: it should not have been refused.",
    "dismissed": "A person has looked at it. It stays refused.",
    "waiting": "Waits for a person to look at it.",
    "moot": "Nobody decides about it any more.",
}


class Appeals:
    """Serves the list and the form. A visitor is known by the cookie; without one, nothing is theirs."""

    def __init__(
        self, settings: Settings, database: Database, visitors: Visitors, templates: Templates
    ) -> None:
        self._settings = settings
        self._database = database
        self._visitors = visitors
        self._templates = templates

    def routes(self) -> list[web.RouteDef]:
        """The routes of appeals."""
        return [
            web.get("/appeals", self._list),
            web.get(r"/appeals/{id:\d{1,18}}", self._ask),
            web.post(r"/appeals/{id:\d{1,18}}", self._keep),
        ]

    async def _list(self, request: web.Request) -> web.Response:
        mine = await self._mine(request)
        for one in mine:
            if one.outcome and one.appeal and one.appeal.told_at is None:
                async with self._database.session() as session:
                    await appeals.told(session, one.refusal.id, datetime.now(UTC))
        entries = [(one, _STATES.get(_state(one), "")) for one in mine]
        return self._templates.page("appeals.html", entries=entries)

    async def _ask(self, request: web.Request) -> web.Response:
        return await self._form(request)

    async def _keep(self, request: web.Request) -> web.Response:
        refusal_id = int(request.match_info["id"])
        text = (await read_fields(request)).get("text", "")
        try:
            await appeal(
                self._database, self._settings, WEB, self._me(request), refusal_id=refusal_id, text=text
            )
        except NonetError as error:
            problem = problem_of(error)
            return await self._form(request, problem.status, problem.message, text)
        raise web.HTTPSeeOther("/appeals")

    async def _form(
        self, request: web.Request, status: int = 200, error: str = "", text: str = ""
    ) -> web.Response:
        wanted = int(request.match_info["id"])
        found = [one for one in await self._mine(request) if one.refusal.id == wanted]
        if not found:
            raise web.HTTPNotFound
        return self._templates.page(
            "appeal.html",
            status,
            refusal=found[0].refusal,
            text_chars=APPEAL_CHARS,
            error=error,
            text=text,
        )

    async def _mine(self, request: web.Request) -> list[Appealable]:
        if not self._visitors.is_known(request):
            return []
        return await own_refusals(self._database, WEB, self._me(request), _SHOWN)

    def _me(self, request: web.Request) -> str:
        return self._visitors.requester(request).id


def _state(one: Appealable) -> str:
    if one.outcome:
        return one.outcome.decision
    return "waiting" if one.appeal else "possible"

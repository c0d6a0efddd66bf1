"""The filter: the operator's own policy, which the settings have, those of servers, and words to try."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from aiohttp import web

from bot.errors import BadRequestError
from bot.moderating.moderator import Office
from bot.pipeline.accept import Acceptor
from bot.pipeline.background import Background
from bot.pipeline.judge import Trial
from bot.pipeline.policy import policy_for
from bot.pipeline.request import Place, Requester
from bot.web.admin import case_words, filter_form
from bot.web.admin.filter_form import FilterForm, form_of, sent_form
from bot.web.admin.operator import operator_of
from bot.web.forms import read_fields
from bot.web.templates import Templates
from db import known_servers, server_filter, servers
from moderation.policy import LEVELS, Policy, level_thresholds
from moderation.verdict import FILTER_VERSION, GRADED

_SERVERS_SHOWN = 100
_LOOKED_BACK = timedelta(days=30)
_FRONT = "discord"
"""The only front that has servers."""
_SERVER = "[0-9]{1,20}"


@dataclass(frozen=True, slots=True)
class Tried:
    """Words that an operator tries, and what the filter says of them."""

    words: str = ""
    server: str = ""
    age_restricted: bool = False
    trial: Trial | None = None
    error: str = ""


class FilterPages:
    """Serves the policies: the first page, and one for each server."""

    path = "/admin/filter"
    title = "Filter"

    def __init__(self, templates: Templates, office: Office, acceptor: Acceptor) -> None:
        self._templates = templates
        self._office = office
        self._acceptor = acceptor

    def routes(self) -> list[web.RouteDef]:
        """The routes of all of them."""
        one = f"{self.path}/{_FRONT}/{{server:{_SERVER}}}"
        return [
            web.get(self.path, self._show),
            web.post(f"{self.path}/try", self._try),
            web.post(f"{self.path}/find", self._find),
            web.get(one, self._show_server),
            web.post(one, self._change),
        ]

    async def _show(self, _request: web.Request) -> web.Response:
        return await self._page(Tried())

    async def _try(self, request: web.Request) -> web.Response:
        fields, operator = await read_fields(request), operator_of(request)
        server = fields.get("server", "").strip()
        tried = Tried(fields.get("words", ""), server, "age_restricted" in fields)
        try:
            place = _place(_server_id(server) if server else None, age_restricted=tried.age_restricted)
            requester = Requester(operator.platform, operator.id)
            trial = await self._acceptor.try_words(requester, place, tried.words)
        except BadRequestError as error:
            return await self._page(replace(tried, error=str(error)), 400)
        return await self._page(replace(tried, trial=trial))

    async def _find(self, request: web.Request) -> web.Response:
        fields = await read_fields(request)
        raise web.HTTPSeeOther(f"{self.path}/{_FRONT}/{_server_id(fields.get('server', '').strip())}")

    async def _page(self, tried: Tried, status: int = 200) -> web.Response:
        settings, since = self._office.settings.moderation, datetime.now(UTC) - _LOOKED_BACK
        async with self._office.database.reading() as session:
            known = await known_servers.busiest(session, since, _SERVERS_SHOWN)
        return self._templates.page(
            "admin/filter.html",
            status,
            here=self.path,
            words=case_words,
            settings=settings,
            levels={level: level_thresholds(level) for level in LEVELS},
            policy=policy_for(settings, _place(None, age_restricted=True), Background()),
            graded=GRADED,
            version=FILTER_VERSION,
            servers=known,
            tried=tried,
        )

    async def _show_server(self, request: web.Request) -> web.Response:
        around = await self._around(request.match_info["server"])
        return self._server_page(request, around, form_of(around.server.policy, around.filter))

    async def _change(self, request: web.Request) -> web.Response:
        server = request.match_info["server"]
        form = sent_form(await read_fields(request, filter_form.FIELDS_LIMIT))
        around = await self._around(server)
        by = replace(operator_of(request), front=_FRONT, server=server)
        try:
            await form.save(self._office.database, by, form_of(around.server.policy, around.filter))
        except BadRequestError as error:
            return self._server_page(request, around, replace(form, error=str(error)), 400)
        raise web.HTTPSeeOther(f"{request.path}?done=changed")

    async def _around(self, server: str) -> Background:
        async with self._office.database.reading() as session:
            return Background(
                server=await servers.choices(session, _FRONT, server),
                filter=await server_filter.filter_choices(session, _FRONT, server),
            )

    def _server_page(
        self, request: web.Request, around: Background, form: FilterForm, status: int = 200
    ) -> web.Response:
        server = request.match_info["server"]
        return self._templates.page(
            "admin/server_filter.html",
            status,
            here=self.path,
            words=case_words,
            server=server,
            left_at=around.server.left_at,
            form=form,
            choices=filter_form,
            graded=GRADED,
            holding=self._holding(server, around),
            note="Changed." if "done" in request.query else "",
        )

    def _holding(self, server: str, around: Background) -> Mapping[str, Policy]:
        """What holds on a server as it is now, by the kind of channel."""
        settings = self._office.settings.moderation
        return {
            name: policy_for(settings, _place(server, age_restricted=restricted), around)
            for name, restricted in (("Usual channels", False), ("Age-restricted channels", True))
        }


def _place(server: str | None, *, age_restricted: bool) -> Place:
    front = _FRONT if server else "web"
    return Place(front=front, address="", server=server, age_restricted=age_restricted)


def _server_id(typed: str) -> str:
    if not (typed.isascii() and typed.isdecimal() and len(typed) <= 20):
        raise BadRequestError("A server is named by its id, in digits.")
    return typed

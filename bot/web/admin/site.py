"""The admin site: its pages behind one log-in."""

from collections.abc import Sequence
from urllib.parse import quote, urlsplit

import structlog
from aiohttp import web
from aiohttp.typedefs import Handler

from bot.web.admin.page import AdminPage
from bot.web.admin.sessions import Sessions
from bot.web.forms import read_fields
from bot.web.rate_limit import RateLimit
from bot.web.templates import Templates

HOME = "/admin"
LOG_IN = "/admin/login"
TRIES, TRIES_PERIOD_S = 10, 900.0
"""Log-ins that are tried from one network address."""

log: structlog.stdlib.BoundLogger = structlog.get_logger()


class AdminSite:
    """Serves the log-in, and the pages to whoever has logged in."""

    def __init__(self, sessions: Sessions, templates: Templates, pages: Sequence[AdminPage]) -> None:
        self._sessions = sessions
        self._templates = templates
        self._pages = pages
        self._tries = RateLimit(TRIES, TRIES_PERIOD_S)
        templates.share(admin_pages=[(page.path, page.title) for page in pages])

    def routes(self) -> list[web.RouteDef]:
        """All routes beneath /admin. Those of pages can't be reached without a session."""
        return [
            web.get(LOG_IN, self._ask),
            web.post(LOG_IN, self._log_in),
            web.post("/admin/logout", self._log_out),
            *(
                web.RouteDef(route.method, route.path, self._guarded(route.handler), route.kwargs)
                for page in self._pages
                for route in page.routes()
            ),
        ]

    def _guarded(self, handler: Handler) -> Handler:
        async def guarded(request: web.Request) -> web.StreamResponse:
            if not self._sessions.is_open(request):
                raise web.HTTPSeeOther(f"{LOG_IN}?to={quote(request.path, safe='')}")
            return _kept_nowhere(await handler(request))

        return guarded

    async def _ask(self, request: web.Request) -> web.StreamResponse:
        if self._sessions.is_open(request):
            raise web.HTTPSeeOther(HOME)
        return self._form(_inner_path(request.query.get("to", "")))

    async def _log_in(self, request: web.Request) -> web.StreamResponse:
        fields = await read_fields(request)
        to = _inner_path(fields.get("to", ""))
        if not self._tries.take(request.remote or ""):
            log.warning("too many log-ins to the admin page")
            return self._form(to, 429, "Too many tries. Wait a quarter of an hour.")
        if not self._sessions.is_key(fields.get("admin_key", "")):
            log.warning("wrong key for the admin page")
            return self._form(to, 403, "This is not the key.")
        log.info("logged in to the admin page")
        response = web.HTTPSeeOther(to)
        self._sessions.open(request, response)
        raise response

    async def _log_out(self, request: web.Request) -> web.StreamResponse:
        response = web.HTTPSeeOther(LOG_IN)
        self._sessions.close(response)
        raise response

    def _form(self, to: str, status: int = 200, error: str = "") -> web.StreamResponse:
        return _kept_nowhere(self._templates.page("admin/login.html", status, to=to, error=error))


def _kept_nowhere(response: web.StreamResponse) -> web.StreamResponse:
    response.headers["Cache-Control"] = "no-store"
    return response


def _inner_path(to: str) -> str:
    """Where to go after the log-in: a page of ours, or the first one."""
    parts = urlsplit(to)
    inside = parts.path == HOME or parts.path.startswith(f"{HOME}/")
    return to if inside and parts.path == to and "\\" not in to and "//" not in to else HOME

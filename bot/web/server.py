"""The web page's server: puts its parts together, starts and stops them."""

import errno

from aiohttp import web
from aiohttp.log import server_logger

from bot.errors import SettingsError
from bot.image_store import ImageStore
from bot.key_file import read_or_make_key
from bot.moderating.moderator import Office
from bot.pipeline.accept import Acceptor
from bot.pipeline.progress import ProgressBoard
from bot.pipeline.queue_view import QueueView
from bot.schedule.suggesting import Suggesting
from bot.settings import Settings
from bot.web import wording
from bot.web.admin.pages import admin_pages
from bot.web.admin.sessions import Sessions
from bot.web.admin.site import AdminSite
from bot.web.api import Api
from bot.web.appeals import Appeals
from bot.web.assets import Assets
from bot.web.desk import Desk
from bot.web.events import JobEvents
from bot.web.feeds import Feeds
from bot.web.guard import add_headers, local_names_only, same_origin_only
from bot.web.pages import Pages
from bot.web.pictures import Pictures
from bot.web.problems import answer_problems, is_of_ours
from bot.web.reports import Reports
from bot.web.templates import Templates
from bot.web.today import Today
from bot.web.visitors import Visitors
from db.session import Database

TINY_MODEL = "nonet-small"
"""The model that ships with Nonet; its pages say how to get a better one."""
_STOPPING_S = 5.0


class WebServer:
    """Serves the page until it is stopped. What it is given must outlive it."""

    def __init__(
        self,
        settings: Settings,
        acceptor: Acceptor,
        board: ProgressBoard,
        database: Database,
        store: ImageStore,
        *,
        queue_view: QueueView,
    ) -> None:
        self._settings = settings
        self._acceptor = acceptor
        self._board = board
        self._database = database
        self._store = store
        self._queue_view = queue_view
        self._runner: web.AppRunner | None = None

    async def start(self) -> int:
        """Listen, and return the TCP port.

        Raises:
            SettingsError: the address or port can't be listened on.
            StorageError: the key in the data folder can't be read or made.
        """
        chosen = self._settings.web
        server_logger.addFilter(is_of_ours)
        self._runner = web.AppRunner(
            self._application(),
            access_log=None,  # it would hold network addresses
            shutdown_timeout=_STOPPING_S,
        )
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, chosen.host, chosen.port).start()
        except OSError as error:
            await self.stop()
            raise SettingsError(_cannot_listen(chosen.host, chosen.port, error)) from error
        port: int = self._runner.addresses[0][1]
        return port

    async def stop(self) -> None:
        """End the event streams, let other requests finish, and close."""
        if self._runner:
            await self._runner.cleanup()

    def _application(self) -> web.Application:
        settings, database = self._settings, self._database
        assets = Assets()
        templates = Templates(
            assets,
            prompt_chars=settings.limits.prompt_chars,
            retention=wording.days(settings.images.retention_days),
            model=settings.generation.model,
            tiny_model=TINY_MODEL,
        )
        key = read_or_make_key(settings.data_dir / "web.key")
        visitors = Visitors(key)
        desk = Desk(self._acceptor, self._board, database, visitors, self._queue_view)
        pages = Pages(desk, templates, settings.web.public_url)
        events = JobEvents(desk, self._board, settings.web.watchers_limit)
        reports = Reports(desk, database, visitors, templates, settings.limits.reports_per_hour)
        appeals = Appeals(settings, database, visitors, templates)
        feeds = Feeds(settings, database)
        today = Today(desk, database, templates, feeds, settings.web.public_url)
        application = web.Application(
            middlewares=[
                answer_problems(pages.problem),
                local_names_only(settings.web.host, settings.web.public_url),
                same_origin_only(settings.web.public_url),
            ],
            client_max_size=settings.web.body_limit_bytes,
        )
        for part in (assets, pages, today, Api(desk), events, reports, appeals, Pictures(self._store)):
            application.add_routes(part.routes())
        if settings.web.admin_key.get_secret_value():
            application.add_routes(self._admin_site(templates, key).routes())
        application.add_routes([web.get("/healthz", _healthz)])
        application.on_response_prepare.append(add_headers)
        application.on_shutdown.append(events.close)
        return application

    def _admin_site(self, templates: Templates, page_key: bytes) -> AdminSite:
        chosen = self._settings.schedule
        suggesting = Suggesting(
            self._database,
            self._acceptor,
            votes_needed=chosen.suggestion_votes,
            waiting_limit=chosen.suggestions_each,
        )
        office = Office(self._settings, self._database, self._store, self._board)
        pages = admin_pages(templates, office, self._acceptor, self._queue_view, suggesting)
        sessions = Sessions(self._settings.web.admin_key.get_secret_value(), page_key)
        return AdminSite(sessions, templates, pages)


async def _healthz(_request: web.Request) -> web.Response:
    return web.json_response({"status": "ok"}, headers={"Cache-Control": "no-store"})


def _cannot_listen(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} on {host} is in use: set web.port (NONET_WEB__PORT) to another one."
    return f"The web page can't listen on {host}, port {port}: {error.strerror or error}."

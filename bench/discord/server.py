"""The stand-in: a Discord of our own on a port of loopback, for as long as a test or a bench needs it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web

from bench.common.answers import Answer
from bench.common.call import Call
from bench.common.routes import Part, Routes
from bench.common.server import ApiServer, listening
from bench.discord.answers import ApiError, Problem
from bench.discord.call import REQUEST_LIMIT_BYTES, read_form
from bench.discord.channels import Channels
from bench.discord.clock import DiscordClock
from bench.discord.contract import DiscordContract
from bench.discord.directory import Directory
from bench.discord.gateway import PATH, RESUME_PATH, Gateway
from bench.discord.interactions import Interactions
from bench.discord.limits import Limits
from bench.discord.people import People
from bench.discord.world import World

TOKEN = "token-of-the-stand-in"  # noqa: S105 - opens nothing but this
API = "/api/v10"
_OWN_AUTHORITY = ("/interactions/", "/webhooks/")
"""Routes whose token is in the path."""


class StandIn(ApiServer):
    """What exists, what people can do, what may go wrong, and what was asked of the API."""

    def __init__(self, *, shards: int = 1) -> None:
        super().__init__(DiscordContract(), read_form)
        self.clock = DiscordClock()
        self.world = World(self.clock)
        self.gateway = Gateway(self.world, TOKEN)
        self.people = People(self.world, self.gateway)
        self.limits = Limits()
        self.interactions = Interactions(self.world, self.gateway)
        parts: list[Part] = [
            Directory(self.world, self.gateway, shards),
            Channels(self.world, self.gateway),
            self.interactions,
        ]
        self._routes: Routes = {}
        for part in parts:
            self._routes |= part.routes()

    @property
    def api_url(self) -> str:
        """What discord.http.Route.BASE has to be."""
        return f"{self.world.base_url}{API}"

    @property
    def gateway_url(self) -> str:
        """What discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY has to be."""
        return f"{self.gateway.base_url}{PATH}"

    def application(self) -> web.Application:
        """All routes, the gateway, and the files of messages."""
        application = web.Application(client_max_size=2 * REQUEST_LIMIT_BYTES)
        application.router.add_get(PATH, self.gateway.connect)
        application.router.add_get(RESUME_PATH, self.gateway.connect)
        application.router.add_get("/attachments/{channel}/{attachment}/{filename}", self._file)
        self.add_routes(application, self._routes, API)
        return application

    def limit(self, call: Call) -> tuple[Answer | None, dict[str, str]]:
        """As `Limits.check`."""
        return self.limits.check(call)

    def admit(self, call: Call) -> None:
        """Only with the bot's token, and not with too much."""
        if call.size_bytes > REQUEST_LIMIT_BYTES:
            raise ApiError(Problem.TOO_LARGE)
        if not call.path.startswith(_OWN_AUTHORITY) and call.authorization != f"Bot {TOKEN}":
            raise ApiError(Problem.UNAUTHORIZED)

    async def _file(self, request: web.Request) -> web.Response:
        attachment = int(request.match_info["attachment"])
        for message in self.world.messages_of_bot():
            for file in message.attachments:
                if file.id == attachment:
                    return web.Response(body=file.data, headers={"Content-Type": file.content_type})
        raise web.HTTPNotFound


@asynccontextmanager
async def stand_in(*, shards: int = 1) -> AsyncIterator[StandIn]:
    """A stand-in that listens on a free port until the block ends; it recommends so many shards."""
    server = StandIn(shards=shards)
    async with listening(server.application()) as url:
        server.world.base_url = url
        try:
            yield server
        finally:
            await server.gateway.close()

"""The stand-in: a Discord of our own on a port of loopback, for as long as a test or a bench needs it."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from aiohttp import web

from bench.discord.answers import Answer, ApiError, Problem
from bench.discord.call import REQUEST_LIMIT_BYTES, Call, read_call
from bench.discord.channels import Channels
from bench.discord.clock import Clock
from bench.discord.directory import Directory
from bench.discord.faults import Faults
from bench.discord.gateway import PATH, RESUME_PATH, Gateway
from bench.discord.interactions import Interactions
from bench.discord.journal import Entry, Journal
from bench.discord.limits import Limits
from bench.discord.people import People
from bench.discord.routes import Handler, Routes
from bench.discord.world import World

TOKEN = "token-of-the-stand-in"  # noqa: S105 - opens nothing but this
API = "/api/v10"
_OWN_AUTHORITY = ("/interactions/", "/webhooks/")
"""Routes whose token is in the path."""


class StandIn:
    """What exists, what people can do, what may go wrong, and what was asked of the API."""

    def __init__(self, *, shards: int = 1) -> None:
        self.clock = Clock()
        self.world = World(self.clock)
        self.gateway = Gateway(self.world, TOKEN)
        self.people = People(self.world, self.gateway)
        self.faults = Faults()
        self.limits = Limits()
        self.journal = Journal()
        parts = (
            Directory(self.world, self.gateway, shards),
            Channels(self.world, self.gateway),
            Interactions(self.world, self.gateway),
        )
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
        for route, handler in self._routes.items():
            method, path = route.split(" ")
            application.router.add_route(method, API + path, self._serve(path, handler))
        application.router.add_get(PATH, self.gateway.connect)
        application.router.add_get(RESUME_PATH, self.gateway.connect)
        application.router.add_get("/attachments/{channel}/{attachment}/{filename}", self._file)
        application.router.add_route("*", "/{unknown:.*}", self._unknown)
        return application

    def _serve(self, path: str, handler: Handler) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        async def serve(request: web.Request) -> web.StreamResponse:
            at = time.monotonic()
            try:
                call = await read_call(request, path)
            except ApiError as error:
                return _response(error.answer())
            entry = Entry(call, at)
            self.journal.entries.append(entry)
            answer = await self._answer(entry, handler)
            if answer is None:
                return _drop(request)
            entry.status = answer.status
            return _response(answer)

        return serve

    async def _answer(self, entry: Entry, handler: Handler) -> Answer | None:
        """What is answered, or None if the connection ends without an answer."""
        fault = self.faults.next(entry.call)
        if fault is None:
            return self._do(entry.call, handler)
        entry.fault = fault.name
        await asyncio.sleep(fault.delay_s)
        answer = self._do(entry.call, handler) if fault.takes_effect else None
        await asyncio.sleep(fault.silence_s)
        return None if fault.drops else fault.answer or answer

    def _do(self, call: Call, handler: Handler) -> Answer:
        refusal, headers = self.limits.check(call)
        if refusal:
            answer = refusal
        else:
            try:
                self._check_token(call)
                answer = handler(call)
            except ApiError as error:
                answer = error.answer()
        return Answer(answer.status, answer.json, answer.text, headers | answer.headers)

    def _check_token(self, call: Call) -> None:
        if not call.path.startswith(_OWN_AUTHORITY) and call.authorization != f"Bot {TOKEN}":
            raise ApiError(Problem.UNAUTHORIZED)

    async def _file(self, request: web.Request) -> web.Response:
        attachment = int(request.match_info["attachment"])
        for message in self.world.messages_of_bot():
            for file in message.attachments:
                if file.id == attachment:
                    return web.Response(body=file.data, headers={"Content-Type": file.content_type})
        raise web.HTTPNotFound

    async def _unknown(self, request: web.Request) -> web.Response:
        self.journal.unknown.append(f"{request.method} {request.path}")
        return _response(Answer(404, {"message": "404: Not Found", "code": 0}))


@asynccontextmanager
async def stand_in(*, shards: int = 1) -> AsyncIterator[StandIn]:
    """A stand-in that listens on a free port until the block ends; it recommends so many shards."""
    server = StandIn(shards=shards)
    runner = web.AppRunner(server.application(), access_log=None, shutdown_timeout=1.0)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        server.world.base_url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        yield server
    finally:
        await server.gateway.close()
        await runner.cleanup()


def _response(answer: Answer) -> web.Response:
    """discord.py takes an answer for JSON only if its type is exactly application/json."""
    if answer.text is not None:
        return web.Response(
            status=answer.status, text=answer.text, content_type="text/html", headers=answer.headers
        )
    if answer.json is None:
        return web.Response(status=answer.status, headers=answer.headers)
    body = web.json_response(answer.json).body
    headers = answer.headers | {"Content-Type": "application/json"}
    return web.Response(status=answer.status, body=body, headers=headers)


def _drop(request: web.Request) -> web.Response:
    """End the connection. What is returned goes nowhere."""
    if request.transport:
        request.transport.abort()
    return web.Response()

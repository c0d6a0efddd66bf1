"""The end of a stand-in that speaks HTTP: reads calls, lets faults happen, writes everything down."""

import asyncio
import time
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from aiohttp import web

from bench.common.answers import Answer, RefusedError
from bench.common.call import Call, FormReader, read_call
from bench.common.contract import Description
from bench.common.faults import Faults
from bench.common.journal import Entry, Journal
from bench.common.routes import Handler, Routes


class ApiServer(ABC):
    """What may go wrong with an API's calls, and what was asked of it."""

    def __init__(self, description: Description, read_form: FormReader) -> None:
        self.faults = Faults()
        self.journal = Journal(description)
        self._read_form = read_form

    @abstractmethod
    def limit(self, call: Call) -> tuple[Answer | None, dict[str, str]]:
        """The refusal of a call that comes too soon, and headers that tell the limits."""

    @abstractmethod
    def admit(self, call: Call) -> None:
        """Raise RefusedError if whoever calls may not."""

    def add_routes(self, application: web.Application, routes: Routes, prefix: str = "") -> None:
        """Serve these, and write down calls of all others."""
        for route, handler in routes.items():
            method, path = route.split(" ")
            application.router.add_route(method, prefix + path, self._serve(path, handler))
        application.router.add_route("*", "/{unknown:.*}", self._unknown)

    def _serve(self, path: str, handler: Handler) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        async def serve(request: web.Request) -> web.StreamResponse:
            at = time.monotonic()
            try:
                call = await read_call(request, path, self._read_form)
            except RefusedError as error:
                return _response(error.answer())
            entry = Entry(call, at)
            self.journal.entries.append(entry)
            answer = await self._answer(entry, handler)
            if answer is None:
                return _drop(request)
            entry.answer = answer
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
        if fault.drops:
            return None
        return fault.answer() if fault.answer else answer

    def _do(self, call: Call, handler: Handler) -> Answer:
        answer, headers = self.limit(call)
        if answer is None:
            try:
                self.admit(call)
                answer = handler(call)
            except RefusedError as error:
                answer = error.answer()
        return Answer(answer.status, answer.json, answer.text, headers | answer.headers)

    async def _unknown(self, request: web.Request) -> web.Response:
        self.journal.unknown.append(f"{request.method} {request.path}")
        return _response(Answer(404, {"message": "404: Not Found", "code": 0}))


@asynccontextmanager
async def listening(application: web.Application) -> AsyncIterator[str]:
    """The application on a free port of loopback until the block ends; http://host:port."""
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
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

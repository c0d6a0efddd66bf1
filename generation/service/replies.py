"""How an answer reaches its client: at once as plain JSON, or as a stream of events."""

import asyncio
from collections.abc import Mapping
from contextlib import aclosing
from typing import Any

from aiohttp import web

from generation.errors import GenerationError
from generation.event_stream import write_event
from generation.service.admission import Admission
from generation.service.answer import Answer
from generation.service.answer_types import ErrorEvent
from generation.service.broadcast import Picture
from generation.service.problems import problem_of
from generation.service.request_ids import id_of

WRITE_TIMEOUT_S = 60.0
"""How long a client may leave an event unread before its request is given up."""

STREAM_HEADERS = {
    "Content-Type": "text/event-stream",
    "Cache-Control": "no-store",
    "X-Accel-Buffering": "no",  # nginx would hold events back
}


async def reply(http: web.Request, answer: Answer, admission: Admission) -> web.StreamResponse:
    """Answer a request that is being painted, as its body asks, or break off when the client does.

    Raises:
        GenerationError: it failed before the answer began.
    """
    with answer.broadcast.attended():
        if answer.body.stream:
            return await _stream(http, answer, admission)
        with admission.saying_why():
            return await _plain(answer)


async def _plain(answer: Answer) -> web.Response:
    async with aclosing(answer.broadcast.events()) as events:
        pictures = [event async for event in events if isinstance(event, Picture)]
    return web.json_response(answer.plain(pictures))


async def _stream(http: web.Request, answer: Answer, admission: Admission) -> web.StreamResponse:
    response = web.StreamResponse(headers=STREAM_HEADERS)
    try:
        await response.prepare(http)
        try:
            with admission.saying_why():
                async with aclosing(answer.broadcast.events()) as events:
                    async for event in events:
                        await _write(response, answer.event(event))
        except GenerationError as error:
            failed: ErrorEvent = {"type": "error", **problem_of(error).body(id_of(http))}
            await _write(response, failed)
    except Exception as error:  # the answer has begun, so that an error can only break it off
        if http.transport:
            http.transport.abort()
        if not isinstance(error, TimeoutError | ConnectionError):  # of a client that is gone or does not read
            raise
    return response


async def _write(response: web.StreamResponse, event: Mapping[str, Any]) -> None:
    async with asyncio.timeout(WRITE_TIMEOUT_S):
        await response.write(write_event(event))

"""How an answer reaches its client: at once as plain JSON, or as a stream of events."""

import asyncio
import json
from collections.abc import Iterator
from contextlib import aclosing, contextmanager

from aiohttp import web

from generation.errors import GenerationError
from generation.event_stream import write_event
from generation.service.admission import Admission
from generation.service.answer import Answer
from generation.service.answer_types import ErrorEvent
from generation.service.broadcast import Picture
from generation.service.problems import problem_of
from generation.service.request_ids import id_of

PIECE_BYTES = 2**20
WRITE_TIMEOUT_S = 60.0
"""How long a client may take to read a piece of its answer; then the request is given up."""

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
    if answer.body.stream:
        return await _stream(http, answer, admission)
    with admission.saying_why():
        return await _plain(http, answer)


async def _plain(http: web.Request, answer: Answer) -> web.StreamResponse:
    async with aclosing(answer.broadcast.events()) as events:
        pictures = [event async for event in events if isinstance(event, Picture)]
    body = json.dumps(answer.plain(pictures)).encode()
    response = web.StreamResponse(headers={"Content-Type": "application/json"})
    response.content_length = len(body)
    with _breaking_off(http):
        await response.prepare(http)
        await _write(response, body)
    return response


async def _stream(http: web.Request, answer: Answer, admission: Admission) -> web.StreamResponse:
    response = web.StreamResponse(headers=STREAM_HEADERS)
    with _breaking_off(http):
        await response.prepare(http)
        try:
            with admission.saying_why():
                async with aclosing(answer.broadcast.events()) as events:
                    async for event in events:
                        await _write(response, write_event(answer.event(event)))
        except GenerationError as error:
            failed: ErrorEvent = {"type": "error", **problem_of(error).body(id_of(http))}
            await _write(response, write_event(failed))
    return response


@contextmanager
def _breaking_off(http: web.Request) -> Iterator[None]:
    """An error within it can only break the answer off, for that has begun."""
    try:
        yield
    except Exception as error:
        if http.transport:
            http.transport.abort()
        if not isinstance(error, TimeoutError | ConnectionError):  # of a client that is gone or does not read
            raise


async def _write(response: web.StreamResponse, data: bytes) -> None:
    for start in range(0, len(data), PIECE_BYTES):
        async with asyncio.timeout(WRITE_TIMEOUT_S):
            await response.write(data[start : start + PIECE_BYTES])

"""The HTTP API: the OpenAI Images API with our extensions, and what operators ask."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import asdict, replace
from typing import Any

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST

from generation.engine.engine import Engine
from generation.engine.ticket import Drawn, Started, Ticket
from generation.errors import BadParameterError, GenerationError
from generation.event_stream import write_event
from generation.models.base import check_prefix
from generation.protocol import SAMPLES_PER_JOB, Progress, Queued
from generation.service.answer import Answer, progress, queued
from generation.service.edit_body import read_edit
from generation.service.guard import require_key
from generation.service.metrics import metrics_text
from generation.service.model_cards import ModelCard, ModelCards
from generation.service.options import ServiceOptions
from generation.service.pictures import decode, encode
from generation.service.problems import answer_problems, problem_of
from generation.service.request_body import ImagesBody, read_body

WRITE_TIMEOUT_S = 60.0
"""How long a client may leave an event unread before its request is given up."""

STREAM_HEADERS = {
    "Content-Type": "text/event-stream",
    "Cache-Control": "no-store",
    "X-Accel-Buffering": "no",  # nginx would hold events back
}


def make_application(engine: Engine, cards: ModelCards, options: ServiceOptions) -> web.Application:
    """The web application that serves an engine."""
    api = _Api(engine, cards, options)
    application = web.Application(
        middlewares=[answer_problems, require_key(options.api_key)], client_max_size=options.body_limit_bytes
    )
    application.add_routes(
        [
            web.post("/v1/images/generations", api.generate),
            web.post("/v1/images/edits", api.edit),
            web.get("/v1/models", api.models),
            web.get("/v1/models/{model:.+}", api.model),
            web.get("/healthz", api.healthz),
            web.get("/readyz", api.readyz),
            web.get("/metrics", api.metrics),
        ]
    )
    return application


class _Api:
    def __init__(self, engine: Engine, cards: ModelCards, options: ServiceOptions) -> None:
        self._engine = engine
        self._cards = cards
        self._options = options

    async def generate(self, http: web.Request) -> web.StreamResponse:
        """POST /v1/images/generations, as plain JSON or as an event stream."""
        if http.content_type != "application/json":
            raise web.HTTPUnsupportedMediaType(text="The body must be application/json.")
        body = read_body(await http.read(), ImagesBody)
        card = await self._card(body)
        side = body.side(card.picture_size)
        check_prefix(body.prefix_tokens or (), card.image_tokens)  # now: a stream would begin with status 200
        return await _answer(http, self._engine.submit(body.request()), body, side)

    async def edit(self, http: web.Request) -> web.StreamResponse:
        """POST /v1/images/edits: pictures that keep the upper part of the one that is sent."""
        body = await read_edit(http, self._options.body_limit_bytes, self._options.picture_limit_bytes)
        card = await self._card(body)
        side = body.side(card.picture_size)
        if not card.reads_pictures:
            raise BadParameterError(f"The model {card.name} can't go on from pictures.", param="model")
        picture = await asyncio.to_thread(decode, body.picture(), card.picture_size)
        return await _answer(http, self._engine.submit(body.request(), picture), body, side)

    async def _card(self, body: ImagesBody) -> ModelCard:
        return await asyncio.to_thread(self._cards.get, body.model or self._options.model)

    async def models(self, http: web.Request) -> web.Response:
        """GET /v1/models."""
        cards = await asyncio.to_thread(self._cards.all)
        return web.json_response({"object": "list", "data": [_model_object(card) for card in cards]})

    async def model(self, http: web.Request) -> web.Response:
        """GET /v1/models/{model}."""
        card = await asyncio.to_thread(self._cards.get, http.match_info["model"])
        return web.json_response(_model_object(card))

    async def healthz(self, http: web.Request) -> web.Response:
        """GET /healthz: the process answers."""
        return web.json_response({"status": "ok"})

    async def readyz(self, http: web.Request) -> web.Response:
        """GET /readyz: the default model is loaded and warm."""
        if self._engine.ready:
            return web.json_response({"status": "ready"})
        return web.json_response({"status": "loading"}, status=503)

    async def metrics(self, http: web.Request) -> web.Response:
        """GET /metrics, for Prometheus."""
        return web.Response(body=metrics_text(self._engine), headers={"Content-Type": CONTENT_TYPE_LATEST})


def _model_object(card: ModelCard) -> dict[str, Any]:
    return {
        "id": card.name,
        "object": "model",
        "created": card.created,
        "owned_by": "nonet",
        "nonet": {
            "picture_size": card.picture_size,
            "samples": SAMPLES_PER_JOB,
            "defaults": asdict(card.defaults),
            "image_tokens": None if card.image_tokens is None else asdict(card.image_tokens),
            "reads_pictures": card.reads_pictures,
            "display_name": card.display_name,
            "licence": card.licence,
        },
    }


async def _answer(http: web.Request, ticket: Ticket, body: ImagesBody, side: int) -> web.StreamResponse:
    with contextlib.closing(ticket):
        if body.stream:
            return await _stream(http, ticket, body, side)
        return await _plain(ticket, body, side)


async def _plain(ticket: Ticket, body: ImagesBody, side: int) -> web.Response:
    images: list[dict[str, Any]] = []
    answer = Answer(body, ticket.model, ticket.seed, side, Started(0, 0))
    async for event in ticket.events():
        match event:
            case Started():
                answer = replace(answer, started=event)
            case Drawn():
                images.append(answer.image(event, await _encode(event, body, side)))
    return web.json_response(answer.plain(images))


async def _stream(http: web.Request, ticket: Ticket, body: ImagesBody, side: int) -> web.StreamResponse:
    response = web.StreamResponse(headers=STREAM_HEADERS)
    try:
        await response.prepare(http)
        try:
            async for event in _events(ticket, body, side):
                await _write(response, event)
        except GenerationError as error:
            await _write(response, {"type": "error", **problem_of(error).body})
    except Exception as error:  # the answer has begun, so that an error can only break it off
        if http.transport:
            http.transport.abort()
        if not isinstance(error, TimeoutError | ConnectionError):  # of a client that is gone or does not read
            raise
    return response


async def _events(ticket: Ticket, body: ImagesBody, side: int) -> AsyncIterator[dict[str, Any]]:
    answer = Answer(body, ticket.model, ticket.seed, side, Started(0, 0))
    async for event in ticket.events():
        match event:
            case Queued():
                yield queued(event)
            case Progress():
                yield progress(event)
            case Started():
                answer = replace(answer, started=event)
            case Drawn(preview=None):
                yield answer.completed(event, await _encode(event, body, side))
            case Drawn():
                yield answer.partial(event, await _encode(event, body, side))


async def _encode(drawn: Drawn, body: ImagesBody, side: int) -> bytes:
    quality = 100 if body.output_compression is None else body.output_compression
    return await asyncio.to_thread(encode, drawn.pixels, body.output_format or "png", side, quality)


async def _write(response: web.StreamResponse, event: dict[str, Any]) -> None:
    async with asyncio.timeout(WRITE_TIMEOUT_S):
        await response.write(write_event(event))

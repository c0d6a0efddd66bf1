"""The HTTP API: the OpenAI Images API with our extensions, and what operators ask."""

import asyncio
import base64
from functools import partial

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST

from generation.engine.engine import Engine
from generation.engine.ticket import Drawn
from generation.errors import BadParameterError
from generation.models.base import Pixels, check_prefix
from generation.service import idempotency
from generation.service.admission import Admission
from generation.service.answer import Answer, model_object
from generation.service.answer_types import Health, ModelList
from generation.service.edit_body import read_edit
from generation.service.guests import guest_of, require_key
from generation.service.idempotency import LINGER_S, KeptAnswers
from generation.service.metrics import ServiceMetrics
from generation.service.model_cards import ModelCard, ModelCards
from generation.service.openapi import describe
from generation.service.options import ServiceOptions
from generation.service.pictures import decode, encode
from generation.service.problems import answer_problems
from generation.service.replies import reply
from generation.service.request_body import ImagesBody, read_body
from generation.service.request_ids import name_requests, send_id


class Api:
    """Answers for an engine."""

    def __init__(self, engine: Engine, cards: ModelCards, options: ServiceOptions) -> None:
        self._engine = engine
        self._cards = cards
        self._options = options
        self._admission = Admission(engine, options.requests_per_user, options.requests_per_key)
        self._kept = KeptAnswers(options.kept_answers_bytes, options.kept_answers_s)
        self._metrics = ServiceMetrics(engine)

    def application(self) -> web.Application:
        """The web application that serves all this."""
        application = web.Application(
            middlewares=[
                name_requests,
                self._metrics.count,
                answer_problems,
                require_key(self._options.all_keys),
            ],
            client_max_size=self._options.body_limit_bytes,
        )
        application.on_response_prepare.append(send_id)
        application.add_routes(
            [
                web.post("/v1/images/generations", self.generate),
                web.post("/v1/images/edits", self.edit),
                web.get("/v1/models", self.models),
                web.get("/v1/models/{model:.+}", self.model),
                web.get("/healthz", self.healthz),
                web.get("/readyz", self.readyz),
                web.get("/metrics", self.metrics),
                web.get("/openapi.json", self.openapi),
            ]
        )
        return application

    def drain(self) -> None:
        """Take nothing new in, and paint on only what someone listens to."""
        self._admission.draining = True
        self._kept.stop_lingering()

    async def generate(self, http: web.Request) -> web.StreamResponse:
        """POST /v1/images/generations, as plain JSON or as an event stream."""
        if http.content_type != "application/json":
            raise web.HTTPUnsupportedMediaType(text="The body must be application/json.")
        body = read_body(await http.read(), ImagesBody)
        card = await self._card(body)
        side = body.side(card.picture_size)
        check_prefix(body.prefix_tokens or (), card.image_tokens)  # now: a stream would begin with status 200
        return await self._answer(http, body, side)

    async def edit(self, http: web.Request) -> web.StreamResponse:
        """POST /v1/images/edits: pictures that keep the upper part of the one that is sent."""
        body = await read_edit(http, self._options.body_limit_bytes, self._options.picture_limit_bytes)
        card = await self._card(body)
        side = body.side(card.picture_size)
        if not card.reads_pictures:
            raise BadParameterError(f"The model {card.name} can't go on from pictures.", param="model")
        picture = await asyncio.to_thread(decode, body.picture(), card.picture_size)
        return await self._answer(http, body, side, picture)

    async def _card(self, body: ImagesBody) -> ModelCard:
        return await asyncio.to_thread(self._cards.get, body.model or self._options.model)

    async def _answer(
        self, http: web.Request, body: ImagesBody, side: int, picture: Pixels | None = None
    ) -> web.StreamResponse:
        """Paint, unless this very request is being painted or was, and reply."""
        guest = guest_of(http, body.user)
        name = idempotency.name_of(http.headers.get(idempotency.HEADER), guest)
        broadcast = None if name is None else self._kept.find(name, body)
        if broadcast is None:
            linger_s = 0.0 if name is None else LINGER_S
            broadcast = self._admission.begin(
                guest, body.request(), picture, partial(_encode, body, side), linger_s
            )
            if name is not None:
                self._kept.keep(name, body, broadcast)
        with self._admission.attending(guest, broadcast):
            return await reply(http, Answer(body, side, broadcast), self._admission)

    async def models(self, http: web.Request) -> web.Response:
        """GET /v1/models."""
        cards = await asyncio.to_thread(self._cards.all)
        models: ModelList = {"object": "list", "data": [model_object(card) for card in cards]}
        return web.json_response(models)

    async def model(self, http: web.Request) -> web.Response:
        """GET /v1/models/{model}."""
        card = await asyncio.to_thread(self._cards.get, http.match_info["model"])
        return web.json_response(model_object(card))

    async def healthz(self, http: web.Request) -> web.Response:
        """GET /healthz: the process answers."""
        healthy: Health = {"status": "ok"}
        return web.json_response(healthy)

    async def readyz(self, http: web.Request) -> web.Response:
        """GET /readyz: the default model is loaded and warm, and requests are taken in."""
        ready: Health = {"status": "ready"}
        if self._admission.draining:
            ready = {"status": "draining"}
        elif not self._engine.ready:
            ready = {"status": "loading"}
        return web.json_response(ready, status=200 if ready["status"] == "ready" else 503)

    async def metrics(self, http: web.Request) -> web.Response:
        """GET /metrics, for Prometheus."""
        return web.Response(body=self._metrics.text(), headers={"Content-Type": CONTENT_TYPE_LATEST})

    async def openapi(self, http: web.Request) -> web.Response:
        """GET /openapi.json: all of this, for programs."""
        return web.json_response(describe())


def _encode(body: ImagesBody, side: int, drawn: Drawn) -> str:
    """A picture file of what was drawn, as the body asks for it, in base64."""
    quality = 100 if body.output_compression is None else body.output_compression
    file = encode(drawn.pixels, body.output_format or "png", side, quality)
    return base64.b64encode(file).decode()

"""The client of generation services: ours, OpenAI's, or any that is compatible."""

import secrets
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import asdict, replace
from typing import Any, Self, TypeVar
from uuid import uuid4

from generation.connection import Connection
from generation.errors import AccessDeniedError
from generation.failures import BrokenOffError, NoSuchAddressError, failure, nonsense
from generation.patience import wait_or_raise
from generation.picture_files import decode_picture, picture_reference
from generation.plain_client import EDITS, GENERATIONS, PlainClient
from generation.protocol import (
    SEED_LIMIT,
    Finished,
    GenerationEvent,
    GenerationRequest,
    ImageTokens,
    Painted,
    Partial,
    Progress,
    Queued,
)

SHORT_TIMEOUT_S = 30.0
"""For whatever a service should answer at once."""
MODELS_LIMIT_BYTES = 2**22
TOKEN_LIMIT = 2**32
PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"

Value = TypeVar("Value")


class GenerationClient:
    """Paints through a generation service.

    Our own service streams places, progress and previews. Any other OpenAI-compatible service is asked
    without our additions, and answers when it has painted.

    Args:
        url: of the service, with or without "/v1" at its end.
        api_key: bearer key; empty for none.
        timeout_s: how long a request may go without any event.
        retry_s: seconds before the first new try after a failure that passes; they double each time.
    """

    def __init__(self, url: str, api_key: str = "", timeout_s: float = 900.0, retry_s: float = 1.0) -> None:
        self._connection = Connection(url, api_key)
        self._timeout_s = timeout_s
        self._retry_s = retry_s
        self._plain = PlainClient(self._connection, timeout_s, retry_s)
        self._ours: bool | None = None

    async def paint(self, request: GenerationRequest) -> AsyncGenerator[GenerationEvent, None]:
        """Paint a request. Closing the generator, or cancelling whoever reads it, frees the service's work.

        Raises:
            InvalidRequestError: the service refuses the request as it is.
            PromptRefusedError: its moderation refuses prompt or pictures.
            UnknownModelError: it does not have this model.
            ServiceUnavailableError: it can't be reached, is busy, breaks off or talks nonsense; try again.
                AccessDeniedError and UnpaidError wait for the operator.
            PaintingError: it tried, and failed.
            DeadlineError: it could not be done by the request's deadline.
        """
        events = self._stream(request) if await self._is_ours() else self._plain.paint(request)
        async with aclosing(events):
            async for event in events:
                yield event

    async def models(self) -> list[str]:
        """The names of the models that the service offers. Raises as `paint` does."""
        return [_value(model, "id", str) for model in await self._models()]

    async def image_tokens(self) -> dict[str, ImageTokens]:
        """The models that can vary pictures, and how each writes them down. Raises as `paint` does."""
        cards = {_value(model, "id", str): model.get("nonet") for model in await self._models()}
        return {
            name: _image_tokens(card["image_tokens"])
            for name, card in cards.items()
            if isinstance(card, dict) and card.get("image_tokens") is not None
        }

    async def close(self) -> None:
        """End all connections."""
        await self._connection.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def _models(self) -> list[dict[str, Any]]:
        answer = await self._connection.json(
            "GET", "/v1/models", timeout_s=SHORT_TIMEOUT_S, limit_bytes=MODELS_LIMIT_BYTES
        )
        models = answer.get("data")
        if not isinstance(models, list) or not all(isinstance(model, dict) for model in models):
            raise nonsense("/v1/models gave no list of models")
        return models

    async def _is_ours(self) -> bool:
        if self._ours is None:
            try:
                self._ours = any("nonet" in model for model in await self._models())
            except (NoSuchAddressError, AccessDeniedError):
                # Not every service, or key, has models to show; but ours may merely not be there yet.
                return False
        return self._ours

    async def _stream(self, request: GenerationRequest) -> AsyncGenerator[GenerationEvent, None]:
        if request.seed is None:  # or a second try would paint samples that don't belong to the first
            request = replace(request, seed=secrets.randbelow(SEED_LIMIT))
        path, body = _address_and_body(request)
        # By the same key, a request that follows a broken connection joins the work that is under way.
        headers = {"Idempotency-Key": uuid4().hex, "X-Request-Id": uuid4().hex}
        missing = set(range(request.first_sample, request.first_sample + request.n))
        finished = Finished("", None)
        failures = 0
        while missing:
            broken = BrokenOffError("The generation service broke off before all was painted.")
            try:
                async with aclosing(self._payloads(path, body | {"stream": True}, headers)) as payloads:
                    async for payload in payloads:
                        event = _event(payload)
                        if isinstance(event, Painted):
                            if event.sample not in missing:
                                continue
                            missing.discard(event.sample)
                            finished = Finished(_value(payload, "model", str), _value(payload, "seed", int))
                        if event is not None:
                            yield event
            except BrokenOffError as error:
                broken = error
            if missing:
                failures += 1
                await wait_or_raise(broken, failures, self._retry_s)
        yield finished

    def _payloads(
        self, path: str, body: dict[str, Any], headers: dict[str, str]
    ) -> AsyncGenerator[dict[str, Any], None]:
        return self._connection.objects(
            path,
            body,
            headers=headers,
            begin_s=SHORT_TIMEOUT_S,
            silence_s=self._timeout_s,
            limit_bytes=MODELS_LIMIT_BYTES,
        )


def _address_and_body(request: GenerationRequest) -> tuple[str, dict[str, Any]]:
    body = {name: value for name, value in asdict(request).items() if value is not None}
    if request.priority == "normal":
        del body["priority"]  # it goes without saying, to older services too
    if request.picture is None:
        del body["kept_share"]
        return GENERATIONS, body
    del body["picture"], body["prefix_tokens"]
    return EDITS, body | {"images": [picture_reference(request.picture)]}


def _event(payload: dict[str, Any]) -> GenerationEvent | None:
    """What an event of our service says; None for kinds that this client does not know."""
    match payload.get("type"):
        case "image_generation.queued":
            return Queued(_value(payload, "place", int), _number(payload, "expected_s"))
        case "image_generation.progress":
            done, total = _value(payload, "done", int), _value(payload, "total", int)
            return Progress(done, total, _number(payload, "expected_s"))
        case "image_generation.partial_image" | "image_edit.partial_image":
            index = _value(payload, "partial_image_index", int)
            return Partial(_value(payload, "sample", int), index, _png(payload))
        case "image_generation.completed" | "image_edit.completed":
            tokens = None if payload.get("tokens") is None else _tokens(payload, "tokens")
            return Painted(_value(payload, "sample", int), _png(payload), tokens)
        case "error":
            raise failure(None, _value(payload, "error", dict))
    return None


def _value(payload: dict[str, Any], name: str, kind: type[Value]) -> Value:
    value = payload.get(name)
    if not isinstance(value, kind):
        raise nonsense(f'"{name}" is missing or of the wrong type')
    return value


def _number(payload: dict[str, Any], name: str) -> float:
    value = payload.get(name)
    if isinstance(value, int) and abs(value) < 2**53:
        return float(value)
    return _value(payload, name, float)


def _tokens(payload: dict[str, Any], name: str) -> tuple[int, ...]:
    tokens = _value(payload, name, list)
    if not all(type(token) is int and 0 <= token < TOKEN_LIMIT for token in tokens):
        raise nonsense(f'"{name}" has something that is no token')
    return tuple(tokens)


def _image_tokens(card: Any) -> ImageTokens:
    if not isinstance(card, dict):
        raise nonsense('"image_tokens" is no object')
    rows, columns, codes = (_value(card, name, int) for name in ("rows", "columns", "codes"))
    return ImageTokens(rows=rows, columns=columns, codes=codes, starts=_tokens(card, "starts"))


def _png(payload: dict[str, Any]) -> bytes:
    picture = decode_picture(_value(payload, "b64_json", str))
    if not picture.startswith(PNG_SIGNATURE):
        raise nonsense("a picture is not PNG")
    return picture

"""A stand-in for OpenAI's images API and for services that are compatible with it.

It refuses what the official description, `tests/contracts/openai-images.json`, does not know, and what that
denies to a model in words; its own answers are checked against the description too.
"""

import asyncio
import base64
import io
import json
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import jsonschema
from aiohttp import web
from PIL import Image

DESCRIPTION = json.loads((Path(__file__).parents[2] / "contracts/openai-images.json").read_text())
SCHEMAS = DESCRIPTION["components"]["schemas"]
GPT_SIZES = frozenset({"auto", "1024x1024", "1536x1024", "1024x1536"})
USAGE = {
    "total_tokens": 100,
    "input_tokens": 50,
    "output_tokens": 50,
    "input_tokens_details": {"text_tokens": 10, "image_tokens": 40},
}

Fault = web.Response | Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass(frozen=True)
class Rules:
    """What a model takes."""

    sizes: frozenset[str]
    n_limit: int = 10
    refuses: frozenset[str] = frozenset({"stream", "partial_images"})
    prompt_chars: int = 4_000
    says_param: bool = True
    """Whether refusals name the parameter other than in words."""
    pictures_limit: int = 10
    """How many it paints at most, whatever it is asked for."""
    kind: str = "PNG"


MODELS = {
    "dall-e-2": Rules(frozenset({"256x256", "512x512", "1024x1024"}), prompt_chars=1_000),
    "dall-e-3": Rules(frozenset({"1024x1024", "1792x1024", "1024x1792"}), n_limit=1),
    "gpt-image-1": Rules(GPT_SIZES, refuses=frozenset({"response_format", "style"}), prompt_chars=32_000),
    "minimal": Rules(
        frozenset(),
        refuses=frozenset({"stream", "partial_images", "response_format", "user", "size"}),
        says_param=False,
        pictures_limit=1,
        kind="JPEG",
    ),
}


def picture(kind: str = "PNG", size: tuple[int, int] = (24, 24)) -> str:
    """A picture file in base64."""
    file = io.BytesIO()
    Image.new("RGB", size, "teal").save(file, kind)
    return base64.b64encode(file.getvalue()).decode()


def refusal(
    message: str,
    param: str | None = None,
    status: int = 400,
    code: str | None = None,
    kind: str = "invalid_request_error",
    **headers: str,
) -> web.Response:
    """An error as OpenAI answers; headers as keywords, with _ for -."""
    error = {"message": message, "type": kind, "param": param, "code": code}
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return web.json_response({"error": error}, status=status, headers=named)


def check(schema: str, value: object) -> None:
    """Raise unless the value fits the schema of that name."""
    jsonschema.Draft202012Validator(
        {"$ref": f"#/components/schemas/{schema}", "components": DESCRIPTION["components"]}
    ).validate(value)


def copy_of(answer: web.Response) -> web.Response:
    """The same answer, as each can be sent only once."""
    return web.Response(body=answer.body, status=answer.status, headers=answer.headers)


async def hang_up(request: web.Request) -> web.StreamResponse:
    """Break the connection instead of answering."""
    assert request.transport is not None
    request.transport.close()
    return web.Response()


@dataclass
class StandIn:
    """The service: what it was asked for, and how it misbehaves."""

    has_models: bool = True
    lists: int = 0
    """How often it was asked for its models and had a list."""
    image: dict[str, Any] | None = None
    """What comes in place of a picture."""
    faults: deque[Fault] = field(default_factory=deque)
    """Each request takes the next, if any."""
    bodies: list[dict[str, Any]] = field(default_factory=list)
    under_way: int = 0
    most_under_way: int = 0
    url: str = ""

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/v1/models", self.models),
            web.post("/v1/images/generations", self.generate),
            web.post("/v1/images/edits", self.edit),
        ]

    async def models(self, _: web.Request) -> web.Response:
        if not self.has_models:
            raise web.HTTPNotFound
        self.lists += 1
        models = [{"id": name, "object": "model", "created": 1, "owned_by": "openai"} for name in MODELS]
        answer = {"object": "list", "data": models}
        check("ListModelsResponse", answer)
        return web.json_response(answer)

    async def generate(self, request: web.Request) -> web.StreamResponse:
        return await self._answer(request, "CreateImageRequest")

    async def edit(self, request: web.Request) -> web.StreamResponse:
        return await self._answer(request, "EditImageBodyJsonParam")

    async def _answer(self, request: web.Request, schema: str) -> web.StreamResponse:
        body = await request.json()
        self.bodies.append(body)
        self.under_way += 1
        self.most_under_way = max(self.under_way, self.most_under_way)
        try:
            await asyncio.sleep(0.001)  # so that requests at once can be seen to be so
            if self.faults:
                fault = self.faults.popleft()
                return copy_of(fault) if isinstance(fault, web.Response) else await fault(request)
            rules = MODELS[body["model"]]
            return _refusal(rules, body, schema) or await self._paint(request, rules, body)
        finally:
            self.under_way -= 1

    async def _paint(self, request: web.Request, rules: Rules, body: dict[str, Any]) -> web.StreamResponse:
        if body.get("stream"):
            return await self._stream(request, body)
        image: dict[str, Any] = {"url": "https://example.com/picture.png"}
        if "response_format" in rules.refuses or body.get("response_format") == "b64_json":
            image = {"b64_json": picture(rules.kind)}
        answer = {"created": 1, "data": [self.image or image] * min(body["n"], rules.pictures_limit)}
        check("ImagesResponse", answer)
        return web.json_response(answer)

    async def _stream(self, request: web.Request, body: dict[str, Any]) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream; charset=utf-8"})
        await response.prepare(request)
        for index in range(body["partial_images"]):
            await write(response, event("partial_image", partial_image_index=index))
        await write(response, event("completed", usage=USAGE))
        return response


def event(name: str, **fields: object) -> dict[str, Any]:
    """An event of a stream."""
    payload = {
        "type": f"image_generation.{name}",
        "b64_json": picture(),
        "created_at": 1,
        "size": "1024x1024",
        "quality": "high",
        "background": "opaque",
        "output_format": "png",
    } | fields
    check("ImageGenStreamEvent", payload)
    return payload


async def write(response: web.StreamResponse, payload: dict[str, Any]) -> None:
    await response.write(f"event: {payload['type']}\ndata: {json.dumps(payload)}\n\n".encode())


def _refusal(rules: Rules, body: dict[str, Any], schema: str) -> web.Response | None:
    known = SCHEMAS[schema]["properties"].keys() - rules.refuses
    for name in body:
        if name not in known:
            return refusal(f"Unknown parameter: '{name}'.", name if rules.says_param else None)
    check(schema, body)
    if body["n"] > rules.n_limit:
        return refusal(f"'n' must be at most {rules.n_limit}.", "n", code="invalid_value")
    if body.get("stream") and body["n"] > 1:
        return refusal("Streaming is only supported with n=1.")
    if rules.sizes and body.get("size", next(iter(rules.sizes))) not in rules.sizes:
        return refusal("The size is not supported by this model.", "size", code="invalid_value")
    if len(body["prompt"]) > rules.prompt_chars:
        return refusal("The prompt is too long.", "prompt", code="string_above_max_length")
    return None

"""The JSON API of the page: ask for a job, read how it is."""

import re
import secrets
from dataclasses import asdict
from typing import Annotated, Any

from aiohttp import web
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.errors import BadRequestError
from bot.pipeline.request import Options
from bot.web.desk import Desk
from bot.web.job_view import JobView

_KEY = re.compile(r"[\x20-\x7e]{1,200}")


class JobWish(BaseModel):
    """The body of `POST /api/jobs`. The pipeline checks what the values mean; here only their types count."""

    model_config = ConfigDict(extra="forbid", strict=True)

    prompt: str
    seed: Annotated[int, Field(ge=-(2**63), lt=2**63)] | None = None
    model: Annotated[str, Field(max_length=200)] | None = None
    negative_prompt: str | None = None


class Api:
    """Serves /api/jobs."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def routes(self) -> list[web.RouteDef]:
        """The routes of the API, without the event stream."""
        return [web.post("/api/jobs", self._create), web.get("/api/jobs/{id}", self._read)]

    async def _create(self, request: web.Request) -> web.Response:
        if request.content_type != "application/json":
            raise web.HTTPUnsupportedMediaType
        wish = _parse(await request.read())
        options = Options(seed=wish.seed, model=wish.model, negative_prompt=wish.negative_prompt)
        key = f"{_idempotency_key(request)} {wish.model_dump_json()}"  # another wish is another job
        job = await self._desk.accept(request, key, wish.prompt, options)
        view = await self._desk.view(job)
        return web.json_response(to_json(view), status=201, headers={"Location": view.path})

    async def _read(self, request: web.Request) -> web.Response:
        view = await self._desk.view(await self._desk.find(request))
        return web.json_response(to_json(view), headers={"Cache-Control": "no-store"})


def to_json(view: JobView) -> dict[str, Any]:
    """A job as the API tells it."""
    return asdict(view) | {"path": view.path, "created_at": view.created_at.isoformat()}


def _parse(body: bytes) -> JobWish:
    try:
        return JobWish.model_validate_json(body)
    except ValidationError as error:
        detail = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in detail["loc"]) or "The body"
        raise BadRequestError(f"{where}: {detail['msg']}.") from error


def _idempotency_key(request: web.Request) -> str:
    key = request.headers.get("Idempotency-Key")
    if key is None:
        return secrets.token_hex(16)
    if not _KEY.fullmatch(key):
        raise BadRequestError("Idempotency-Key: 1 to 200 printable ASCII characters.")
    return key

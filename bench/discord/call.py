"""One call of the REST API as the stand-in reads it."""

import json
from dataclasses import dataclass, field

from aiohttp import BodyPartReader, web

from bench.discord.answers import ApiError, Json, Problem

REQUEST_LIMIT_BYTES = 25 * 1024 * 1024
"""Of a whole request with its files (discord.com/developers/docs/reference#uploading-files)."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file of a multipart body."""

    filename: str
    content_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Call:
    """Method, path as the API's description writes it, and everything that was sent along."""

    method: str
    path: str
    """For instance /channels/{channel_id}/messages."""
    parameters: dict[str, str]
    """Those of the path."""
    query: dict[str, str]
    authorization: str
    body: Json | list[Json] | None = None
    files: dict[int, Upload] = field(default_factory=dict)
    """By n, where the form's field is files[n]."""

    @property
    def route(self) -> str:
        """Method and path."""
        return f"{self.method} {self.path}"

    @property
    def form(self) -> Json:
        """The body as an object; without a body, one without anything."""
        return self.body if isinstance(self.body, dict) else {}

    def number(self, name: str) -> int:
        """A snowflake in the path."""
        return int(self.parameters[name])


async def read_call(request: web.Request, path: str) -> Call:
    """Read a request to its end. Raises ApiError."""
    body: Json | list[Json] | None = None
    files: dict[int, Upload] = {}
    if request.content_type == "multipart/form-data":
        body, files = await _read_form(request)
    elif request.can_read_body:
        text = await request.read()
        body = json.loads(text) if text else None
    return Call(
        method=request.method,
        path=path,
        parameters=dict(request.match_info),
        query=dict(request.query),
        authorization=request.headers.get("Authorization", ""),
        body=body,
        files=files,
    )


async def _read_form(request: web.Request) -> tuple[Json, dict[int, Upload]]:
    body: Json = {}
    files: dict[int, Upload] = {}
    total = 0
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader) or not part.name:
            raise ApiError(Problem.INVALID_FORM, "a part without a name")
        data = bytes(await part.read())
        total += len(data)
        if part.name == "payload_json":
            body = json.loads(data)
        else:
            number = int(part.name.removeprefix("files[").removesuffix("]"))
            files[number] = Upload(
                part.filename or "", part.headers.get("Content-Type", "application/octet-stream"), data
            )
    if total > REQUEST_LIMIT_BYTES:
        raise ApiError(Problem.TOO_LARGE)
    return body, files

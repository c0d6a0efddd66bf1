"""One call of an API as a stand-in reads it."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from aiohttp import BodyPartReader, web

from bench.common.answers import Json


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
    """Numbered as the platform does."""
    url: str = ""
    """As it was called, with the query."""

    @property
    def route(self) -> str:
        """Method and path."""
        return f"{self.method} {self.path}"

    @property
    def form(self) -> Json:
        """The body as an object; without a body, one without anything."""
        return self.body if isinstance(self.body, dict) else {}

    @property
    def size_bytes(self) -> int:
        """Of all files."""
        return sum(len(file.data) for file in self.files.values())

    def number(self, name: str) -> int:
        """A snowflake in the path."""
        return int(self.parameters[name])


Form = tuple[Json, dict[int, Upload]]
"""What a multipart body holds: what would be the JSON otherwise, and files."""
FormReader = Callable[[web.Request], Awaitable[Form]]


async def read_call(request: web.Request, path: str, read_form: FormReader) -> Call:
    """Read a request to its end. Raises what `read_form` raises."""
    body: Json | list[Json] | None = None
    files: dict[int, Upload] = {}
    if request.content_type == "multipart/form-data":
        body, files = await read_form(request)
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
        url=str(request.url),
    )


async def read_parts(request: web.Request) -> dict[str, Upload]:
    """All parts of a multipart body, by name. Raises HTTPBadRequest if one has none."""
    parts = {}
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader) or not part.name:
            raise web.HTTPBadRequest(text="a part without a name")
        content_type = part.headers.get("Content-Type", "application/octet-stream")
        parts[part.name] = Upload(part.filename or "", content_type, bytes(await part.read()))
    return parts

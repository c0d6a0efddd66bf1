"""How a call of Discord's API brings files."""

import json

from aiohttp import web

from bench.common.answers import Json
from bench.common.call import Form, read_parts

REQUEST_LIMIT_BYTES = 25 * 1024 * 1024
"""Of a whole request with its files (discord.com/developers/docs/reference#uploading-files)."""


async def read_form(request: web.Request) -> Form:
    """The JSON in the part payload_json, and files by n where the part is files[n]."""
    parts = await read_parts(request)
    payload = parts.pop("payload_json", None)
    body: Json = json.loads(payload.data) if payload else {}
    return body, {int(name.removeprefix("files[").removesuffix("]")): file for name, file in parts.items()}

"""How a call of X's API brings a picture."""

from aiohttp import web

from bench.common.answers import Json
from bench.common.call import Form, read_parts

_FILE = "media"


async def read_form(request: web.Request) -> Form:
    """The fields; the picture is file 0, and stands among them by its name, for the API's description."""
    parts = await read_parts(request)
    file = parts.get(_FILE)
    body: Json = {name: part.data.decode() for name, part in parts.items() if name != _FILE}
    return (body | {_FILE: file.filename}, {0: file}) if file else (body, {})

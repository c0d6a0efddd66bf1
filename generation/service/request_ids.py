"""A name for every request, by which its answer, its errors and its log lines are found together."""

import re
import secrets
import time

import structlog
from aiohttp import web
from aiohttp.typedefs import Handler

HEADER = "X-Request-Id"
_SOUND = re.compile(r"[A-Za-z0-9._:-]{1,128}")
_KEY = web.RequestKey("request_id", str)

log = structlog.get_logger()


@web.middleware
async def name_requests(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Take the id that the client gives, if it is sound, or make one; log how paintings were answered."""
    given = request.headers.get(HEADER, "")
    request[_KEY] = given if _SOUND.fullmatch(given) else f"req_{secrets.token_hex(12)}"
    began = time.monotonic()
    with structlog.contextvars.bound_contextvars(request_id=request[_KEY]):
        response = await handler(request)
        if request.method == "POST":
            seconds = round(time.monotonic() - began, 3)
            log.info("request answered", route=route_of(request), status=response.status, seconds=seconds)
        return response


async def send_id(request: web.Request, response: web.StreamResponse) -> None:
    """Put the id into an answer that is about to be sent."""
    response.headers[HEADER] = id_of(request)


def id_of(request: web.Request) -> str:
    """The id of a request; empty for one that never came so far as to have one."""
    given: str = request.get(_KEY, "")
    return given


def route_of(request: web.Request) -> str:
    """Which of our addresses it asks, as they are registered; anything else is "unknown"."""
    resource = request.match_info.route.resource
    return "unknown" if resource is None else resource.canonical

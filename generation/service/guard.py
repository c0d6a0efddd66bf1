"""Who may use the service: whoever brings its key."""

import hmac

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from generation.service.problems import Problem

OPEN_PATHS = ("/healthz", "/readyz")
"""Answered without a key: they tell nothing, and whatever watches the process has none."""

NO_KEY = Problem(
    401,
    "This needs the service's key: Authorization: Bearer <key>.",
    "authentication_error",
    "invalid_api_key",
    headers={"WWW-Authenticate": "Bearer"},
)


def require_key(api_key: str) -> Middleware:
    """Build the middleware that lets only requests with this bearer key in; an empty key lets all in."""

    @web.middleware
    async def check(request: web.Request, handler: Handler) -> web.StreamResponse:
        if api_key and request.path not in OPEN_PATHS and not _brings(request, api_key):
            return NO_KEY.response()
        return await handler(request)

    return check


def _brings(request: web.Request, api_key: str) -> bool:
    scheme, _, key = request.headers.get("Authorization", "").partition(" ")
    brought = key.strip().encode(errors="surrogateescape")
    return scheme.lower() == "bearer" and hmac.compare_digest(brought, api_key.encode())

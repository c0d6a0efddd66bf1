"""Who asks: the API key that was brought, and the user on whose behalf."""

import hmac
from collections.abc import Sequence
from dataclasses import dataclass

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from generation.service.problems import Problem

OPEN_PATHS = ("/healthz", "/readyz", "/openapi.json")
"""Answered without a key: they tell nothing, and whatever watches the process has none."""

NO_KEY = Problem(
    401,
    "This needs the service's key: Authorization: Bearer <key>.",
    "authentication_error",
    "invalid_api_key",
    headers={"WWW-Authenticate": "Bearer"},
)
_KEY = web.RequestKey("api_key", int)


@dataclass(frozen=True, slots=True)
class Guest:
    """One who shares the service with others."""

    key: int
    """Which of the API keys, from 0; also 0 where none is asked for."""
    user: str | None
    """Whom the client names, if anyone."""

    @property
    def name(self) -> str:
        """By which turns are taken and requests counted; users of different keys are different."""
        return f"{self.key_name} {self.user or ''}"

    @property
    def key_name(self) -> str:
        """The same of all users of the key together."""
        return str(self.key)


def require_key(api_keys: Sequence[str]) -> Middleware:
    """Build the middleware that lets only requests with one of these bearer keys in; without any, all."""

    @web.middleware
    async def check(request: web.Request, handler: Handler) -> web.StreamResponse:
        if api_keys and request.path not in OPEN_PATHS:
            number = _number(request, api_keys)
            if number is None:
                return NO_KEY.response(request)
            request[_KEY] = number
        return await handler(request)

    return check


def guest_of(request: web.Request, user: str | None) -> Guest:
    """Who asks, on behalf of this user."""
    return Guest(request.get(_KEY, 0), user)


def _number(request: web.Request, api_keys: Sequence[str]) -> int | None:
    """Which key was brought. All are looked at, so that the time it takes tells nothing."""
    scheme, _, key = request.headers.get("Authorization", "").partition(" ")
    brought = key.strip().encode(errors="surrogateescape") if scheme.lower() == "bearer" else b""
    same = [hmac.compare_digest(brought, api_key.encode()) for api_key in api_keys]
    return same.index(True) if True in same else None

"""Who is in front of the page: a random cookie instead of an account."""

import hashlib
import hmac
import re
import secrets

from aiohttp import web

from bot.pipeline.request import Requester
from bot.web.front import WEB

COOKIE = "nonet_visitor"
COOKIE_AGE_S = 365 * 24 * 3600
_TOKEN = re.compile(r"[A-Za-z0-9_-]{32}")


class Visitors:
    """Tells visitors apart. `key` keeps what the database holds from being turned back into addresses."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def requester(self, request: web.Request) -> Requester:
        """The visitor as a requester, for quotas and turns in the queue.

        The id is a keyed hash of the cookie, so that nobody who reads the database can pose as a visitor.
        Programs that keep no cookies share one requester for each network address.
        """
        who = _token(request) or f"address {request.remote}"
        return Requester(platform=WEB, id=hmac.digest(self._key, who.encode(), "sha256").hex()[:32])

    def is_known(self, request: web.Request) -> bool:
        """Whether this is one person's browser, and not anyone at a network address."""
        return _token(request) is not None

    def source_id(self, request: web.Request, key: str) -> str:
        """The pipeline's id of what this visitor calls `key`; of another visitor it would be another."""
        return hashlib.sha256(f"{self.requester(request).id} {key}".encode()).hexdigest()[:32]


def remember(request: web.Request, response: web.StreamResponse) -> None:
    """Give a visitor who has no cookie yet one of their own."""
    if _token(request) is None:
        response.set_cookie(
            COOKIE,
            secrets.token_urlsafe(24),
            max_age=COOKIE_AGE_S,
            httponly=True,
            samesite="Lax",
            secure=request.secure or request.headers.get("X-Forwarded-Proto") == "https",
        )


def _token(request: web.Request) -> str | None:
    token = request.cookies.get(COOKIE, "")
    return token if _TOKEN.fullmatch(token) else None

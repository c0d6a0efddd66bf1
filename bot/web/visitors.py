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
_ADDRESS_KEY = secrets.token_bytes(32)
"""Forgotten with the process: nobody can find an address from what the database keeps."""


def requester(request: web.Request) -> Requester:
    """The visitor as a requester.

    The id is a hash of the cookie, so that the database alone doesn't let anyone pose as a visitor. Programs
    without a cookie share one requester for each address they come from.
    """
    token = _token(request)
    if token is not None:
        return Requester(platform=WEB, id=hashlib.sha256(token.encode()).hexdigest()[:32])
    address = hmac.digest(_ADDRESS_KEY, (request.remote or "").encode(), "sha256")
    return Requester(platform=WEB, id=address.hex()[:32])


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


def source_id(request: web.Request, key: str) -> str:
    """The pipeline's id of an event that this visitor's browser calls `key`; another visitor's differs."""
    return hashlib.sha256(f"{requester(request).id} {key}".encode()).hexdigest()[:32]


def _token(request: web.Request) -> str | None:
    token = request.cookies.get(COOKIE, "")
    return token if _TOKEN.fullmatch(token) else None

"""Who is logged in to the admin page: whoever brings a cookie that we have signed."""

import hashlib
import hmac
import secrets
import time
from collections.abc import Callable

from aiohttp import web

COOKIE = "nonet_admin"
LASTS_S = 12 * 3600
_VALUE_CHARS = 200


class Sessions:
    """Signs cookies. Another admin key, or another key of the page, ends all sessions.

    Args:
        admin_key: the operator's, not empty.
        page_key: the random key of the page, so that signatures don't help to guess the operator's.
        clock: seconds since 1970.
    """

    def __init__(self, admin_key: str, page_key: bytes, clock: Callable[[], float] = time.time) -> None:
        self._key_digest = _digest(admin_key)
        self._signing_key = hmac.digest(page_key, b"admin session " + self._key_digest, "sha256")
        self._clock = clock

    def is_key(self, tried: str) -> bool:
        """Whether this is the operator's key; the time that it takes tells nothing of it."""
        return hmac.compare_digest(_digest(tried), self._key_digest)

    def is_open(self, request: web.Request) -> bool:
        """Whether the cookie is ours and not too old."""
        value = request.cookies.get(COOKIE, "")[:_VALUE_CHARS]
        signed, _, signature = value.rpartition(".")
        if not hmac.compare_digest(_bytes(signature), self._sign(signed).encode()):
            return False
        expires = int(signed.partition(".")[0])  # ours, and so a number
        return self._clock() < expires

    def open(self, request: web.Request, response: web.StreamResponse) -> None:
        """Give the browser a cookie."""
        signed = f"{int(self._clock()) + LASTS_S}.{secrets.token_urlsafe(16)}"
        response.set_cookie(
            COOKIE,
            f"{signed}.{self._sign(signed)}",
            max_age=LASTS_S,
            path="/admin",
            httponly=True,
            samesite="Strict",
            secure=request.secure or request.headers.get("X-Forwarded-Proto") == "https",
        )

    def close(self, response: web.StreamResponse) -> None:
        """Take the cookie away."""
        response.del_cookie(COOKIE, path="/admin")

    def _sign(self, text: str) -> str:
        return hmac.digest(self._signing_key, _bytes(text), "sha256").hex()


def _digest(key: str) -> bytes:
    return hashlib.sha256(_bytes(key)).digest()


def _bytes(text: str) -> bytes:
    """What came in a header may be no UTF-8, and then holds what can't be encoded as it is."""
    return text.encode("utf-8", "surrogateescape")

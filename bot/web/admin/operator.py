"""Who the operator is, for the audit log and for claims."""

import hashlib

from aiohttp import web

from bot.moderating.moderator import Moderator
from bot.web.admin.sessions import COOKIE

_SESSION_DIGITS = 8


def operator_of(request: web.Request) -> Moderator:
    """The moderator of everything who is logged in.

    All operators have the same key, so each session is someone of its own: two of them can't work on the same
    case without knowing it, and the audit log tells them apart.
    """
    digest = hashlib.sha256(request.cookies.get(COOKIE, "").encode()).hexdigest()
    return Moderator("operator", f"web-{digest[:_SESSION_DIGITS]}")

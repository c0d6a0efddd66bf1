"""What every answer carries and every changing request must prove."""

import ipaddress
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Server": "Nonet",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
"""`data:` pictures are the previews of the event stream; they can't run anything."""


def local_names_only(listening: str, public_url: str) -> Middleware:
    """Build the middleware that keeps a page for this machine alone from being asked by another name.

    A hostile site can give its own name our loopback address (DNS rebinding), and browsers then take it for
    the same origin. Whoever listens to other machines, or stands behind a proxy, is asked by other names.
    """
    public_name = urlsplit(public_url).hostname

    @web.middleware
    async def check(request: web.Request, handler: Handler) -> web.StreamResponse:
        if _is_loopback(listening):
            name = _name(request.host)
            if name != public_name and not _is_loopback(name):
                raise web.HTTPMisdirectedRequest
        return await handler(request)

    return check


def _name(host: str) -> str:
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:  # a bracket without its fellow
        return ""


def _is_loopback(name: str) -> bool:
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return name == "localhost"


def same_origin_only(public_url: str) -> Middleware:
    """Build the middleware that refuses changing requests which a page of another origin has sent."""

    public_host = urlsplit(public_url).netloc

    @web.middleware
    async def check(request: web.Request, handler: Handler) -> web.StreamResponse:
        if request.method not in {"GET", "HEAD"} and not _same_origin(request, public_host):
            raise web.HTTPForbidden
        return await handler(request)

    return check


def _same_origin(request: web.Request, public_host: str) -> bool:
    """Browsers send one of the two headers with every POST; a program that sends neither acts for itself."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    origin = request.headers.get("Origin")
    return origin is None or origin.partition("://")[2] in {request.host, public_host} - {""}


async def add_headers(request: web.Request, response: web.StreamResponse) -> None:
    """Add the security headers to an answer that is about to leave."""
    response.headers.update(HEADERS)

"""Where people find the page."""

from aiohttp import web


def origin_of(request: web.Request, public_url: str) -> str:
    """The beginning of absolute addresses: `public_url` if it is set, otherwise as this visitor has asked."""
    return public_url.rstrip("/") or f"{request.scheme}://{request.host}"

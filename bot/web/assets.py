"""The page's own files: read once at start, kept by browsers for ever, at a new address when they change."""

import hashlib
import mimetypes
from dataclasses import dataclass
from pathlib import Path

from aiohttp import web

STATIC = Path(__file__).parent / "static"
_FOR_EVER = "public, max-age=31536000, immutable"
_TYPES = {".js": "text/javascript", ".woff2": "font/woff2", ".webmanifest": "application/manifest+json"}
"""What the machine's own table may lack or know differently."""


@dataclass(frozen=True, slots=True)
class _Asset:
    body: bytes
    content_type: str
    etag: str


class Assets:
    """Serves what lies under static/. Only names found at start exist, so no path can lead elsewhere."""

    def __init__(self, folder: Path = STATIC) -> None:
        paths = sorted(path for path in folder.rglob("*") if path.is_file())
        self._assets = {path.relative_to(folder).as_posix(): _read(path) for path in paths}
        etags = "".join(asset.etag for asset in self._assets.values())
        self.version = hashlib.sha256(etags.encode()).hexdigest()[:12]

    def url(self, name: str) -> str:
        """The address of a file. Modules and styles find one another beside it, in the same version."""
        if name not in self._assets:
            raise KeyError(f"There is no file {name} under static/.")
        return f"/static/{self.version}/{name}"

    def routes(self) -> list[web.RouteDef]:
        """The routes of the files."""
        return [web.get("/static/{version}/{name:.+}", self._serve), web.get("/favicon.ico", self._favicon)]

    async def _serve(self, request: web.Request) -> web.Response:
        asset = self._assets.get(request.match_info["name"])
        if asset is None:
            raise web.HTTPNotFound
        current = request.match_info["version"] == self.version
        return _answer(request, asset, _FOR_EVER if current else "no-cache")

    async def _favicon(self, request: web.Request) -> web.Response:
        return _answer(request, self._assets["nonet.svg"], "public, max-age=86400")


def _read(path: Path) -> _Asset:
    body = path.read_bytes()
    content_type = _TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return _Asset(body, content_type, hashlib.sha256(body).hexdigest()[:32])


def _answer(request: web.Request, asset: _Asset, caching: str) -> web.Response:
    known = any(etag.value in {asset.etag, "*"} for etag in request.if_none_match or ())
    response = web.Response(status=304) if known else web.Response(body=asset.body)
    if not known:
        response.content_type = asset.content_type
        if asset.content_type.startswith("text/"):
            response.charset = "utf-8"
        response.enable_compression()
    response.etag = asset.etag
    response.headers["Cache-Control"] = caching
    return response

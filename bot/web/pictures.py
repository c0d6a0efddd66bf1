"""Finished pictures out of the image store."""

import asyncio

from aiohttp import web

from bot.image_store import SUFFIXES, ImageStore

_TYPES = {suffix: media_type for media_type, suffix in SUFFIXES.items()}


class Pictures:
    """Serves pictures by key. A key names its content, so browsers may keep what they have for ever."""

    def __init__(self, store: ImageStore) -> None:
        self._store = store

    def routes(self) -> list[web.RouteDef]:
        """The route of the pictures."""
        return [web.get("/images/{key:.+}", self._serve)]

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        try:
            path = self._store.path(request.match_info["key"])
        except ValueError:  # not a key, and so perhaps a way out of the folder
            raise web.HTTPNotFound from None
        if not await asyncio.to_thread(path.is_file):
            raise web.HTTPNotFound
        response = web.FileResponse(path)
        response.content_type = _TYPES[path.suffix]
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response

"""How a job gets on, as server-sent events."""

import asyncio
import base64
import json
from contextlib import aclosing
from dataclasses import asdict
from typing import Any

from aiohttp import web

from bot.pipeline.bell import wait_until
from bot.pipeline.progress import Preview, ProgressBoard, ProgressEvent
from bot.web.desk import Desk
from bot.web.job_view import told_by

PULSE_S = 5.0
"""Between signs of life; static/live.js gives a silent stream up after some of them."""


class JobEvents:
    """Serves one stream for each open page whose job is on its way."""

    def __init__(self, desk: Desk, board: ProgressBoard, watchers_limit: int) -> None:
        self._desk = desk
        self._board = board
        self._watchers_limit = watchers_limit
        self._closing = asyncio.Event()
        self.watchers = 0

    def routes(self) -> list[web.RouteDef]:
        """The route of the streams."""
        return [web.get("/api/jobs/{id}/events", self._serve, allow_head=False)]

    async def close(self, _app: web.Application) -> None:
        """End all streams; their pages connect again when Nonet is back."""
        self._closing.set()

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        view = await self._desk.view(await self._desk.find(request))
        if self.watchers >= self._watchers_limit:
            raise web.HTTPServiceUnavailable(headers={"Retry-After": "5"})
        response = web.StreamResponse(
            headers={
                "Content-Type": "text/event-stream",
                "Cache-Control": "no-store",
                "X-Accel-Buffering": "no",  # or nginx holds events back
            }
        )
        self.watchers += 1
        try:
            await response.prepare(request)
            if view.progress is None:
                await response.write(_ENDED)
            else:
                await response.write(b"retry: 2000\n\n" + _event("progress", asdict(view.progress)))
                await self._follow(view.id, response)
        finally:
            self.watchers -= 1
        return response

    async def _follow(self, job_id: str, response: web.StreamResponse) -> None:
        """Pass on what the board says, until the job ends, the watcher goes or Nonet stops."""
        try:
            async with asyncio.TaskGroup() as group, aclosing(self._board.watch(job_id)) as story:
                pulse = group.create_task(self._pulse(response))
                async for event in story:
                    await response.write(_message(event))
                pulse.cancel()
        except* (ConnectionResetError, _StoppingError):
            pass

    async def _pulse(self, response: web.StreamResponse) -> None:
        """Give signs of life, by which a watcher's going is noticed too. Raises `_StoppingError`."""
        while not await wait_until(self._closing, PULSE_S):
            await response.write(_event("alive", {}))
        raise _StoppingError


class _StoppingError(Exception):
    """Nonet stops; the page will connect again."""


def _event(name: str, data: dict[str, Any]) -> bytes:
    return f"event: {name}\ndata: {json.dumps(data)}\n\n".encode()


_ENDED = _event("ended", {})


def _message(event: ProgressEvent) -> bytes:
    progress = told_by(event)
    if progress is not None:
        return _event("progress", asdict(progress))
    if isinstance(event, Preview):
        return _event("preview", {"sample": event.sample, "png": base64.b64encode(event.png).decode()})
    return _ENDED

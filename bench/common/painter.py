"""A generation service that paints squares of noise: as quickly as a bench of the bot itself needs.

It speaks our protocol (generation/protocol.py) to any number of bot processes.
"""

import asyncio
import base64
import contextlib
import io
import json
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web
from PIL import Image

from bench.common.answers import Json
from bench.common.server import listening

MODEL = "nonet-small"
SIDE_PX = 64
GRID, CODES = 4, 16
STEPS = 4


class Painter:
    """Paints so many requests at once, each in so many seconds, whatever they ask for.

    Args:
        seconds: from a request's turn to its end.
        at_once: more requests than these wait for their turn.
    """

    def __init__(self, seconds: float = 0.05, at_once: int = 4) -> None:
        self.seconds = seconds
        self.requests: list[Json] = []
        self.go_on = asyncio.Event()
        """Cleared, no request is finished until it is set."""
        self.go_on.set()
        self.url = ""
        self._turn = asyncio.Semaphore(at_once)

    def application(self) -> web.Application:
        """The two routes that the bot uses."""
        application = web.Application()
        application.router.add_get("/v1/models", self._models)
        application.router.add_post("/v1/images/generations", self._paint)
        return application

    async def _models(self, _: web.Request) -> web.Response:
        tokens = {"rows": GRID, "columns": GRID, "codes": CODES, "starts": [0]}
        return web.json_response({"data": [{"id": MODEL, "nonet": {"image_tokens": tokens}}]})

    async def _paint(self, request: web.Request) -> web.StreamResponse:
        wish = await request.json()
        self.requests.append(wish)
        stream = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await stream.prepare(request)
        with contextlib.suppress(ConnectionError):  # whoever asked may have gone
            await self._stream(stream, wish)
        return stream

    async def _stream(self, stream: web.StreamResponse, wish: Json) -> None:
        await _send(stream, "queued", place=1, expected_s=self.seconds)
        async with self._turn:
            for step in range(STEPS):
                await asyncio.sleep(self.seconds / STEPS)
                await _send(stream, "progress", done=step, total=STEPS, expected_s=self.seconds)
            await self.go_on.wait()
            for sample in range(wish["first_sample"], wish["first_sample"] + wish["n"]):
                await _send(stream, "completed", **_sample(wish, sample))
        await stream.write_eof()


@asynccontextmanager
async def painter(seconds: float = 0.05, at_once: int = 4) -> AsyncIterator[Painter]:
    """A painter on a free port of loopback until the block ends."""
    service = Painter(seconds, at_once)
    async with listening(service.application()) as service.url:
        yield service


def square(seed: int, sample: int) -> bytes:
    """A PNG that depends on seed and sample only: noise, as hard to squeeze as any photograph."""
    noise = _chance(seed, sample).randbytes(SIDE_PX * SIDE_PX * 3)
    buffer = io.BytesIO()
    Image.frombytes("RGB", (SIDE_PX, SIDE_PX), noise).save(buffer, "PNG")
    return buffer.getvalue()


def _sample(wish: Json, sample: int) -> Json:
    seed = wish.get("seed") or 0
    event = {"sample": sample, "b64_json": base64.b64encode(square(seed, sample)).decode()}
    if wish.get("return_tokens"):
        chance = _chance(seed, sample)
        event["tokens"] = [0, *(chance.randrange(CODES) for _ in range(GRID * GRID))]
    return event | {"seed": seed, "model": MODEL}


def _chance(seed: int, sample: int) -> random.Random:
    return random.Random(f"{seed} {sample}")  # noqa: S311 - a picture is no secret


async def _send(stream: web.StreamResponse, kind: str, **fields: object) -> None:
    payload = {"type": f"image_generation.{kind}"} | fields
    await stream.write(f"data: {json.dumps(payload)}\n\n".encode())

"""What it costs to ask the engine over HTTP, with its events as a stream, instead of directly."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import asdict
from pathlib import Path

from bench.generation.plan import prompt
from bench.generation.seconds import Seconds, now
from generation.client import GenerationClient
from generation.engine.engine import Engine
from generation.models.base import Model
from generation.protocol import GenerationRequest
from generation.service.model_cards import CheckpointCards
from generation.service.options import ServiceOptions
from generation.service.server import serve_models

GRACE_S = 1.0


@asynccontextmanager
async def served(model: Model, checkpoint: Path, threads: int) -> AsyncIterator[GenerationClient]:
    """A service of this model in this very process, and a client of it."""
    options = ServiceOptions(
        model=checkpoint.name, models_dir=checkpoint.parent, threads=threads, grace_s=GRACE_S
    )
    port: asyncio.Future[int] = asyncio.get_running_loop().create_future()
    stop = asyncio.Event()
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(
            serve_models(CheckpointCards(options.models_dir), lambda _: model, options, port.set_result, stop)
        )
        try:
            async with GenerationClient(f"http://127.0.0.1:{await port}") as client:
                yield client
        finally:
            stop.set()


async def compare_with_http(
    engine: Engine, client: GenerationClient, samples: int, rounds: int, first: int
) -> dict[str, list[dict[str, float]]]:
    """Ask for the same in turns, directly and over HTTP: `Seconds` as JSON.

    CPU seconds are those of client, service and engine together: all are in this process.
    """
    direct, over_http = [], []
    for number in range(first, first + rounds):
        request = GenerationRequest(prompt=prompt(number), seed=number, n=samples)
        direct.append(asdict(await _directly(engine, request)))
        over_http.append(asdict(await _over_http(client, request)))
    return {"direct": direct, "http": over_http}


async def _directly(engine: Engine, request: GenerationRequest) -> Seconds:
    began = now()
    with closing(engine.submit(request)) as ticket:
        async for _ in ticket.events():
            pass
    return now() - began


async def _over_http(client: GenerationClient, request: GenerationRequest) -> Seconds:
    began = now()
    async for _ in client.paint(request):
        pass
    return now() - began

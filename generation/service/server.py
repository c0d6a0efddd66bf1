"""Serves the engine over HTTP, from loading the default model to the last answer."""

import asyncio
import socket
from collections.abc import Callable
from dataclasses import replace
from functools import cache

from aiohttp import web
from aiohttp.log import server_logger

from generation.engine.engine import Engine
from generation.models.base import Model
from generation.models.reranking import RerankingModel, Scorer
from generation.service.api import Api
from generation.service.cores import free_cores
from generation.service.model_cards import CheckpointCards, ModelCards
from generation.service.options import ServiceOptions
from generation.service.problems import is_of_ours

HANDLERS_GRACE_S = 5.0
"""How long answers may take to reach their clients once painting has ended."""


async def serve(options: ServiceOptions, ready: Callable[[int], None], stop: asyncio.Event) -> None:
    """Serve the models of `options.models_dir`; see `serve_models`."""

    @cache
    def scorer() -> Scorer:
        from generation.models.clip import load_clip
        from generation.models.library import find_reranker
        from generation.models.loading import pick_device

        return load_clip(find_reranker(options.reranker, options.models_dir), pick_device(options.device))

    def load(name: str) -> Model:
        from generation.models.library import find
        from generation.models.loading import load

        directory = find(name, options.models_dir)
        slots_memory_bytes = options.slots_memory_bytes or None
        model = load(directory, name, options.device, options.precision, slots_memory_bytes)
        return RerankingModel(model, scorer(), options.candidates) if options.reranker else model

    options = replace(options, threads=options.threads or free_cores())
    await serve_models(CheckpointCards(options.models_dir), load, options, ready, stop)


async def serve_models(
    cards: ModelCards,
    load: Callable[[str], Model],
    options: ServiceOptions,
    ready: Callable[[int], None],
    stop: asyncio.Event,
) -> None:
    """Serve until `stop` is set; then refuse new requests and let those here go on for `options.grace_s`.

    Args:
        cards: the models that requests may name.
        load: loads one of them by name; called in the engine's thread.
        options: where to listen, and how much to take in.
        ready: called with the port once it listens and the default model is warm.
        stop: to be set by the caller.

    Raises:
        GenerationError: the default model can't be loaded.
        OSError: the address can't be listened on.
    """
    cards.get(options.model)  # a wrong name is told before anything is started
    engine = Engine(
        load,
        default_model=options.model,
        queue_limit=options.queue_limit,
        threads=options.threads,
        memory_bytes=options.models_memory_bytes or None,
    )
    api = Api(engine, cards, options)
    server_logger.addFilter(is_of_ours)
    runner = web.AppRunner(
        api.application(),
        access_log=None,
        handler_cancellation=True,  # a client that goes frees its work
        auto_decompress=False,  # a small body must not become a large one
        shutdown_timeout=HANDLERS_GRACE_S,
    )
    try:
        port = await _listen(runner, options)
        async with asyncio.TaskGroup() as tasks:
            painting = tasks.create_task(engine.run(lambda: ready(port)))
            await stop.wait()
            api.drain()
            await engine.drain(options.grace_s)
            painting.cancel()
    except ExceptionGroup as group:  # of one: painting is the only task
        raise group.exceptions[0] from None
    finally:
        await runner.cleanup()


async def _listen(runner: web.AppRunner, options: ServiceOptions) -> int:
    await runner.setup()
    if options.socket_fd is None:
        await web.TCPSite(runner, options.host, options.port).start()
    else:
        await web.SockSite(runner, socket.socket(fileno=options.socket_fd)).start()
    port: int = runner.addresses[0][1]
    return port

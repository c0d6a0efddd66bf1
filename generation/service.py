"""The generation service as a process: `python -m generation.service`.

It reads its options as one line of JSON from standard input (so that the key is on no command line), writes
one line {"port": N} to standard output once it listens and its model is warm, and ends when its input is
closed, which also happens when its parent dies.
"""

import asyncio
import json
import os
import signal
import socket
import sys
from collections.abc import Callable
from dataclasses import replace
from typing import TextIO

import structlog
from aiohttp import web

from generation.api import make_application
from generation.cores import free_cores
from generation.engine import Engine, pick_device
from generation.errors import GenerationError
from generation.model_cards import CheckpointCards, ModelCards
from generation.models.base import Model
from generation.service_options import ServiceOptions

OPTIONS_LIMIT_BYTES = 65_536
HANDLERS_GRACE_S = 5.0
"""How long answers may take to reach their clients once painting has ended."""


async def serve(options: ServiceOptions, ready: Callable[[int], None], stop: asyncio.Event) -> None:
    """Serve the models of `options.models_dir`; see `serve_models`."""

    def load(name: str) -> Model:
        from generation.models.library import find
        from generation.models.loading import load

        device = pick_device(options.device)
        return load(find(name, options.models_dir), name, device, options.precision)

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
        load, default_model=options.model, queue_limit=options.queue_limit, threads=options.threads
    )
    runner = web.AppRunner(
        make_application(engine, cards, options),
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


async def _serve_until_told(options: ServiceOptions, answers: TextIO) -> None:
    """Serve until the process's input is closed or a signal asks it to end."""

    def ready(port: int) -> None:
        print(json.dumps({"port": port}), file=answers, flush=True)

    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for signal_number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(signal_number, stop.set)
    watching = asyncio.create_task(_set_when_closed(stop))
    try:
        await serve(options, ready, stop)
    finally:
        watching.cancel()


async def _set_when_closed(stop: asyncio.Event) -> None:
    reader = asyncio.StreamReader()
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    while await reader.read(OPTIONS_LIMIT_BYTES):
        pass
    stop.set()


def main() -> int:
    """Run the service; returns the exit code. What goes wrong is one sentence on standard error."""
    os.environ.setdefault("OMP_WAIT_POLICY", "passive")  # idle threads must not take the cores of busy ones
    structlog.configure(
        processors=[  # not the default ones, which show local variables, and so the key, in tracebacks
            structlog.processors.add_log_level,
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    answers, sys.stdout = sys.stdout, sys.stderr  # so that nothing else can get between the answers
    try:
        options = ServiceOptions.from_json(sys.stdin.buffer.readline(OPTIONS_LIMIT_BYTES).decode())
        asyncio.run(_serve_until_told(options, answers))
    except (GenerationError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    code = main()
    sys.stderr.flush()
    os._exit(code)  # all is closed by now; taking torch apart would need another second

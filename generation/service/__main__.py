"""The generation service as a process: `python -m generation.service`.

It reads its options as one line of JSON from standard input (so that the key is on no command line), writes
one line {"port": N} to standard output once it listens and its model is warm, and ends when its input is
closed, which also happens when its parent dies.
"""

import asyncio
import json
import os
import signal
import sys
from typing import TextIO

import structlog

from generation.errors import GenerationError
from generation.service.cores import THREADS_SPIN
from generation.service.options import ServiceOptions
from generation.service.server import serve

OPTIONS_LIMIT_BYTES = 65_536
NICENESS = 10
"""The bot beside us has to answer people within a second or three; pictures can wait for that."""


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
    os.nice(NICENESS)
    os.environ.setdefault("GOMP_SPINCOUNT", THREADS_SPIN)
    structlog.configure(
        processors=[  # not the default ones, which show local variables, and so the key, in tracebacks
            structlog.contextvars.merge_contextvars,
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

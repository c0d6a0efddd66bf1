"""The generation service as a child process of ours, watched and restarted.

The listening socket is the parent's, and each child inherits it: the address stays the same however often
the child is replaced, and whoever connects while there is none waits for the next one instead of failing.
"""

import asyncio
import socket
import sys
import time
from collections import deque
from contextlib import suppress
from dataclasses import replace
from typing import Self

import structlog

from bot.errors import ServiceStartError, SettingsError
from generation.service.options import ServiceOptions

LAST_WORDS_LINES = 20
LINE_LIMIT_BYTES = 65_536
FIRST_PAUSE_S = 0.5
LONGEST_PAUSE_S = 30.0
STEADY_AFTER_S = 60.0
"""A child that lived so long did not die of what its predecessor died of."""
EXTRA_GRACE_S = 10.0
"""How long a child may take to end beyond the grace that its requests have."""
WILDCARDS = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - compared with, not bound to
"""Where we ourselves reach a service that listens on every address."""

log = structlog.get_logger()


class EmbeddedService:
    """Keeps a generation service running from `start` to `stop`, or as long as its context lasts.

    Args:
        options: of the service.
    """

    def __init__(self, options: ServiceOptions) -> None:
        self.options = options
        self.url = ""
        """Where the service is, from `start` on; it stays the same over restarts."""
        self.pid: int | None = None
        """Process id of the newest child."""
        self._socket: socket.socket | None = None
        self._keeper: asyncio.Task[None] | None = None
        self._first_ready: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._last_words: deque[str] = deque(maxlen=LAST_WORDS_LINES)

    async def start(self) -> None:
        """Listen, and start the child. Requests may be sent at once; they wait until its model is loaded.

        Raises:
            SettingsError: the address can't be listened on.
        """
        host, port = self.options.host, self.options.port
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        try:
            self._socket = socket.create_server((host, port), family=family)
        except OSError as error:
            reason = str(error.strerror).partition(" (while")[0]
            raise SettingsError(f"The generation service can't listen on {host}:{port}: {reason}.") from None
        self.url = _url(*self._socket.getsockname()[:2])
        self._keeper = asyncio.create_task(self._keep_running(self._socket.fileno()))

    async def ready(self) -> None:
        """Wait until the model of the first child is loaded.

        Raises:
            ServiceStartError: it ended before that; its last words are in the message.
        """
        await asyncio.shield(self._first_ready)

    async def stop(self) -> None:
        """Let requests end within their grace, then end the child and free the address."""
        if self._keeper is not None:
            self._keeper.cancel()
            await asyncio.wait([self._keeper])
        if self._socket is not None:
            self._socket.close()
        self._first_ready.cancel()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    async def _keep_running(self, socket_fd: int) -> None:
        pause_s = FIRST_PAUSE_S
        while True:
            began = time.monotonic()
            exit_code = None
            try:
                exit_code = await self._run_child(socket_fd)
            except OSError as error:  # there is no room for another process
                self._last_words.append(str(error))
            last_words = "\n".join(self._last_words)
            if not self._first_ready.done():
                self._first_ready.set_exception(
                    ServiceStartError(
                        f"The generation service ended while starting (exit code {exit_code}): {last_words}"
                    )
                )
                self._first_ready.exception()  # asyncio need not complain if nobody asks for it
                return
            if time.monotonic() - began > STEADY_AFTER_S:
                pause_s = FIRST_PAUSE_S
            log.error("generation service died", exit_code=exit_code, last_words=last_words, pause_s=pause_s)
            await asyncio.sleep(pause_s)
            pause_s = min(2 * pause_s, LONGEST_PAUSE_S)

    async def _run_child(self, socket_fd: int) -> int:
        """Run one child to its end and return its exit code."""
        self._last_words.clear()
        child = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "generation.service",
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            limit=LINE_LIMIT_BYTES,
            pass_fds=(socket_fd,),
            start_new_session=True,  # Ctrl-C is for the parent, which then stops the child in order
        )
        assert child.stdin and child.stdout and child.stderr
        self.pid = child.pid
        try:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(self._listen(child.stderr))
                options = replace(self.options, socket_fd=socket_fd)
                with suppress(ConnectionError):  # it is dead already; its exit code says more
                    child.stdin.write(f"{options.to_json()}\n".encode())
                    await child.stdin.drain()
                if await child.stdout.readline() and not self._first_ready.done():
                    self._first_ready.set_result(None)
                return await child.wait()
        finally:
            await self._end(child)

    async def _listen(self, stderr: asyncio.StreamReader) -> None:
        """Log what the child says, and remember the end of it."""
        while True:
            try:
                line = await stderr.readline()
            except ValueError:  # over LINE_LIMIT_BYTES
                continue
            if not line:
                return
            said = line.decode(errors="replace").rstrip()
            self._last_words.append(said)
            log.info("generation service says", said=said)

    async def _end(self, child: asyncio.subprocess.Process) -> None:
        """Closing its input asks the child to end; a child that does not is killed."""
        assert child.stdin
        child.stdin.close()
        try:
            async with asyncio.timeout(self.options.grace_s + EXTRA_GRACE_S):
                await child.wait()
        except TimeoutError:
            child.kill()
            await child.wait()


def _url(host: str, port: int) -> str:
    host = WILDCARDS.get(host, host)
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"

"""Bot processes that a bench starts, watches and ends."""

import asyncio
import json
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bench.common.answers import Json
from bench.common.environment import environment_with
from bench.common.waiting import until
from bench.discord.bot_process import READY
from bench.discord.server import TOKEN, StandIn

START_TIMEOUT_S = 90.0
STOP_TIMEOUT_S = 60.0


class BotProcess:
    """One that is connected to a stand-in."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    @property
    def memory_mb(self) -> float:
        """Resident memory, in millions of bytes."""
        return self._memory("VmRSS")

    @property
    def peak_memory_mb(self) -> float:
        """The most that it has been."""
        return self._memory("VmHWM")

    def begin_watch_anew(self) -> None:
        """Forget how the event loop fared so far."""
        self._process.send_signal(signal.SIGUSR1)

    async def stop(self) -> Json:
        """End it as an operator does, and return its report."""
        self._process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(STOP_TIMEOUT_S):
            output, _ = await self._process.communicate()
        report: Json = json.loads(output.splitlines()[-1])
        return report

    async def kill(self) -> None:
        """End it as a power cut does."""
        if self._process.returncode is None:
            self._process.kill()
        await self._process.wait()

    def _memory(self, name: str) -> float:
        lines = Path(f"/proc/{self._process.pid}/status").read_text("ascii").splitlines()
        kib = next(line.split()[1] for line in lines if line.startswith(f"{name}:"))
        return int(kib) * 1024 / 1e6


@asynccontextmanager
async def bot_process(server: StandIn, folder: Path, **settings: object) -> AsyncIterator[BotProcess]:
    """A bot that is up, and that has told the stand-in its commands; killed at the end if it still runs.

    Args:
        server: what it takes for Discord.
        folder: for its data and its log.
        settings: more of them, as in `generation__url="..."`.
    """
    chosen = {
        "data_dir": folder / "data",
        "discord__token": TOKEN,
        "web__enabled": False,
        "log__level": "info",
    } | settings
    sessions = len(server.gateway.sessions)
    arguments = ("-m", "bench.discord.bot_process", server.api_url, server.gateway_url)
    with (folder / "bot.log").open("ab") as log:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *arguments,
            stdout=asyncio.subprocess.PIPE,
            stderr=log,
            cwd=folder,
            env=environment_with(chosen),
        )
    bot = BotProcess(process)
    try:
        await _read_until_ready(process, folder / "bot.log")
        await until(lambda: len(server.gateway.sessions) > sessions, START_TIMEOUT_S)
        await until(lambda: server.world.commands, START_TIMEOUT_S)
        yield bot
    finally:
        await bot.kill()


async def _read_until_ready(process: asyncio.subprocess.Process, log: Path) -> None:
    if process.stdout is None:
        raise ValueError("the process was started without a pipe")
    async with asyncio.timeout(START_TIMEOUT_S):
        async for line in process.stdout:
            if line.decode().strip() == READY:
                return
    raise RuntimeError(f"the bot did not start:\n{_end_of(log)}")


def _end_of(log: Path) -> str:
    return log.read_text("utf-8")[-3000:]

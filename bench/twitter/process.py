"""Nonet as `nonet run` starts it, in a process of its own that can be killed."""

import asyncio
import contextlib
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

from bench.common.environment import environment_with


@asynccontextmanager
async def nonet_process(folder: Path, settings: Mapping[str, object]) -> AsyncIterator[None]:
    """`nonet run` with its data and its log in this folder, killed at the end as by a power cut."""
    with (folder / "nonet.log").open("ab") as log:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-m", "bot.cli", "run"),
            stdout=log,
            stderr=log,
            cwd=folder,
            env=environment_with(settings),
        )
    try:
        yield
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()

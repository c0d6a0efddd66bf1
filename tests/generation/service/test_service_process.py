"""Services as processes of their own, with the model that ships, that are told to end or killed."""

import asyncio
import json
import os
import signal
import sys
from asyncio.subprocess import PIPE
from contextlib import suppress
from dataclasses import replace

import pytest

from generation.client import GenerationClient
from generation.errors import ServiceBusyError
from generation.protocol import Finished, GenerationRequest, Painted, Progress, Queued
from generation.service.options import ServiceOptions

NAME = "nonet-small"
REQUEST = GenerationRequest(prompt="a red cat", seed=7)


@pytest.fixture
async def start(tmp_path):
    """Starts services with room for nine samples: `process, client = await start()`."""
    started = []

    async def start():
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "generation.service"),
            stdin=PIPE,
            stdout=PIPE,
            stderr=PIPE,
            env=os.environ | {"OMP_NUM_THREADS": "1"},
        )
        options = ServiceOptions(model=NAME, models_dir=tmp_path, threads=1, slots_memory_bytes=1)
        process.stdin.write(f"{options.to_json()}\n".encode())
        port = json.loads(await process.stdout.readline())["port"]
        client = GenerationClient(f"http://127.0.0.1:{port}")
        started.append((process, client))
        return process, client

    yield start
    for process, client in started:
        await client.close()
        with suppress(ProcessLookupError):
            process.kill()
        await process.communicate()


async def until(kind, events):
    """Read events up to one of this kind."""
    async for event in events:
        if isinstance(event, kind):
            return


async def samples(events):
    painted = [event async for event in events if isinstance(event, Painted | Finished)]
    assert isinstance(painted[-1], Finished)
    assert [event.sample for event in painted[:-1]] == list(range(1, 10))
    return [event.png for event in painted[:-1]]


async def test_sigterm_ends_what_is_painted_and_sends_the_queue_to_another_service(start):
    (first, client), (_, other) = await asyncio.gather(start(), start())
    expected = await samples(other.paint(REQUEST))
    painted = client.paint(REQUEST)
    await until(Progress, painted)
    waiting = client.paint(replace(REQUEST, prompt="a green cat"))
    await until(Queued, waiting)

    first.send_signal(signal.SIGTERM)

    with pytest.raises(ServiceBusyError, match="stopping"):
        await samples(waiting)
    with pytest.raises(ServiceBusyError) as late:
        await samples(client.paint(replace(REQUEST, prompt="a late cat")))
    assert late.value.retry_after_s >= 1
    assert len(await samples(other.paint(replace(REQUEST, prompt="a green cat")))) == 9
    assert await samples(painted) == expected
    _, said = await first.communicate()
    assert first.returncode == 0
    statuses = [json.loads(line).get("status") for line in said.splitlines()]
    assert sorted(filter(None, statuses)) == [200, 200, 503]

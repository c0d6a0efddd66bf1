"""Engines for tests, and short ways to ask them and hear them."""

import asyncio
import contextlib

import pytest

from generation.engine.engine import Engine
from generation.engine.ticket import Drawn
from generation.errors import CheckpointError
from generation.protocol import GenerationRequest


@contextlib.asynccontextmanager
async def _running(*models, **options):
    """An engine with these models, by their names, until the block ends; all slots are free then."""
    by_name = {model.name: model for model in models}

    def load(name):
        if name == "damaged":
            raise CheckpointError("model.safetensors is damaged")
        return by_name[name]

    engine = Engine(load, **{"default_model": models[0].name, "queue_limit": 10} | options)
    warm = asyncio.Event()
    task = asyncio.create_task(engine.run(warm.set))
    await warm.wait()
    try:
        yield engine
    finally:
        task.cancel()
        await asyncio.wait([task])
    assert [model.taken for model in models] == [0] * len(models)


@pytest.fixture
def running():
    """Starts engines: `async with running(model, **options) as engine`."""
    return _running


@pytest.fixture
def ask():
    """Makes requests: `ask("a cat", n=2, ...)`."""

    def make(prompt="a cat", **options):
        return GenerationRequest(prompt=prompt, **{"seed": 1, "n": 2} | options)

    return make


@pytest.fixture
def events_of():
    """All events of a ticket: `await events_of(ticket)`."""

    async def read(ticket):
        return [event async for event in ticket.events()]

    return read


@pytest.fixture
def pictures_of(events_of):
    """The finished samples of a ticket by number: `await pictures_of(ticket)`."""

    async def read(ticket):
        drawn = [event for event in await events_of(ticket) if isinstance(event, Drawn)]
        return {event.sample: event.pixels for event in drawn if event.preview is None}

    return read

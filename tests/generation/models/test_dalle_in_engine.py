"""A real model in the real engine: whatever else is in hand, a painting is as if painted alone."""

import asyncio
import random
from contextlib import closing

import pytest
import torch

from generation.engine.engine import Engine
from generation.engine.ticket import Drawn
from generation.errors import PaintingError
from generation.models.loading import load
from generation.protocol import GenerationRequest

REQUESTS = 60


@pytest.fixture
def model(quick_checkpoint):
    return load(quick_checkpoint, slots_memory_bytes=1)  # for nine samples, the fewest


@pytest.fixture
async def engine(model):
    engine = Engine(lambda _: model, default_model=model.name, queue_limit=REQUESTS, threads=1)
    ready = asyncio.Event()
    running = asyncio.create_task(engine.run(ready.set))
    await ready.wait()
    yield engine
    running.cancel()
    await asyncio.wait([running])


async def tokens_of(engine, request):
    """The tokens of the samples, by number."""
    with closing(engine.submit(request)) as ticket:
        return {e.sample: e.tokens async for e in ticket.events() if isinstance(e, Drawn) and e.tokens}


def requests():
    chance = random.Random(11)
    for number in range(REQUESTS):
        yield GenerationRequest(
            prompt=chance.choice(["a cat", "two dogs on a beach", "fog"]),
            seed=chance.randrange(2),
            n=chance.randint(1, 4),
            temperature=chance.choice([None, 0.7]),
            guidance=chance.choice([None, 1.0]),
            user=str(number % 4),
            return_tokens=True,
        )


async def test_random_interleavings_change_no_token_and_lose_no_slot(model, engine):
    chance = random.Random(5)

    async def visit(request):
        await asyncio.sleep(chance.uniform(0, 1.0))
        if chance.random() < 0.3:
            with closing(engine.submit(request)):
                await asyncio.sleep(chance.uniform(0, 0.2))
            return None
        return await tokens_of(engine, request)

    asked = list(requests())
    together = await asyncio.gather(*map(visit, asked))

    for request, tokens in zip(asked, together, strict=True):
        if tokens is not None:
            assert tokens == await tokens_of(engine, request)
    assert engine.outcomes["finished"] > REQUESTS / 2
    painting = model.begin(
        "all", 1, range(1, model.slots + 1), model.defaults
    )  # for which all slots must be free
    painting.close()


async def test_what_is_not_a_number_fails_its_own_prompt(model, engine, monkeypatch):
    begin = model.begin

    def begin_with_poison(prompt, *arguments, **named):
        painting = begin(prompt, *arguments, **named)
        if prompt == "poison":
            with torch.inference_mode():
                painting.rows.texts[-1].fill_(float("nan"))
        return painting

    monkeypatch.setattr(model, "begin", begin_with_poison)
    healthy = GenerationRequest(prompt="a cat", seed=1, n=2, return_tokens=True)
    poisoned = GenerationRequest(prompt="poison", seed=1, n=2)

    first, failure = await asyncio.gather(
        tokens_of(engine, healthy), tokens_of(engine, poisoned), return_exceptions=True
    )

    assert isinstance(failure, PaintingError)
    assert first == await tokens_of(engine, healthy)

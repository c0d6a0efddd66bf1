"""Many prompts in the engine at once, each from another person."""

import asyncio
import time
from contextlib import closing
from dataclasses import asdict

from bench.generation.plan import Crowd, prompt
from bench.generation.visit import Visit
from bench.generation.watched import WatchedModel
from generation.engine.engine import Engine
from generation.protocol import GenerationRequest, Progress, Queued


class _Crowd:
    def __init__(self, engine: Engine, model: WatchedModel, crowd: Crowd, first: int) -> None:
        self._engine, self._model, self._crowd, self._first = engine, model, crowd, first
        self._in_hand = 0
        self._began = time.monotonic()

    async def visit(self, number: int, arrives_s: float) -> Visit:
        await asyncio.sleep(self._began + arrives_s - time.monotonic())
        text, samples = prompt(self._first + number), self._crowd.samples
        slots_free = self._in_hand + samples <= self._model.slots
        self._in_hand += samples
        arrived_s, steps, told = self._now_s(), self._model.steps, None
        request = GenerationRequest(prompt=text, seed=number, n=samples, user=f"person {number}")
        with closing(self._engine.submit(request)) as ticket:
            async for event in ticket.events():
                if told is None and isinstance(event, Queued | Progress):
                    told = event.expected_s
        self._in_hand -= samples
        waited = self._model.joined[text] - steps
        return Visit(arrived_s, self._now_s(), told or 0.0, waited, slots_free)

    def _now_s(self) -> float:
        return time.monotonic() - self._began


async def paint_crowd(
    engine: Engine, model: WatchedModel, crowd: Crowd, first: int
) -> list[dict[str, object]]:
    """Let a crowd come, with the prompts from number `first` on; `Visit`s as JSON, in order of arrival."""
    painted = _Crowd(engine, model, crowd, first)
    visits = await asyncio.gather(*(painted.visit(*one) for one in enumerate(crowd.arrivals_s())))
    return [asdict(visit) for visit in visits]

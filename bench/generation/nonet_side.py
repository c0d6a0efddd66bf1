"""Nonet, asked as its service asks it."""

import asyncio
from typing import Any, cast

import torch
from safetensors.torch import save_file
from torch import Tensor

from bench.generation.crowded import paint_crowd
from bench.generation.memory import peak_bytes
from bench.generation.over_http import compare_with_http, served
from bench.generation.painted import Painted
from bench.generation.plan import Crowd
from bench.generation.seconds import timed
from bench.generation.setup import Setup
from bench.generation.watched import WatchedModel
from generation.engine.engine import Engine
from generation.models.base import Model, finish
from generation.models.dalle.painting import DallePainting
from generation.models.loading import Precision, load

QUEUE_LIMIT = 1_000


class NonetSide:
    """A contender; see `worker`."""

    def __init__(self, setup: Setup) -> None:
        torch.set_num_threads(setup.threads)
        self._checkpoint, self._threads = setup.checkpoint, setup.threads
        slots_bytes = setup.slots_mb * 1_000_000 if setup.slots_mb else None
        self._watched = WatchedModel(
            load(self._checkpoint, "", "cpu", cast(Precision, setup.precision), slots_bytes)
        )
        self._model = cast(Model, self._watched)
        self._loop = asyncio.Runner()
        self._engine: Engine | None = None

    def paint(self, prompt: str, seed: int, samples: int, most_steps: int | None = None) -> dict[str, Any]:
        """Paint, all steps of it: they cost more the further they are, so that none can stand for another."""
        del most_steps
        model = self._model
        painting, read = timed(lambda: model.begin(prompt, seed, range(1, samples + 1), model.defaults))
        try:
            steps = [timed(lambda: model.step([painting]))[1] for _ in range(painting.steps)]
            draw = timed(lambda: list(painting.draw()))[1]
        finally:
            painting.close()
        painted = Painted(
            read=read, steps=tuple(steps), all_steps=painting.steps, draw=draw, peak_bytes=peak_bytes()
        )
        return painted.to_json()

    def reveal(self, prompt: str, seed: int, path: str) -> None:
        """Paint a sample, and write its tokens, its picture, and all logits (L, 2, codes) to a file."""
        model = self._model
        painting = cast(DallePainting, model.begin(prompt, seed, [1], model.defaults))
        seen: list[Tensor] = []
        choose = painting.choose

        def choose_seen(logits: Tensor) -> tuple[Tensor, Tensor]:
            seen.append(logits.clone())
            return choose(logits)

        painting.choose = choose_seen  # type: ignore[method-assign]  # to look on is all that it does
        picture = torch.from_numpy(finish(model, painting)[0])
        logits = torch.stack(seen)
        tokens = torch.from_numpy(painting.tokens()[0])
        save_file({"tokens": tokens, "picture": picture, "logits": logits}, path)

    def crowd(self, prompts: int, samples: int, spread_s: float, first: int) -> list[dict[str, object]]:
        """Let a crowd come to the engine; see `paint_crowd`."""

        async def come() -> list[dict[str, object]]:
            crowd = Crowd(prompts, samples, spread_s)
            return await paint_crowd(await self._warm_engine(), self._watched, crowd, first)

        return self._loop.run(come())

    def http(self, samples: int, rounds: int, first: int) -> dict[str, list[dict[str, float]]]:
        """Compare the engine with the service around it; see `compare_with_http`."""

        async def compare() -> dict[str, list[dict[str, float]]]:
            engine = await self._warm_engine()
            async with served(self._model, self._checkpoint, self._threads) as client:
                return await compare_with_http(engine, client, samples, rounds, first)

        return self._loop.run(compare())

    async def _warm_engine(self) -> Engine:
        """The same each time, which so learns how fast it is."""
        if self._engine is None:
            self._engine = Engine(
                lambda _: self._model,
                default_model=self._checkpoint.name,
                queue_limit=QUEUE_LIMIT,
                threads=self._threads,
            )
            ready = asyncio.Event()
            self._running = asyncio.create_task(self._engine.run(ready.set))
            becoming_ready = asyncio.create_task(ready.wait())
            await asyncio.wait([self._running, becoming_ready], return_when=asyncio.FIRST_COMPLETED)
            if self._running.done():
                self._running.result()
        return self._engine

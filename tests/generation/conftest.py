"""A small, quick, deterministic model without image tokens for the tests of engine and service."""

import asyncio
import json
import math
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from zlib import crc32

import jsonschema
import numpy as np
import pytest

from generation.errors import BadParameterError, CheckpointError, InvalidRequestError, UnknownModelError
from generation.models.base import check_prefix
from generation.protocol import ImageTokens, SamplingSettings
from generation.service.model_cards import ModelCard
from generation.service.options import ServiceOptions

PICTURE_SIZE = 32
DEFAULTS = SamplingSettings(temperature=0.5, guidance=4.0)


@dataclass
class GradientModel:
    """Paints gradients whose colour depends on prompt, seed, sample and settings, row by row."""

    name: str = "gradient"
    picture_size: int = PICTURE_SIZE
    steps: int = 8
    slots: int = 36
    memory_bytes: int = 1000
    defaults: SamplingSettings = DEFAULTS
    step_taken: list[str] = field(default_factory=list)
    """The prompts of each step, in order; the model's own warming up is left out."""
    batches: list[list[str]] = field(default_factory=list)
    """The same, step by step."""
    gate: threading.Semaphore | None = None
    """If there is one, each step needs a permit: tests decide when the model may go on."""
    begin_s: float = 0.0
    """How long beginning takes."""
    step_s: float = 0.0
    """How long a step takes, and so much more..."""
    row_s: float = 0.0
    """...for each sample, and so much more..."""
    depth_s: float = 0.0
    """...for each that is nearly finished, and in proportion before."""
    draw_s: float = 0.0
    """How long drawing a sample takes."""
    sleep: Callable[[float], object] = time.sleep
    """How it lets that time pass."""
    pictures_at_once: int = 4
    image_tokens: ImageTokens | None = None
    wrong: Exception | None = None
    """What goes wrong at step 3 of prompts with the word "wrong" in them."""
    taken: int = 0
    """Slots in use."""

    def text_length(self, prompt: str) -> int:
        return len(prompt.split()) + 2

    def write_down(self, picture):
        raise BadParameterError("This model can't go on from pictures.", param="images")

    def begin(
        self,
        prompt: str,
        seed: int,
        samples: Sequence[int],
        settings: SamplingSettings,
        *,
        prefix: Sequence[int] = (),
        negative_prompt: str = "",
    ):
        check_prefix(prefix, self.image_tokens)
        if not math.isfinite(settings.temperature):
            raise InvalidRequestError("temperature")
        self.negative_prompt = negative_prompt
        self.sleep(self.begin_s)
        return GradientPainting(self, prompt, seed, list(samples), settings, len(prefix))

    def step(self, paintings):
        prompts = [painting.prompt for painting in paintings if painting.prompt != "warm up"]
        if self.gate is not None and prompts:
            assert self.gate.acquire(timeout=10)
        self.sleep(self._step_s(paintings))
        assert paintings
        for painting in paintings:
            assert painting.open
            assert painting.done < painting.steps
            if self.wrong is not None and "wrong" in painting.prompt and painting.done == 2:
                raise type(self.wrong)(*self.wrong.args)
        for painting in paintings:
            painting.done += 1
        if prompts:
            self.step_taken.extend(prompts)
            self.batches.append(prompts)

    def _step_s(self, paintings):
        rows = sum(len(painting.samples) for painting in paintings)
        depth = sum(len(one.samples) * (1 - (one.steps - one.done) / self.steps) for one in paintings)
        return self.step_s + self.row_s * rows + self.depth_s * depth

    def permit(self, steps: int = 1) -> None:
        assert self.gate is not None
        for _ in range(steps):
            self.gate.release()


class GradientPainting:
    def __init__(self, model, prompt, seed, samples, settings, given):
        self.model, self.prompt, self.seed, self.samples = model, prompt, seed, samples
        self.settings = settings
        self.steps, self.done, self.open = model.steps - max(0, given - 1), 0, True
        model.taken += len(samples)
        assert model.taken <= model.slots

    def tokens(self):
        return None

    def draw(self):
        pictures = self._pictures()
        for first in range(0, len(pictures), self.model.pictures_at_once):
            some = pictures[first : first + self.model.pictures_at_once]
            self.model.sleep(self.model.draw_s * len(some) / 2)
            yield some[:0]
            self.model.sleep(self.model.draw_s * len(some) / 2)
            yield some

    def close(self):
        self.model.taken -= len(self.samples) if self.open else 0
        self.open = False

    def _pictures(self):
        size = self.model.picture_size
        ramp = np.linspace(0, 255, size, dtype=np.uint8)
        pictures = np.full((len(self.samples), size, size, 3), 128, np.uint8)
        rows = size * self.done // self.steps
        for index, sample in enumerate(self.samples):
            key = crc32(repr((self.prompt, self.seed, sample, self.settings)).encode())
            pictures[index, :rows] = (ramp[None, :, None] // 2) + np.array(
                [key & 127, key >> 8 & 127, key >> 16 & 127]
            )
        return pictures


class GradientCards:
    """Offers "gradient", which loads, "other", which does too, and "damaged", which does not."""

    names = ("gradient", "other", "damaged")

    def all(self):
        return [self.get(name) for name in self.names]

    def get(self, name):
        if name not in self.names:
            raise UnknownModelError(f"There is no model {name!r}.")
        return ModelCard(name, PICTURE_SIZE, DEFAULTS, created=1_700_000_000)


@pytest.fixture
def gradient() -> GradientModel:
    """A model that steps as fast as it can."""
    return GradientModel()


@pytest.fixture
def gated() -> Iterator[GradientModel]:
    """A model that steps when the test permits it, with room for nine samples."""
    model = GradientModel(gate=threading.Semaphore(0), slots=9)
    yield model
    model.permit(10_000)  # so that nothing waits for a test that is over


@pytest.fixture
def cards() -> GradientCards:
    return GradientCards()


@pytest.fixture
def until():
    """Waits for a condition that another thread brings about: `await until(lambda: ...)`."""

    async def wait(condition):
        async with asyncio.timeout(10):
            while not condition():  # noqa: ASYNC110 - the model's thread has no event to wait for
                await asyncio.sleep(0.001)

    return wait


@pytest.fixture
def walking(gated):
    """Lets a model step on while something is awaited: `await walking(anext(events))`."""
    gated.steps = 200

    async def walk(waiting):
        task = asyncio.ensure_future(waiting)
        while not task.done():
            gated.permit(1)
            await asyncio.sleep(0.005)
        return await task

    return walk


@pytest.fixture
def contract():
    """Checks a value against a schema of the official API description: `contract("Image", value)`."""
    description = json.loads((Path(__file__).parents[1] / "contracts/openai-images.json").read_text())

    def check(schema, value):
        jsonschema.Draft202012Validator(
            {"$ref": f"#/components/schemas/{schema}", "components": description["components"]}
        ).validate(value)

    return check


@dataclass
class Served:
    """A service that runs in the test's own event loop."""

    url: str
    key: str
    stop: asyncio.Event
    ended: asyncio.Task


@pytest.fixture
async def serving(cards, tmp_path):
    """Starts services: `await serving(model, **options)`; they end with the test."""
    started = []

    async def start(painter, key="", **options):
        from generation.service.server import serve_models  # late: tests of engine and models need no service

        def load(name):
            if name == "damaged":
                raise CheckpointError("model.safetensors is damaged")
            return painter

        defaults = {"model": "gradient", "models_dir": tmp_path, "api_key": key, "grace_s": 0.05}
        options = ServiceOptions(**defaults | options)
        port: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        stop = asyncio.Event()
        ended = asyncio.create_task(serve_models(cards, load, options, port.set_result, stop))
        await asyncio.wait([port, ended], return_when=asyncio.FIRST_COMPLETED)
        if ended.done():
            await ended
        served = Served(f"http://127.0.0.1:{await port}", key, stop, ended)
        started.append(served)
        return served

    yield start
    for served in started:
        served.stop.set()
        await served.ended

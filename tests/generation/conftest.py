"""A small, quick, deterministic model for the tests of engine and service."""

import math
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from zlib import crc32

import numpy as np
import pytest

from generation.catalogue import ModelCard
from generation.errors import InvalidRequestError, UnknownModelError
from generation.protocol import SamplingSettings

PICTURE_SIZE = 32
DEFAULTS = SamplingSettings(temperature=0.5, guidance=4.0)


@dataclass
class GradientModel:
    """Paints gradients whose colour depends on prompt, seed, sample and settings, row by row."""

    name: str = "gradient"
    picture_size: int = PICTURE_SIZE
    steps: int = 8
    defaults: SamplingSettings = DEFAULTS
    step_taken: list[str] = field(default_factory=list)
    """The prompt of each step, in order."""
    gate: threading.Semaphore | None = None
    """If there is one, each step needs a permit: tests decide when the model may go on."""
    wrong: Exception | None = None
    """What goes wrong at step 3 of prompts with the word "wrong" in them."""

    def text_length(self, prompt: str) -> int:
        return len(prompt.split()) + 2

    def begin(self, prompt: str, seed: int, samples: Sequence[int], settings: SamplingSettings):
        if not math.isfinite(settings.temperature):
            raise InvalidRequestError("temperature")
        return GradientPainting(self, prompt, seed, list(samples), settings)

    def permit(self, steps: int = 1) -> None:
        assert self.gate is not None
        self.gate.release(steps)


class GradientPainting:
    def __init__(self, model, prompt, seed, samples, settings):
        self.model, self.prompt, self.seed, self.samples = model, prompt, seed, samples
        self.settings = settings
        self.steps, self.done = model.steps, 0

    def step(self):
        if self.model.gate is not None and self.prompt != "warm up":
            assert self.model.gate.acquire(timeout=10)
        assert self.done < self.steps
        self.done += 1
        if self.prompt != "warm up":
            self.model.step_taken.append(self.prompt)
        if self.model.wrong is not None and "wrong" in self.prompt and self.done == 3:
            raise self.model.wrong

    def pictures(self):
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


class GradientCatalogue:
    """Offers "gradient", which loads, "other", which does too, and "damaged", which does not."""

    names = ("gradient", "other", "damaged")

    def cards(self):
        return [self.card(name) for name in self.names]

    def card(self, name):
        if name not in self.names:
            raise UnknownModelError(f"There is no model {name!r}.")
        return ModelCard(name, PICTURE_SIZE, DEFAULTS, created=1_700_000_000)


@pytest.fixture
def gradient() -> GradientModel:
    """A model that steps as fast as it can."""
    return GradientModel()


@pytest.fixture
def gated() -> GradientModel:
    """A model that steps when the test permits it."""
    return GradientModel(gate=threading.Semaphore(0))


@pytest.fixture
def catalogue() -> GradientCatalogue:
    return GradientCatalogue()

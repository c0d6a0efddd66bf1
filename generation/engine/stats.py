"""What the engine has done and has in hand, as numbers that monitoring can read at any time."""

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal

from generation.protocol import Priority

Stage = Literal["waiting", "painting", "drawing"]
"""A request's way: from arrival to its first step, from there to its last, from there to its pictures."""

STEP_BOUNDS_S = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5)
STAGE_BOUNDS_S = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 25.0, 60.0, 150.0, 600.0)


@dataclass(frozen=True, slots=True)
class Histogram:
    """How often something took how many seconds, counted as Prometheus does."""

    bounds_s: tuple[float, ...]
    """Upper bounds of the buckets; a last bucket without bound follows."""
    cumulative: tuple[int, ...]
    """How often it took at most so long, for each bound and then in all: one longer than `bounds_s`."""
    sum_s: float

    @property
    def count(self) -> int:
        """How often it happened."""
        return self.cumulative[-1]


@dataclass(frozen=True, slots=True)
class ModelStats:
    """One model; its counts outlive its being put away."""

    name: str
    steps: int
    step_s: Histogram
    rows_in_use: int
    """Samples in hand."""
    slots: int
    """Samples that may be in hand at once, fewer than it has once memory ran out; 0 if not loaded."""
    memory_bytes: int
    """Of its weights and slots; 0 if not loaded."""
    loads: int
    """How often it was loaded."""


@dataclass(frozen=True, slots=True)
class EngineStats:
    """All that the engine counts, at one moment."""

    models: tuple[ModelStats, ...]
    """Every model that was loaded once."""
    waiting: Mapping[Priority, int]
    """Requests that wait, by class."""
    painting: int
    """Requests in hand: being painted or drawn."""
    outcomes: Mapping[str, int]
    """Requests so far by how they ended: finished, failed, cancelled, refused."""
    stages: Mapping[Stage, Histogram]
    """How long requests that got through each stage spent in it."""


class Stopwatch:
    """Counts seconds into a histogram. One thread writes, any may read."""

    def __init__(self, bounds_s: tuple[float, ...]) -> None:
        self._bounds_s = bounds_s
        self._counts = [0] * (len(bounds_s) + 1)
        self._sum_s = 0.0

    def count(self, seconds: float) -> None:
        """It happened again, and took so long."""
        self._counts[bisect_left(self._bounds_s, seconds)] += 1
        self._sum_s += seconds

    def read(self) -> Histogram:
        """What was counted so far."""
        return Histogram(self._bounds_s, tuple(accumulate(self._counts)), self._sum_s)

"""How long something took."""

import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Self, TypeVar

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Seconds:
    """By the clock on the wall, and of all cores together in this process."""

    wall: float
    cpu: float

    def __add__(self, other: Self) -> "Seconds":
        return Seconds(self.wall + other.wall, self.cpu + other.cpu)

    def __sub__(self, other: Self) -> "Seconds":
        return Seconds(self.wall - other.wall, self.cpu - other.cpu)

    def __mul__(self, times: float) -> "Seconds":
        return Seconds(self.wall * times, self.cpu * times)


NONE = Seconds(0.0, 0.0)


def now() -> Seconds:
    """Two moments of the same process can be subtracted."""
    return Seconds(time.perf_counter(), time.process_time())


def timed(work: Callable[[], Result]) -> tuple[Result, Seconds]:
    """Do it; what it gave, and how long it took."""
    began = now()
    result = work()
    return result, now() - began


def median(times: Iterable[Seconds]) -> Seconds:
    """Of wall and of CPU, each by itself."""
    several = list(times)
    return Seconds(
        statistics.median(one.wall for one in several), statistics.median(one.cpu for one in several)
    )

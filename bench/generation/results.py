"""All that was measured."""

import statistics
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from bench.generation.agreement import Agreement
from bench.generation.contenders import THEIRS
from bench.generation.floor import Rates, Work
from bench.generation.painted import Painted
from bench.generation.plan import Crowd
from bench.generation.seconds import Seconds
from bench.generation.visit import Visit


@dataclass
class Results:
    """By the contender's name, min-dalle's or "nonet" with a precision."""

    work: Work
    precisions: dict[str, str] = field(default_factory=dict)
    """Of each contender."""
    grids: dict[str, list[Painted]] = field(default_factory=dict)
    """Nine samples of a prompt, once a round."""
    singles: dict[str, list[Painted]] = field(default_factory=dict)
    """One sample of a prompt, once a round."""
    cold_s: dict[str, float] = field(default_factory=dict)
    """From starting the process to the first picture of one sample."""
    crowds: dict[str, list[tuple[Crowd, list[Visit]]]] = field(default_factory=dict)
    http: dict[str, dict[str, list[Seconds]]] = field(default_factory=dict)
    rates: dict[str, Rates] = field(default_factory=dict)
    """By precision."""
    agreements: dict[str, Agreement] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    """What was left out, and why."""

    @property
    def ours(self) -> list[str]:
        """Contenders that are Nonet."""
        return [name for name in self.precisions if name != THEIRS]

    @property
    def fastest(self) -> str:
        """The one of ours that paints a grid in the shortest time."""
        return min(self.ours, key=self.grid_s)

    @property
    def compared(self) -> bool:
        """Whether min-dalle took part."""
        return THEIRS in self.precisions

    def grid_s(self, name: str) -> float:
        """Median seconds of a grid of nine."""
        return _wall_s(self.grids[name])

    def single_s(self, name: str) -> float:
        """Median seconds of a single sample."""
        return _wall_s(self.singles[name])

    def peak_bytes(self, name: str) -> int:
        """The most memory that a process had once it had painted a grid."""
        return self.grids[name][0].peak_bytes

    def their_visits_s(self, crowd: Crowd) -> list[tuple[float, float]]:
        """When a crowd's prompts arrive, and when min-dalle, one after another, would have painted each."""
        each_s = self.grid_s(THEIRS) if crowd.samples > 1 else self.single_s(THEIRS)
        visits, free_s = [], 0.0
        for arrives_s in crowd.arrivals_s():
            free_s = max(free_s, arrives_s) + each_s
            visits.append((arrives_s, free_s))
        return visits

    def to_json(self) -> dict[str, Any]:
        """Every single measurement."""
        return asdict(self)


def _wall_s(paintings: Sequence[Painted]) -> float:
    return statistics.median(painted.whole.wall for painted in paintings)

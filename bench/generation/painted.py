"""What a contender tells of a painting."""

from dataclasses import asdict, dataclass
from typing import Any, Self

from bench.generation.seconds import NONE, Seconds, median

POSITIONS = (8, 128, 255)
"""At which the time of a step is told."""
NEAR = 4
"""Steps on either side of it that count as well."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Painted:
    """Where the time of a painting went.

    If not all steps were done, those that are missing count as the median of the others but the first.
    """

    read: Seconds
    """Reading the prompt: all before the first step."""
    steps: tuple[Seconds, ...]
    all_steps: int
    draw: Seconds
    """Turning the samples into pictures."""
    peak_bytes: int
    """The most memory that the process has had so far."""

    @property
    def extrapolated(self) -> bool:
        """Whether steps are missing."""
        return len(self.steps) < self.all_steps

    @property
    def missing(self) -> Seconds:
        """What the missing steps would have taken."""
        return median(self.steps[1:]) * (self.all_steps - len(self.steps)) if self.extrapolated else NONE

    @property
    def decode(self) -> Seconds:
        """All steps."""
        return sum(self.steps, NONE) + self.missing

    @property
    def whole(self) -> Seconds:
        """From the prompt to the pictures."""
        return self.read + self.decode + self.draw

    def step_at(self, position: int) -> Seconds:
        """A step near this position; if it was not reached, any step but the first: its cost is the same.

        (min-dalle attends over all positions at each step, whether they are written or not.)
        """
        near = self.steps[max(1, position - NEAR) : position + NEAR + 1]
        return median(near if not self.extrapolated and near else self.steps[1:])

    def to_json(self) -> dict[str, Any]:
        """For `from_json`."""
        return asdict(self)

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> Self:
        """Read what `to_json` gave."""
        times = {name: Seconds(**values[name]) for name in ("read", "draw")}
        steps = tuple(Seconds(**step) for step in values["steps"])
        return cls(**values | times | {"steps": steps})

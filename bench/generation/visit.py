"""What became of a prompt that came with others."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Visit:
    """One request's time with the engine; seconds count from when the first arrived."""

    arrived_s: float
    finished_s: float
    told_s: float
    """Seconds until it would be finished, as it was told first."""
    steps_waited: int
    """Steps that ended between its arrival and its own first step."""
    slots_free: bool
    """Whether there was room for it when it came."""

    @property
    def took_s(self) -> float:
        """From arrival to the last picture."""
        return self.finished_s - self.arrived_s

    @property
    def error(self) -> float:
        """How wrong the first told time was, as a share of the true one."""
        return abs(self.told_s - self.took_s) / self.took_s

"""Every call that the stand-in got, and how it was answered."""

from dataclasses import dataclass, field

from bench.discord.call import Call
from bench.discord.contract import Contract


@dataclass(slots=True)
class Entry:
    """A call, when it came in by the monotonic clock, and its answer."""

    call: Call
    at: float
    status: int | None = None
    """None: not answered, because a fault ended the connection, or not yet."""
    fault: str | None = None


@dataclass(slots=True)
class Journal:
    """The calls in their order."""

    entries: list[Entry] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    """Calls that the stand-in does not know, as method and path."""

    def of(self, route: str) -> list[Entry]:
        """The calls to one route."""
        return [entry for entry in self.entries if entry.call.route == route]

    def violations(self) -> list[str]:
        """What Discord's description of its API does not allow about all these calls. Takes its time."""
        contract = Contract()
        broken = [problem for entry in self.entries for problem in contract.violations(entry.call)]
        return [f"{call} is unknown" for call in self.unknown] + broken

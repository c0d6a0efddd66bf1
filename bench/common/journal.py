"""Every call that a stand-in got, and how it was answered."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from bench.common.answers import Answer
from bench.common.call import Call
from bench.common.contract import Description


@dataclass(slots=True)
class Entry:
    """A call, when it came in by the monotonic clock, and its answer."""

    call: Call
    at: float
    answer: Answer | None = None
    """None: not answered, because a fault ended the connection, or not yet."""
    fault: str | None = None

    @property
    def status(self) -> int | None:
        """Of the answer."""
        return self.answer.status if self.answer else None


@dataclass(slots=True)
class Journal:
    """The calls in their order."""

    description: Description
    entries: list[Entry] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    """Calls that the stand-in does not know, as method and path."""

    def of(self, route: str) -> list[Entry]:
        """The calls to one route."""
        return [entry for entry in self.entries if entry.call.route == route]

    def violations(self) -> list[str]:
        """What the platform's description of its API does not allow about all these. Takes its time."""
        return [f"{call} is unknown" for call in self.unknown] + list(self._broken())

    def _broken(self) -> Iterator[str]:
        for entry in self.entries:
            yield from self.description.violations(entry.call)
            if entry.answer and entry.fault is None:
                yield from self.description.answer_violations(entry.call, entry.answer)

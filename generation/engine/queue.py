"""Who waits for the engine, and in which order they begin."""

from collections.abc import Iterator
from typing import get_args

from generation.engine.fair_queue import FairQueue
from generation.engine.work import Work
from generation.protocol import Priority


class WorkQueue:
    """The order is: priority class, then turns of the users, then age. Looking shows it."""

    def __init__(self) -> None:
        self._classes: dict[Priority, FairQueue[Work]] = {name: FairQueue() for name in get_args(Priority)}

    def __len__(self) -> int:
        return sum(map(len, self._classes.values()))

    def __iter__(self) -> Iterator[Work]:
        for waiting in self._classes.values():
            yield from waiting

    def push(self, work: Work) -> None:
        """Let it wait."""
        self._of(work).push(work.request.user, work)

    def take(self, work: Work) -> None:
        """It begins: its user's next waits behind the other users'. It must wait here."""
        self._of(work).take(work.request.user, work)

    def remove(self, work: Work) -> None:
        """It waits no longer, and nobody has had a turn. It must wait here."""
        self._of(work).remove(work.request.user, work)

    def lengths(self) -> dict[Priority, int]:
        """How many wait, by class."""
        return {name: len(waiting) for name, waiting in self._classes.items()}

    def _of(self, work: Work) -> FairQueue[Work]:
        return self._classes[work.request.priority]

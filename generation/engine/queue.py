"""Who waits for the engine, and in which order they begin."""

from collections import deque
from collections.abc import Collection, Iterator
from typing import get_args

from generation.engine.fair_queue import FairQueue
from generation.engine.work import Work
from generation.protocol import Priority

PATIENCE = 8
"""A class lets so many of higher ones go before one of its own, lest a flood of those starve it."""


class WorkQueue:
    """The order is: priority class, then turns of the users, then age. Looking shows it.

    A class that lets PATIENCE others go before it has the next turn.
    """

    def __init__(self) -> None:
        self._classes: dict[Priority, FairQueue[Work]] = {name: FairQueue() for name in get_args(Priority)}
        self._passed = dict.fromkeys(self._classes, 0)  # how many went before each class that waits

    def __len__(self) -> int:
        return sum(map(len, self._classes.values()))

    def __iter__(self) -> Iterator[Work]:
        waiting = {name: deque(works) for name, works in self._classes.items() if len(works)}
        passed = self._passed
        while waiting:
            name = next((name for name in reversed(waiting) if passed[name] >= PATIENCE), next(iter(waiting)))
            passed = _after_turn(passed, name, waiting)
            yield waiting[name].popleft()
            if not waiting[name]:
                del waiting[name]

    def push(self, work: Work) -> None:
        """Let it wait."""
        self._of(work).push(work.request.user, work)

    def take(self, work: Work) -> None:
        """It begins: its user's next waits behind the other users'. It must wait here."""
        waiting = [name for name, works in self._classes.items() if len(works)]
        self._of(work).take(work.request.user, work)
        self._passed = _after_turn(self._passed, work.request.priority, waiting)

    def remove(self, work: Work) -> None:
        """It waits no longer, and nobody has had a turn. It must wait here."""
        self._of(work).remove(work.request.user, work)

    def lengths(self) -> dict[Priority, int]:
        """How many wait, by class."""
        return {name: len(waiting) for name, waiting in self._classes.items()}

    def _of(self, work: Work) -> FairQueue[Work]:
        return self._classes[work.request.priority]


def _after_turn(
    passed: dict[Priority, int], turn: Priority, waiting: Collection[Priority]
) -> dict[Priority, int]:
    """How many went before each class, after a turn: those that do not wait have not been patient."""
    return {name: passed[name] + 1 if name in waiting and name != turn else 0 for name in passed}

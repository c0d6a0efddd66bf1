"""What can go wrong with a call, and rules by which it does."""

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from bench.common.answers import Answer
from bench.common.call import Call


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that goes wrong: a late answer, a wrong one, or none because the connection is dropped."""

    name: str
    answer: Callable[[], Answer] | None = None
    """Makes the one that is given instead of the right one."""
    drops: bool = False
    takes_effect: bool = False
    """Whether the call does what it should nevertheless, and only its answer is lost."""
    delay_s: float = 0.0
    """Before it does anything."""
    silence_s: float = 0.0
    """After it has done what it does, before the answer."""


def server_error(status: int) -> Fault:
    """500, 502, 503 or 504, by a proxy, in HTML."""
    page = Answer(status, text=f"<html><title>{status}</title></html>")
    return Fault(str(status), lambda: page)


def slow(delay_s: float) -> Fault:
    """The right answer, late."""
    return Fault("slow", takes_effect=True, delay_s=delay_s)


def silent_after(silence_s: float) -> Fault:
    """The call does its work; the answer comes late."""
    return Fault("silent", takes_effect=True, silence_s=silence_s)


def dropped_before() -> Fault:
    """The connection ends before the call has done anything."""
    return Fault("dropped before", drops=True)


def dropped_after() -> Fault:
    """The call does its work, then the connection ends without an answer."""
    return Fault("dropped after", drops=True, takes_effect=True)


@dataclass(eq=False, slots=True)
class _Rule:
    faults: tuple[Fault, ...]
    routes: frozenset[str] | None
    share: float = 0.0
    calls: frozenset[int] | None = None
    every: int | None = None
    with_files: bool = False
    seen: int = 0

    def applies(self, call: Call, chance: random.Random) -> bool:
        if self.routes is not None and call.route not in self.routes:
            return False
        if self.with_files and not call.files:
            return False
        self.seen += 1
        if self.calls is not None:
            return self.seen in self.calls
        if self.every is not None:
            return self.seen % self.every == 0
        return chance.random() < self.share


@dataclass(slots=True)
class Faults:
    """The rules of one stand-in. The first that applies to a call decides; without one, all goes well."""

    seed: int = 4
    happened: Counter[str] = field(default_factory=Counter)
    """How often each fault did, by its name."""
    _rules: list[_Rule] = field(default_factory=list)
    _chance: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self._chance = random.Random(self.seed)  # noqa: S311 - which call fails is no secret

    def for_share(self, share: float, *faults: Fault, routes: set[str] | None = None) -> None:
        """So large a part of all calls, or of those to the routes, meets one of the faults."""
        self._rules.append(_Rule(faults, frozenset(routes) if routes else None, share))

    def for_every(self, number: int, *faults: Fault) -> None:
        """With 10: the tenth call meets one of the faults, the twentieth, and so on."""
        self._rules.append(_Rule(faults, None, every=number))

    def for_next(self, fault: Fault) -> None:
        """The next call of all meets the fault."""
        self._rules.append(_Rule((fault,), None, calls=frozenset({1})))

    def for_calls(self, route: str, numbers: set[int], fault: Fault, *, with_files: bool = False) -> None:
        """The calls to a route with these numbers, counted from 1 and from now on, meet the fault.

        `with_files` counts only those that bring files.
        """
        self._rules.append(
            _Rule((fault,), frozenset({route}), calls=frozenset(numbers), with_files=with_files)
        )

    def clear(self) -> None:
        """From now on all goes well."""
        self._rules.clear()

    def next(self, call: Call) -> Fault | None:
        """What goes wrong with this call."""
        for rule in self._rules:
            if rule.applies(call, self._chance):
                fault = self._chance.choice(rule.faults)
                self.happened[fault.name] += 1
                return fault
        return None

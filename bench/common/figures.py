"""What was measured, beside what it should be."""

import math
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One measure. `goal` says how it is met; None: it is told for the picture's sake."""

    name: str
    value: float
    unit: str = ""
    goal: str | None = None
    is_met: bool = True


def at_most(name: str, value: float, limit: float, unit: str) -> Figure:
    """A measure that is good if small."""
    return Figure(name, value, unit, f"<= {limit:g} {unit}".rstrip(), value <= limit)


def exactly(name: str, value: float, wanted: float, unit: str = "") -> Figure:
    """A measure that has to be what it has to be."""
    return Figure(name, value, unit, f"{wanted:g} {unit}".rstrip(), value == wanted)


def percentile(values: list[float], share: float) -> float:
    """The smallest of the values that so large a share of them does not exceed."""
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)]


def table(figures: Iterable[Figure]) -> str:
    """One line each."""
    lines = []
    for figure in figures:
        verdict = "" if figure.goal is None else "ok" if figure.is_met else "MISSED"
        measured = f"{figure.value:,.3f}".rstrip("0").rstrip(".")
        lines.append(
            f"{figure.name:58} {measured:>10} {figure.unit:3} {figure.goal or '':12} {verdict}".rstrip()
        )
    return "\n".join(lines)

"""Latency against load, as a picture: an SVG, which any browser shows."""

import math
import statistics
from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape

from bench.generation.contenders import THEIRS
from bench.generation.results import Results

_WIDTH, _HEIGHT = 860, 520
_LEFT, _RIGHT, _TOP, _BOTTOM = 80, 30, 90, 60
_INK, _QUIET, _LINE = "#1d1830", "#6b6580", "#d9dbe5"
_COLOURS = ("#7c4dff", "#2e7d5b", "#ffb300")
_THEIR_COLOUR = "#b3123f"
_FONT = "font-family='Helvetica, Arial, sans-serif'"
Points = Mapping[int, float]
Scale = Callable[[float], float]


def latency_svg(results: Results, model: str) -> str:
    """Median seconds from arrival to the last picture, by how many prompts came at once; both logarithmic."""
    curves = _curves(results)
    loads = sorted({load for points in curves.values() for load in points})
    times = [seconds for points in curves.values() for seconds in points.values()]
    if not loads:
        return _frame([_text(_LEFT, _TOP, "Nothing was measured under load.", colour=_QUIET)])
    low, high = 10 ** math.floor(math.log10(min(times))), 10 ** math.ceil(math.log10(max(times) * 1.01))

    def x(load: float) -> float:
        span = math.log2(max(loads) / min(loads)) or 1
        return _LEFT + (_WIDTH - _LEFT - _RIGHT) * math.log2(load / min(loads)) / span

    def y(seconds: float) -> float:
        share = math.log(seconds / low) / math.log(high / low)
        return _HEIGHT - _BOTTOM - share * (_HEIGHT - _TOP - _BOTTOM)

    shown = [
        _text(_LEFT, 36, f"Latency against load, {model}", size=20, bold=True),
        _text(_LEFT, _HEIGHT - 16, "prompts at once", colour=_QUIET),
        *_grid(loads, _ticks(low, high), x, y),
    ]
    for number, (name, points) in enumerate(curves.items()):
        colour = _THEIR_COLOUR if name == THEIRS else _COLOURS[number % len(_COLOURS)]
        places = [(x(load), y(seconds)) for load, seconds in sorted(points.items())]
        path = " ".join(f"{a:.1f},{b:.1f}" for a, b in places)
        shown.append(f"<polyline points='{path}' fill='none' stroke='{colour}' stroke-width='2.5'/>")
        shown += [f"<circle cx='{a:.1f}' cy='{b:.1f}' r='4' fill='{colour}'/>" for a, b in places]
        shown.append(_text(_LEFT + 200 * number, 64, f"● {name}", colour=colour, size=13))
    return _frame(shown)


def _curves(results: Results) -> dict[str, Points]:
    curves: dict[str, dict[int, float]] = {}
    for name, crowds in results.crowds.items():
        for crowd, visits in crowds:
            curves.setdefault(name, {})[crowd.prompts] = statistics.median(visit.took_s for visit in visits)
            if results.compared:
                took = [finished - arrived for arrived, finished in results.their_visits_s(crowd)]
                curves.setdefault(THEIRS, {})[crowd.prompts] = statistics.median(took)
    return dict(curves)


def _ticks(low: float, high: float) -> list[float]:
    decades = range(round(math.log10(low)), round(math.log10(high)) + 1)
    ticks = [factor * 10.0**decade for decade in decades for factor in (1, 2, 5)]
    return [tick for tick in ticks if tick <= high]


def _grid(loads: Sequence[int], ticks: Iterable[float], x: Scale, y: Scale) -> list[str]:
    shown = []
    for tick in ticks:
        ends = f"x1='{_LEFT}' x2='{_WIDTH - _RIGHT}' y1='{y(tick):.1f}' y2='{y(tick):.1f}'"
        shown.append(f"<line {ends} stroke='{_LINE}'/>")
        shown.append(_text(_LEFT - 10, y(tick) + 5, f"{tick:g} s", colour=_QUIET, anchor="end"))
    shown += [_text(x(load), _HEIGHT - _BOTTOM + 22, str(load), anchor="middle") for load in loads]
    return shown


def _frame(shown: Iterable[str]) -> str:
    return "\n".join(
        [
            f"<svg xmlns='http://www.w3.org/2000/svg' width='{_WIDTH}' height='{_HEIGHT}' "
            f"viewBox='0 0 {_WIDTH} {_HEIGHT}' role='img' aria-label='Latency against load'>",
            "<rect width='100%' height='100%' fill='#ffffff'/>",
            *shown,
            "</svg>\n",
        ]
    )


def _text(
    x: float,
    y: float,
    words: str,
    *,
    size: int = 14,
    bold: bool = False,
    colour: str = _INK,
    anchor: str = "start",
) -> str:
    weight = " font-weight='bold'" if bold else ""
    return (
        f"<text x='{x:.1f}' y='{y:.1f}' {_FONT} font-size='{size}'{weight} fill='{colour}' "
        f"text-anchor='{anchor}'>{escape(words)}</text>"
    )

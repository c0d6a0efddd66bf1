"""What was measured, as text for people: Markdown."""

import os
import platform
import statistics
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import torch

from bench.common.figures import Figure
from bench.generation.contenders import THEIRS
from bench.generation.figures import figures
from bench.generation.painted import POSITIONS, Painted
from bench.generation.plan import Plan
from bench.generation.results import Results
from bench.generation.seconds import Seconds, median

_CPU_INFO = Path("/proc/cpuinfo")


def markdown(results: Results, plan: Plan, model: str, threads: int) -> str:
    """The whole report."""
    parts = [
        f"# Painting with {model}",
        machine(threads),
        "## Goals and figures",
        _table(["measure", "value", "goal", ""], map(_figure_row, figures(results))),
        "## Where the time goes",
        "Wall seconds (CPU seconds in brackets), medians of "
        f"{plan.rounds}; contenders took turns. `x` is how many times min-dalle's wall time that is.",
        _table(["", *results.precisions], _part_rows(results)),
        "## Many prompts at once",
        _table(
            [
                "contender",
                "prompts",
                "samples of each",
                "within s",
                "all done after s",
                "median s",
                "slowest s",
            ],
            _crowd_rows(results),
        ),
        "## What the machine can do",
        _table(["precision", "peak GFLOP/s", "in steps, by rows", "memory GB/s"], _rate_rows(results)),
        "## Notes",
        "\n".join(f"- {note}" for note in _notes(results, plan)),
    ]
    return "\n\n".join(parts) + "\n"


def machine(threads: int) -> str:
    """One line about where it was measured."""
    name = platform.processor() or platform.machine()
    if _CPU_INFO.exists():
        lines = _CPU_INFO.read_text("utf-8", "replace").splitlines()
        name = next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), name)
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    return f"{name}, {os.cpu_count()} cores, {threads} threads, torch {torch.__version__}, load now {load}."


def _figure_row(figure: Figure) -> list[str]:
    verdict = "" if figure.goal is None else "met" if figure.is_met else "**missed**"
    return [figure.name, f"{figure.value:.3g} {figure.unit}".rstrip(), figure.goal or "", verdict]


def _part_rows(results: Results) -> Iterable[list[str]]:
    parts: list[tuple[str, dict[str, list[Painted]], Callable[[Painted], Seconds]]] = [
        ("one grid of nine", results.grids, lambda painted: painted.whole),
        ("- reading the prompt", results.grids, lambda painted: painted.read),
        ("- all steps", results.grids, lambda painted: painted.decode),
        *((f"- step at position {at}", results.grids, _step_at(at)) for at in POSITIONS),
        ("- nine pictures", results.grids, lambda painted: painted.draw),
        ("one image", results.singles, lambda painted: painted.whole),
        *((f"- step at position {at}", results.singles, _step_at(at)) for at in POSITIONS),
        ("- its picture", results.singles, lambda painted: painted.draw),
    ]
    for name, paintings, part in parts:
        times = {who: median(map(part, paintings[who])) for who in results.precisions}
        yield [name, *(_cell(times[who], times.get(THEIRS)) for who in times)]
    yield ["cold start to first picture", *(f"{seconds:.1f}" for seconds in results.cold_s.values())]
    yield [
        "peak memory, one grid",
        *(f"{results.peak_bytes(who) / 1e9:.2f} GB" for who in results.precisions),
    ]


def _step_at(position: int) -> Callable[[Painted], Seconds]:
    return lambda painted: painted.step_at(position)


def _cell(time: Seconds, theirs: Seconds | None) -> str:
    ratio = f", {theirs.wall / time.wall:.1f} x" if theirs and theirs is not time else ""
    return f"{time.wall:.3g} ({time.cpu:.3g}){ratio}"


def _crowd_rows(results: Results) -> Iterable[list[str]]:
    for name, crowds in results.crowds.items():
        for crowd, visits in crowds:
            times = [(visit.arrived_s, visit.finished_s) for visit in visits]
            both = {name: times, THEIRS: results.their_visits_s(crowd)} if results.compared else {name: times}
            for who, stays in both.items():
                took = [finished - arrived for arrived, finished in stays]
                shown = [crowd.prompts, crowd.samples, crowd.spread_s]
                ends = [max(finished for _, finished in stays), statistics.median(took), max(took)]
                yield [who, *(f"{value:g}" for value in shown), *(f"{value:.1f}" for value in ends)]


def _rate_rows(results: Results) -> Iterable[list[str]]:
    for precision, rates in results.rates.items():
        rows = ", ".join(f"{count}: {flops / 1e9:.0f}" for count, flops in rates.row_flops.items())
        yield [precision, f"{rates.peak_flops / 1e9:.0f}", rows, f"{rates.memory_bytes_s / 1e9:.1f}"]


def _notes(results: Results, plan: Plan) -> Iterable[str]:
    if results.compared:
        yield "Random weights of the published mini's sizes; the same tensors, prompts and settings in both."
        yield "min-dalle can't paint two prompts at once: it paints those of a crowd one after another."
        if plan.their_steps is not None:
            yield (
                f"min-dalle did {plan.their_steps} of its 256 steps, in its own loop; the others count as "
                "the median of those but the first, for they cost the same at every position. `--whole` does "
                "them all. Reading the prompt and drawing the pictures were measured whole."
            )
    yield from results.notes


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)

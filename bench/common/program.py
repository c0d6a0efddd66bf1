"""A bench as a program: measures what is asked for, prints a table, and fails if a goal is missed."""

import argparse
import asyncio
import dataclasses
import json
import tempfile
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path

from bench.common.figures import Figure, table

Measure = Callable[[Path], Awaitable[list[Figure]]]
"""Takes an empty folder of its own."""


def run_measures(name: str, description: str, measures: Mapping[str, Measure], arguments: list[str]) -> int:
    """Make the measures that the arguments name, or all; 1 if a goal is missed, else 0."""
    parser = argparse.ArgumentParser(prog=f"python -m bench {name}", description=description)
    parser.add_argument(
        "measures", nargs="*", metavar="measure", help=f"of {', '.join(measures)}; default: all"
    )
    parser.add_argument("--json", type=Path, help="where the figures are written to as well")
    chosen = parser.parse_args(arguments)
    unknown = set(chosen.measures) - measures.keys()
    if unknown:
        parser.error(f"there is no measure {', '.join(sorted(unknown))}")
    figures = []
    for wanted in chosen.measures or measures:
        with tempfile.TemporaryDirectory(prefix="nonet-bench-") as folder:
            measured = asyncio.run(_measured(measures[wanted], Path(folder)))
        print(table(measured), flush=True)
        figures += measured
    if chosen.json:
        text = json.dumps([dataclasses.asdict(figure) for figure in figures], indent=1)
        chosen.json.write_text(f"{text}\n", "utf-8")
    return int(not all(figure.is_met for figure in figures))


async def _measured(measure: Measure, folder: Path) -> list[Figure]:
    return await measure(folder)

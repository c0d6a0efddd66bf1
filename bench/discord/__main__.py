"""What Nonet on Discord is measured by, on a Discord of our own.

    python -m bench discord [answers] [faults] [memory] [--json FILE]

Prints a table; exits with 1 if a goal is missed. Other work on the machine makes the times longer.
"""

import argparse
import asyncio
import dataclasses
import json
import tempfile
from pathlib import Path

from bench.common.figures import table
from bench.discord.measures import measure_answers, measure_chaos, measure_memory

MEASURES = {"answers": measure_answers, "faults": measure_chaos, "memory": measure_memory}


def main(arguments: list[str]) -> int:
    """Measure what is asked for, or everything."""
    parser = argparse.ArgumentParser(prog="python -m bench discord", description=__doc__)
    parser.add_argument(
        "measures", nargs="*", metavar="measure", help=f"of {', '.join(MEASURES)}; default: all"
    )
    parser.add_argument("--json", type=Path, help="where the figures are written to as well")
    chosen = parser.parse_args(arguments)
    unknown = set(chosen.measures) - MEASURES.keys()
    if unknown:
        parser.error(f"there is no measure {', '.join(sorted(unknown))}")
    figures = []
    for name in chosen.measures or MEASURES:
        with tempfile.TemporaryDirectory(prefix="nonet-bench-") as folder:
            measured = asyncio.run(MEASURES[name](Path(folder)))
        print(table(measured), flush=True)
        figures += measured
    if chosen.json:
        text = json.dumps([dataclasses.asdict(figure) for figure in figures], indent=1)
        chosen.json.write_text(f"{text}\n", "utf-8")
    return int(not all(figure.is_met for figure in figures))

"""What Nonet on Discord is measured by, on a Discord of our own.

    python -m bench discord [answers] [faults] [memory] [--json FILE]

Prints a table; exits with 1 if a goal is missed. Other work on the machine makes the times longer.
"""

from bench.common.program import run_measures
from bench.discord.measures import measure_answers, measure_chaos, measure_memory

MEASURES = {"answers": measure_answers, "faults": measure_chaos, "memory": measure_memory}


def main(arguments: list[str]) -> int:
    """Measure what is asked for, or everything."""
    return run_measures("discord", __doc__ or "", MEASURES, arguments)

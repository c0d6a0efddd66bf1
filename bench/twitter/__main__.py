"""What Nonet on X is measured by, on an X of our own.

    python -m bench twitter [cost] [faults] [--json FILE]

Prints a table; exits with 1 if a goal is missed.
"""

from bench.common.program import run_measures
from bench.twitter.measures import measure_chaos, measure_cost

MEASURES = {"cost": measure_cost, "faults": measure_chaos}


def main(arguments: list[str]) -> int:
    """Measure what is asked for, or everything."""
    return run_measures("twitter", __doc__ or "", MEASURES, arguments)

"""How many CPU threads a model should use here."""

import math
import os
from pathlib import Path

CGROUP_LIMIT = Path("/sys/fs/cgroup/cpu.max")
THREADS_SPIN = "10000"
"""GOMP_SPINCOUNT: how often an idle thread of torch looks for work before it sleeps, some 20 microseconds.

Threads that sleep between two operations make a step take half as long again; those that look as often as
libgomp likes by itself, 300,000 times, take the cores of busy ones.
"""


def free_cores(cgroup_limit: Path = CGROUP_LIMIT) -> int:
    """The cores that this process may use and that nobody else keeps busy; at least 1.

    More threads than that make every operator wait for the slowest of them.
    """
    allowed = min(len(os.sched_getaffinity(0)), _granted(cgroup_limit))
    return max(1, math.ceil(allowed - os.getloadavg()[0]))


def _granted(cgroup_limit: Path) -> float:
    """How many cores' worth of time the container gets: "quota period" in microseconds, or "max"."""
    try:
        quota, period = cgroup_limit.read_text().split()
        return math.inf if quota == "max" else int(quota) / int(period)
    except (OSError, ValueError):  # no control groups here
        return math.inf

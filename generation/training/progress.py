"""What a training run tells while it goes: a bar, a table of numbers and a curve."""

import csv
import time
from collections.abc import Mapping
from pathlib import Path

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from generation.training.data import WORK

EVERY = 25
"""Steps that one row of the table averages over."""


class Timer:
    """Tells whether some seconds have passed since it last said so."""

    def __init__(self) -> None:
        self.since = time.monotonic()

    def passed(self, seconds: float) -> bool:
        """Whether the time is up; if so it starts anew."""
        if time.monotonic() - self.since < seconds:
            return False
        self.since = time.monotonic()
        return True


class Journal:
    """A progress bar on the terminal and a CSV file of averaged numbers under the work folder."""

    def __init__(self, name: str, steps: int, shown: bool) -> None:
        self.path = journal_path(name)
        self.shown = shown
        self.sums: dict[str, float] = {}
        self.noted = 0
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        self.progress = Progress(*columns, disable=not shown)
        self.task = self.progress.add_task(name, total=steps)
        self.progress.start()

    def note(self, step: int, numbers: Mapping[str, float]) -> None:
        """Take the numbers of one step."""
        if not self.shown:
            return
        for key, value in numbers.items():
            self.sums[key] = self.sums.get(key, 0.0) + value
        self.noted += 1
        self.progress.update(self.task, completed=step + 1)
        if self.noted == EVERY:
            row = {"step": float(step + 1), "cpu_s": time.process_time()}
            self._write(row | {key: value / EVERY for key, value in self.sums.items()})
            self.sums, self.noted = {}, 0

    def _write(self, row: Mapping[str, float]) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        new = not self.path.exists()
        with self.path.open("a", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            if new:
                writer.writerow(row)
            writer.writerow(f"{value:.6g}" for value in row.values())
        shown = "  ".join(f"{key} {value:.4g}" for key, value in row.items())
        self.progress.update(self.task, description=shown)

    def close(self) -> None:
        """Take the bar off the terminal."""
        self.progress.stop()


def journal_path(name: str) -> Path:
    """Where the numbers of a run lie."""
    return WORK / f"{name}.csv"

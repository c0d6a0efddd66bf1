"""Starting contenders, and asking them."""

import json
import os
import subprocess
import sys
import time
from typing import IO, Any, Self

from bench.common.environment import ROOT
from bench.generation.painted import Painted
from bench.generation.plan import Crowd, prompt
from bench.generation.seconds import Seconds
from bench.generation.setup import Setup
from bench.generation.visit import Visit
from generation.service.cores import THREADS_SPIN

STOP_S = 30.0
THEIRS = "min-dalle"


class WorkerFailedError(Exception):
    """A contender's process has ended before its time; what it said stands on standard error."""


class Worker:
    """A contender in a process of its own, from `with` to the end of the block."""

    def __init__(self, side: str, setup: Setup) -> None:
        self.precision = setup.precision
        self.name = side if side == THEIRS else f"{side} {setup.precision}"
        self.began = time.monotonic()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "bench.generation.worker"],
            cwd=ROOT,
            env=os.environ | {"OMP_NUM_THREADS": str(setup.threads), "GOMP_SPINCOUNT": THREADS_SPIN},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._write(side=side, **setup.to_json())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        _pipe(self._process.stdin).close()
        try:
            self._process.wait(STOP_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        _pipe(self._process.stdout).close()

    def ask(self, do: str, **values: Any) -> Any:
        """What it answers.

        Raises:
            WorkerFailedError: it has ended.
        """
        self._write(do=do, **values)
        line = _pipe(self._process.stdout).readline()
        if not line:
            raise WorkerFailedError(f"{self.name} has ended with code {self._process.wait()}")
        return json.loads(line)

    def paint(self, number: int, samples: int, most_steps: int | None) -> Painted:
        """Paint prompt `number`."""
        answer = self.ask("paint", prompt=prompt(number), seed=number, samples=samples, most_steps=most_steps)
        return Painted.from_json(answer)

    def crowd(self, crowd: Crowd, first: int) -> list[Visit]:
        """Let a crowd come, with the prompts from number `first` on."""
        answer = self.ask(
            "crowd", prompts=crowd.prompts, samples=crowd.samples, spread_s=crowd.spread_s, first=first
        )
        return [Visit(**visit) for visit in answer]

    def http(self, samples: int, rounds: int, first: int) -> dict[str, list[Seconds]]:
        """How long the same takes directly and over HTTP."""
        answer = self.ask("http", samples=samples, rounds=rounds, first=first)
        return {way: [Seconds(**one) for one in times] for way, times in answer.items()}

    def _write(self, **values: Any) -> None:
        questions = _pipe(self._process.stdin)
        try:
            questions.write(f"{json.dumps(values)}\n")
            questions.flush()
        except BrokenPipeError:
            raise WorkerFailedError(f"{self.name} has ended with code {self._process.wait()}") from None


def _pipe(pipe: IO[str] | None) -> IO[str]:
    assert pipe is not None
    return pipe

"""Measures: everybody in turns, so that a busy minute of the machine is everybody's."""

import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

from bench.generation.agreement import compare
from bench.generation.contenders import THEIRS, Worker
from bench.generation.floor import Rates, Work
from bench.generation.plan import Plan
from bench.generation.results import Results
from bench.generation.setup import Setup
from generation.models.dalle.config import CONFIG, DalleBartConfig
from generation.protocol import SAMPLES_PER_JOB

Say = Callable[[str], None]


class Run:
    """One run of the benchmark.

    Args:
        setup: what all contenders are given; its precision is each one's own.
        precisions: Nonet's.
        with_min_dalle: whether it takes part; its sizes are fixed, and the checkpoint has to have the same.
        say: is told what is being measured.
    """

    def __init__(
        self,
        setup: Setup,
        plan: Plan,
        precisions: Sequence[str],
        *,
        with_min_dalle: bool,
        say: Say,
    ) -> None:
        self._setup, self._plan, self._say = setup, plan, say
        self._config = DalleBartConfig.from_json(setup.checkpoint / CONFIG)
        sides = [("min-dalle", "fp32")] if with_min_dalle else []
        self._sides = [*sides, *(("nonet", precision) for precision in precisions)]
        self._prompts = count(1)
        self._over_at = time.monotonic() + plan.budget_s

    def measure(self) -> Results:
        """Do it all."""
        with ExitStack() as stack:
            machines = [stack.enter_context(machine) for machine in self._machines()]
            results = Results(Work.of(self._config, machines[0].ask("picture_flops")))
            before = [self._rates(machine) for machine in machines]
            workers = [self._started(side, precision, stack, results) for side, precision in self._sides]
            self._paint_in_turns(workers, results)
            self._compare(workers, results)
            for worker in self._of_ours(workers, results):
                self._let_crowds_come(worker, results)
                self._ask_over_http(worker, results)
            for machine, rates in zip(machines, before, strict=True):
                results.rates[machine.precision] = Rates.best([rates, self._rates(machine)])
        return results

    def _machines(self) -> list[Worker]:
        """One for each precision; what "auto" stands for is the model's to know, and is measured in fp32."""
        precisions = {"fp32" if precision == "auto" else precision for _, precision in self._sides}
        return [self._worker("machine", precision) for precision in sorted(precisions)]

    def _rates(self, machine: Worker) -> dict[str, Any]:
        self._say(f"the machine's rates in {machine.precision}")
        streams = 1 if self._config.defaults.guidance == 1 else 2
        rows = [streams, streams * SAMPLES_PER_JOB]
        found: dict[str, Any] = machine.ask("rates", rows=rows, tries=self._plan.rate_tries)
        return found

    def _worker(self, side: str, precision: str) -> Worker:
        return Worker(side, replace(self._setup, precision=precision))

    def _started(self, side: str, precision: str, stack: ExitStack, results: Results) -> Worker:
        """A contender, once it has painted its first picture."""
        worker = stack.enter_context(self._worker(side, precision))
        self._say(f"{worker.name}: cold start")
        painted = worker.paint(next(self._prompts), 1, self._plan.their_steps)
        results.precisions[worker.name] = precision
        results.cold_s[worker.name] = time.monotonic() - worker.began + painted.missing.wall
        return worker

    def _paint_in_turns(self, workers: Sequence[Worker], results: Results) -> None:
        for turn in range(1, self._plan.rounds + 1):
            for kept, samples in ((results.grids, SAMPLES_PER_JOB), (results.singles, 1)):
                number = next(self._prompts)
                for worker in workers:
                    self._say(f"{worker.name}: {samples} of a prompt, round {turn} of {self._plan.rounds}")
                    painted = worker.paint(number, samples, self._plan.their_steps)
                    kept.setdefault(worker.name, []).append(painted)

    def _compare(self, workers: Sequence[Worker], results: Results) -> None:
        if not results.compared:
            return
        theirs, *ours = workers
        number, guidance = next(self._prompts), self._config.defaults.guidance
        for worker in ours:
            self._say(f"{worker.name}: the same as {THEIRS}?")
            with tempfile.TemporaryDirectory(prefix="nonet-bench-") as folder:
                results.agreements[worker.name] = compare(worker, theirs, guidance, number, Path(folder))

    def _of_ours(self, workers: Sequence[Worker], results: Results) -> list[Worker]:
        wanted = [results.fastest] if self._plan.fastest_only else results.ours
        return [worker for worker in workers if worker.name in wanted]

    def _let_crowds_come(self, worker: Worker, results: Results) -> None:
        for crowd in self._plan.crowds:
            what = f"{crowd.prompts} prompts at once, {crowd.samples} of each"
            if self._in_time(f"{worker.name}: {what}", results):
                first = next(self._prompts)
                self._prompts = count(first + crowd.prompts)
                visits = worker.crowd(crowd, first)
                results.crowds.setdefault(worker.name, []).append((crowd, visits))

    def _ask_over_http(self, worker: Worker, results: Results) -> None:
        if self._in_time(f"{worker.name}: over HTTP", results):
            plan, first = self._plan, next(self._prompts)
            self._prompts = count(first + plan.http_rounds)
            results.http[worker.name] = worker.http(plan.http_samples, plan.http_rounds, first)

    def _in_time(self, what: str, results: Results) -> bool:
        if time.monotonic() > self._over_at:
            results.notes.append(f"Left out, for the time was over: {what}.")
            return False
        self._say(what)
        return True

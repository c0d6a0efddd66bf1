"""Journeys use Nonet as people do: as a program, through its page, its files and its exit codes."""

import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

START_TIMEOUT_S = 60.0
JOB_TIMEOUT_S = 60.0


@dataclass
class Nonet:
    """The `nonet` program with a data folder of its own."""

    folder: Path
    environment: dict[str, str] = field(default_factory=dict)
    started: list[subprocess.Popen[str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        clean = {name: value for name, value in os.environ.items() if not name.startswith("NONET_")}
        self.environment = clean | {
            "NONET_DATA_DIR": str(self.folder / "data"),
            "NONET_WEB__PORT": "0",
            "OMP_NUM_THREADS": "1",
            **self.environment,
        }

    def __call__(self, *arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
        """Run one command to its end."""
        return subprocess.run(
            [sys.executable, "-m", "bot.cli", *arguments],
            input=stdin,
            capture_output=True,
            text=True,
            cwd=self.folder,
            env=self.environment,
            timeout=START_TIMEOUT_S + JOB_TIMEOUT_S,
            check=False,
        )

    def begin(self, *arguments: str) -> subprocess.Popen[str]:
        """Start one command and go on."""
        with (self.folder / "run.log").open("a") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "bot.cli", *arguments],
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                cwd=self.folder,
                env=self.environment,
            )
        self.started.append(process)
        return process

    def start(self) -> "RunningNonet":
        """Start `nonet run`, and wait until it says where it is."""
        process = self.begin("run")
        assert process.stdout
        for line in process.stdout:
            found = re.match(r"Nonet is at (http://\S+)", line)
            if found:
                return RunningNonet(process, found[1])
        raise AssertionError(f"`nonet run` did not start:\n{(self.folder / 'run.log').read_text()}")

    def end(self) -> None:
        """Kill what still runs, and let go of what has run."""
        for process in self.started:
            with process:
                process.kill()


@dataclass
class RunningNonet:
    """A `nonet run` that serves its page at `url`."""

    process: subprocess.Popen[str]
    url: str

    def kill(self) -> None:
        """End it as a power cut would."""
        self.process.kill()
        self._wait()

    def stop(self) -> int:
        """Ask it to end, as Ctrl-C does, and return its exit code."""
        self.process.send_signal(signal.SIGINT)
        return self._wait()

    def _wait(self) -> int:
        assert self.process.stdout
        self.process.stdout.close()
        return self.process.wait(START_TIMEOUT_S)

    def ask(self, prompt: str) -> str:
        """Ask for pictures through the page's API; returns the job's id."""
        request = urllib.request.Request(
            f"{self.url}/api/jobs",
            data=json.dumps({"prompt": prompt}).encode(),
            headers={"Content-Type": "application/json", "Origin": self.url, "Idempotency-Key": prompt},
        )
        with urllib.request.urlopen(request) as answer:
            job_id: str = json.load(answer)["id"]
        return job_id

    def job(self, job_id: str) -> dict[str, Any]:
        """The job as the page's API shows it."""
        with urllib.request.urlopen(f"{self.url}/api/jobs/{job_id}") as answer:
            job: dict[str, Any] = json.load(answer)
        return job

    def wait_for(self, job_id: str, reached: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """Look at the job until it has come that far."""
        until = time.monotonic() + JOB_TIMEOUT_S
        while not reached(job := self.job(job_id)):
            assert time.monotonic() < until, f"the job has come no further than {job}"
            time.sleep(0.1)
        return job


@pytest.fixture(scope="session", autouse=True)
def _ctrl_c() -> None:
    """What is started hears Ctrl-C, also if the tests run in a shell's background, where it is ignored."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture
def nonet(tmp_path: Path) -> Iterator[Nonet]:
    """The `nonet` program, with an empty data folder; what it has started is ended after the test."""
    program = Nonet(tmp_path)
    yield program
    program.end()


@pytest.fixture
def running_nonet(nonet: Nonet) -> RunningNonet:
    """A `nonet run`."""
    return nonet.start()

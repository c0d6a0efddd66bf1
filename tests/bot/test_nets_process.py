"""The nets answer from a process of their own as they would here, and it neither lingers nor stays dead."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from bot.nets_process import NetsError, NetsProcess, PictureNet, TextNet, _start, load_picture_filter
from moderation.classifier import Classifier
from moderation.image_nets import ImageNets

TEXTS = ["a red fox in the snow", "a hamster Godzilla", ""]
PICTURES = [np.random.default_rng(n).integers(0, 255, (40 + n, 30, 3), np.uint8) for n in range(3)]

PARENT = """
import sys, time
from bot.nets_process import NetsProcess, TextNet
if __name__ == "__main__":
    process = NetsProcess()
    TextNet(process).scores(["a fox"])
    print(process._child[0].pid, flush=True)
    time.sleep(600)
"""


@pytest.fixture(scope="module")
def process() -> Iterator[NetsProcess]:
    with NetsProcess() as process:
        yield process


def child_of(process: NetsProcess) -> int:
    assert process._child
    pid = process._child[0].pid
    assert pid
    return pid


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().split()[2] != "Z"
    except FileNotFoundError:
        return False


def test_texts_score_as_they_do_here(process: NetsProcess) -> None:
    assert np.allclose(TextNet(process).scores(TEXTS), Classifier.load().scores(TEXTS), atol=1e-6)
    assert TextNet(process).scores([]).shape == (0, 8)


def test_pictures_score_as_they_do_here(process: NetsProcess) -> None:
    assert np.allclose(PictureNet(process).scores(PICTURES), ImageNets().scores(PICTURES), atol=1e-6)


def test_the_picture_filter_judges_with_it(process: NetsProcess) -> None:
    verdicts = load_picture_filter(process).check(PICTURES)
    assert [verdict.decision for verdict in verdicts] == ["allow"] * 3


def test_what_can_not_be_judged_is_said_and_the_next_is_judged(process: NetsProcess) -> None:
    with pytest.raises(NetsError, match="shape"):
        PictureNet(process).scores([np.zeros((4, 4), np.uint8)])
    assert TextNet(process).scores(["a fox"]).shape[0] == 1


def test_after_its_death_it_starts_anew(process: NetsProcess) -> None:
    TextNet(process).scores(["a fox"])
    dead = child_of(process)
    os.kill(dead, signal.SIGKILL)
    with pytest.raises(NetsError, match="out of order"):
        TextNet(process).scores(["a fox"])
    assert TextNet(process).scores(["a fox"]).shape[0] == 1
    assert child_of(process) != dead


def test_one_that_does_not_answer_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.nets_process.ANSWER_TIMEOUT_S", 1)
    with NetsProcess() as process:
        process._child = _start()
        os.kill(child_of(process), signal.SIGSTOP)
        with pytest.raises(NetsError, match="out of order"):
            PictureNet(process).scores([np.zeros((2_000, 2_000, 3), np.uint8)])
        assert process._child is None


def test_it_ends_with_its_owner_however_that_ends(tmp_path: Path) -> None:
    program = tmp_path / "parent.py"
    program.write_text(PARENT)
    with subprocess.Popen(
        [sys.executable, str(program)],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
    ) as parent:
        assert parent.stdout
        child = int(parent.stdout.readline())
        assert is_alive(child)
        parent.kill()
    deadline = time.monotonic() + 30
    while is_alive(child) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not is_alive(child)


def test_closing_ends_it() -> None:
    process = NetsProcess()
    TextNet(process).scores(["a fox"])
    child = child_of(process)
    process.close()
    assert not is_alive(child)

"""Nonet meets shells that have closed its standard streams, or write them to a full disk."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

FULL_DISK = Path("/dev/full")


def shell(nonet, command: str) -> subprocess.CompletedProcess[str]:
    """What a command of the shell does, in which $NONET is the program."""
    return subprocess.run(
        ["/bin/sh", "-c", command],
        env=nonet.environment | {"NONET": f"{sys.executable} -m bot.cli"},
        cwd=nonet.folder,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_a_picture_is_drawn_though_all_are_closed(nonet) -> None:
    done = shell(nonet, "$NONET draw 'a cat' --out cat.png <&- >&- 2>&-")

    assert done.returncode == 0
    assert (nonet.folder / "cat.png").stat().st_size > 0


def test_no_input_at_all_has_no_prompts_to_judge(nonet) -> None:
    done = shell(nonet, "$NONET moderate <&-")

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.skipif(not FULL_DISK.exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("command", ["check", "moderate"])
def test_a_full_disk_under_the_output(nonet, command) -> None:
    done = shell(nonet, f'echo \'{{"text": "a cat"}}\' | $NONET {command} > {FULL_DISK}')

    assert done.returncode == 1
    assert done.stderr == f"nonet: The output can't be written: {os.strerror(28)}.\n"


def test_nobody_reads_on(nonet) -> None:
    done = shell(nonet, """yes '{"text": "a cat"}' | ($NONET moderate; echo $? >&2) | head -n 1""")

    assert done.stdout.startswith('{"line": 1,')
    assert done.stderr == "1\n"

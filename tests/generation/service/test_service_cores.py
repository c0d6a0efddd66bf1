"""As many threads as there are cores that nobody keeps busy."""

import os

import pytest

from generation.service import cores


@pytest.mark.parametrize(
    ("cgroup", "load", "expected"),
    [
        ("max 100000", 0.0, 8),
        ("200000 100000", 0.0, 2),
        ("max 100000", 2.5, 6),
        ("max 100000", 30.0, 1),
        ("50000 100000", 0.0, 1),
    ],
)
def test_threads_for_the_cores_that_are_free(tmp_path, monkeypatch, cgroup, load, expected):
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(8)))
    monkeypatch.setattr(os, "getloadavg", lambda: (load, 0.0, 0.0))
    limit = tmp_path / "cpu.max"
    limit.write_text(cgroup + "\n")

    assert cores.free_cores(limit) == expected


def test_a_machine_without_control_groups(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "getloadavg", lambda: (0.0, 0.0, 0.0))
    assert cores.free_cores(tmp_path / "none") == len(os.sched_getaffinity(0))

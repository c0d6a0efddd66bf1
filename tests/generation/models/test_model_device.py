"""Where a model runs: on a GPU where there is one."""

import pytest

from generation.errors import ServiceOptionsError
from generation.models.loading import pick_device


@pytest.mark.parametrize(
    ("wanted", "gpu", "picked"),
    [("cpu", True, "cpu"), ("auto", False, "cpu"), ("auto", True, "cuda"), ("cuda", True, "cuda")],
)
def test_the_device_is_a_gpu_where_there_is_one(monkeypatch, wanted, gpu, picked):
    monkeypatch.setattr("torch.cuda.is_available", lambda: gpu)
    assert pick_device(wanted) == picked


def test_a_gpu_that_is_not_there_is_told(monkeypatch):
    monkeypatch.setattr("torch.cuda.is_available", lambda: False)
    with pytest.raises(ServiceOptionsError, match="no GPU"):
        pick_device("cuda")

"""Training in several single-threaded processes that add up their gradients.

On a shared CPU one thread a process is several times faster than threads of one process, which wait for one
another at every operator; one all-reduce a step is cheap.
"""

import multiprocessing
import os
import tempfile
import threading
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Protocol

import torch
import torch.distributed as dist
from torch import Tensor, nn
from torch.multiprocessing.spawn import start_processes

from generation.training.progress import Journal, Timer

KEEP_MEMORY = {"MALLOC_MMAP_THRESHOLD_": "4000000000", "MALLOC_TRIM_THRESHOLD_": "8000000000"}
"""For glibc: keep freed memory. Else each large tensor is mapped anew, which takes longer than its sums."""
CHECKPOINT_EVERY_S = 240.0


class Trainer(Protocol):
    """What learns, on one process."""

    step: int

    def save(self) -> None:
        """Write everything that `load` needs to go on as if never stopped."""

    def load(self) -> None:
        """Go on from what `save` wrote, if it did."""

    def train_step(self) -> dict[str, float]:
        """Take one step; returns this process's losses."""


def train(trainer: Callable[[int], Trainer], name: str, steps: int, processes: int = 2) -> None:
    """Train, or go on training, until `steps`, with a journal of that name.

    `trainer` makes the trainer of a rank, and must be importable by its name.
    """
    run_processes(partial(_train, trainer, name, steps), processes)


def _train(make: Callable[[int], Trainer], name: str, steps: int, rank: int, processes: int) -> None:
    trainer = make(rank)
    trainer.load()
    dist.barrier()  # what one process loads another might else have saved already
    journal = Journal(name, steps, shown=rank == 0)
    saved = Timer()
    while trainer.step < steps:
        journal.note(trainer.step, trainer.train_step())
        if rank == 0 and saved.passed(CHECKPOINT_EVERY_S):
            trainer.save()
    if rank == 0:
        trainer.save()
    journal.close()


def run_processes(work: Callable[[int, int], None], processes: int) -> None:
    """Call `work(rank, processes)` in that many processes which can talk to one another; waits for all.

    `work` must be importable by its name. Raises what the first failing process raised.
    """
    os.environ.update(KEEP_MEMORY | {"OMP_NUM_THREADS": "1"})
    with tempfile.TemporaryDirectory() as folder:
        meeting_place = f"file://{folder}/meeting"
        arguments = (work, processes, meeting_place)
        start_processes(_join, arguments, nprocs=processes)  # type: ignore[no-untyped-call]


def _join(rank: int, work: Callable[[int, int], None], processes: int, meeting_place: str) -> None:
    threading.Thread(target=_end_with_parent, daemon=True).start()
    torch.set_num_threads(1)
    dist.init_process_group("gloo", init_method=meeting_place, rank=rank, world_size=processes)
    work(rank, processes)
    dist.destroy_process_group()


def _end_with_parent() -> None:
    """Leave when whoever started us is gone, however it went: two runs must never write one checkpoint."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def average_gradients(parameters: Iterable[nn.Parameter]) -> None:
    """Replace each gradient by its mean over all processes, exchanged as bf16 in one go."""
    held = [parameter for parameter in parameters if parameter.grad is not None]
    flat = torch.cat([_grad(parameter).flatten() for parameter in held]).bfloat16()
    add_up(flat)
    parts = (flat.float() / world_size()).split_with_sizes([parameter.numel() for parameter in held])
    for parameter, part in zip(held, parts, strict=True):
        _grad(parameter).copy_(part.view_as(parameter))


def _grad(parameter: nn.Parameter) -> Tensor:
    assert parameter.grad is not None
    return parameter.grad


def add_up(values: Tensor) -> Tensor:
    """Sum a tensor over all processes, in place."""
    if dist.is_initialized():
        dist.all_reduce(values)
    return values


def from_first(values: Tensor) -> Tensor:
    """Overwrite a tensor by that of the first process."""
    if dist.is_initialized():
        dist.broadcast(values, 0)
    return values


def world_size() -> int:
    """How many processes train together."""
    return dist.get_world_size() if dist.is_initialized() else 1


def save_atomically(state: dict[str, object], path: Path) -> None:
    """Write a checkpoint so that a kill at any moment leaves either the old or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".partial")
    torch.save(state, partial)
    os.replace(partial, path)  # noqa: PTH105 - Path.replace is the same

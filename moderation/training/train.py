"""Fine-tunes the encoder; a run goes on from its checkpoint wherever it was stopped."""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import torch
from rich.progress import Progress, TaskID

from moderation.training.base import Base
from moderation.training.batches import Batch, Batcher
from moderation.training.encoder import Encoder
from moderation.training.losses import loss_of
from moderation.training.packages import WORK
from moderation.verdict import GRADED

SAVE_EVERY_S = 120
LOWER_LAYER_RATE = 0.9
"""The rate of a layer is this share of that of the layer above it."""
FROZEN_LAYERS = 4
"""The lowest, which stay as they are: a quarter of the time is saved."""
WARM_UP = 0.06
"""Share of a run over which the rates rise; afterwards they fall to nothing by a cosine."""


@dataclass(frozen=True, slots=True)
class Run:
    """The plan of one training run."""

    name: str
    held_out: int | None
    """The fold whose rows are left out."""
    epochs: int = 3
    rate: float = 8e-5
    head_rate: float = 5e-4
    seed: int = 1

    @property
    def checkpoint(self) -> Path:
        """Where its state lies."""
        return WORK / f"{self.name}.pt"


class Trainer:
    """The network, its optimizer, and how far it is."""

    def __init__(self, run: Run, base: Base, batcher: Batcher) -> None:
        torch.manual_seed(run.seed)
        self.run, self.batcher = run, batcher
        self.network = Encoder(base.shape, len(GRADED))
        self.network.load_e5(base.tensors)
        for frozen in (self.network.positions, self.network.norm, self.network.layers[:FROZEN_LAYERS]):
            frozen.requires_grad_(False)
        self.optimizer = torch.optim.AdamW(_groups(self.network, run), betas=(0.9, 0.98), weight_decay=0.01)
        self.trained = [part for group in self.optimizer.param_groups for part in group["params"]]
        self.rates = [group["lr"] for group in self.optimizer.param_groups]
        self.epoch = self.batch = 0
        if run.checkpoint.exists():
            self._load()

    def train(self) -> Encoder:
        """Take all steps that are left, saving now and then."""
        with Progress() as progress:
            task = progress.add_task(self.run.name, total=self.run.epochs)
            while self.epoch < self.run.epochs:
                self.train_epoch(lambda done, loss: _tell(progress, task, self.run.name, done, loss))
        return self.network.eval()

    def train_epoch(self, tell: Callable[[float, float], None]) -> None:
        """Take the steps that are left of an epoch, and tell of each the epochs done and the loss."""
        batches = self.batcher.epoch(f"{self.run.seed} {self.epoch}")
        saved = time.monotonic()
        while self.batch < len(batches):
            loss = self._step(self.batcher.batch(batches[self.batch]), self.batch / len(batches))
            self.batch += 1
            tell(self.epoch + self.batch / len(batches), loss)
            if time.monotonic() - saved > SAVE_EVERY_S:
                self.save()
                saved = time.monotonic()
        self.epoch, self.batch = self.epoch + 1, 0
        self.save()

    def _step(self, batch: Batch, through_epoch: float) -> float:
        scale = _rate_scale((self.epoch + through_epoch) / self.run.epochs)
        for group, rate in zip(self.optimizer.param_groups, self.rates, strict=True):
            group["lr"] = rate * scale
        torch.manual_seed(hash((self.run.seed, self.epoch, self.batch)))  # of dropout
        self.network.train()
        with torch.autocast("cpu", torch.bfloat16):
            logits = self.network(batch.vectors, batch.present)
        loss = loss_of(logits.float(), batch.targets)
        self.optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self.trained, 1.0)
        self.optimizer.step()
        return loss.item()

    def save(self) -> None:
        """Write everything that going on needs."""
        state = {
            "epoch": self.epoch,
            "batch": self.batch,
            "network": self.network.state_dict(),
            "optimizer": self.optimizer.state_dict(),
        }
        unfinished = self.run.checkpoint.with_suffix(".part")
        torch.save(state, unfinished)
        unfinished.replace(self.run.checkpoint)

    def _load(self) -> None:
        state = torch.load(self.run.checkpoint, weights_only=True)
        self.epoch, self.batch = state["epoch"], state["batch"]
        self.network.load_state_dict(state["network"])
        self.optimizer.load_state_dict(state["optimizer"])


def _tell(progress: Progress, task: TaskID, name: str, done: float, loss: float) -> None:
    progress.update(task, completed=done, description=f"{name} loss {loss:.3f}")


def _rate_scale(progress: float) -> float:
    if progress < WARM_UP:
        return progress / WARM_UP
    return 0.5 + 0.5 * math.cos(math.pi * (progress - WARM_UP) / (1 - WARM_UP))


def _groups(network: Encoder, run: Run) -> list[dict[str, object]]:
    """Parameters with their rates: the head's the highest, the lowest layer's the lowest."""
    head = [*network.hidden.parameters(), *network.head.parameters()]
    groups: list[dict[str, object]] = [{"params": head, "lr": run.head_rate}]
    for height, layer in enumerate(reversed(network.layers[FROZEN_LAYERS:])):
        groups.append({"params": list(layer.parameters()), "lr": run.rate * LOWER_LAYER_RATE**height})
    return groups

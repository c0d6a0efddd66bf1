"""Trains the picture decoder further while the codes stay as they are.

The transformer knows pictures only as codes, so this may go on beside its training and after it.
"""

import math
from dataclasses import dataclass
from functools import partial

import torch

from generation.training import parallel
from generation.training.parallel import average_gradients, save_atomically
from generation.training.train_tokenizer import (
    REFINED_DECODER,
    TokenizerRun,
    crops,
    reconstruction_loss,
    trained_tokenizer,
)


@dataclass(frozen=True)
class RefinementRun:
    """The plan of a run; a resumed run may have more steps than before."""

    steps: int = 1500
    crops: int = 8
    """Per process and step."""
    learning_rate: float = 6e-4
    seed: int = 2


class Refiner:
    """The decoder and its optimizer on one process."""

    def __init__(self, run: RefinementRun, rank: int) -> None:
        self.run, self.rank, self.step = run, rank, 0
        self.tokenizer = trained_tokenizer()
        self.weights = list(self.tokenizer.decoder.layers.parameters())
        for weight in self.weights:
            weight.requires_grad_(True)
        self.optimizer = torch.optim.AdamW(self.weights, lr=run.learning_rate, betas=(0.9, 0.98))

    def save(self) -> None:
        """Write everything that `load` needs to go on as if never stopped."""
        decoder = self.tokenizer.decoder.state_dict()
        state = {"step": self.step, "decoder": decoder, "optimizer": self.optimizer.state_dict()}
        save_atomically(state, REFINED_DECODER)

    def load(self) -> None:
        """Go on from the checkpoint, if there is one; its decoder is that of `trained_tokenizer` already."""
        if REFINED_DECODER.exists():
            state = torch.load(REFINED_DECODER, weights_only=True)
            self.step = state["step"]
            self.optimizer.load_state_dict(state["optimizer"])

    def train_step(self) -> dict[str, float]:
        """Take one step; returns this process's losses."""
        plan = TokenizerRun(seed=self.run.seed)
        truth = crops(plan, self.step, self.rank, self.run.crops)
        with torch.autocast("cpu", torch.bfloat16):
            codes = self.tokenizer.encode(truth)
            painted = self.tokenizer.decoder(codes)
        loss = reconstruction_loss(painted, truth)
        self.optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        average_gradients(self.weights)
        torch.nn.utils.clip_grad_norm_(self.weights, 1.0)
        cosine = 0.5 * (1 + math.cos(math.pi * self.step / self.run.steps))
        for group in self.optimizer.param_groups:
            group["lr"] = self.run.learning_rate * min(1.0, (self.step + 1) / 40) * (0.02 + 0.98 * cosine)
        self.optimizer.step()
        self.step += 1
        return {"reconstruction": loss.item(), "l1": (painted.detach() - truth).abs().mean().item()}


def train(run: RefinementRun) -> None:
    """Refine, or go on refining, until `run.steps`; the result is `REFINED_DECODER`."""
    parallel.train(partial(Refiner, run), "decoder", run.steps)

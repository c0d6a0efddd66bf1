"""Trains the picture tokenizer on crops of fresh scenes."""

import math
from dataclasses import dataclass
from functools import partial
from random import Random

import numpy as np
import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import Tensor

from generation.models.dalle.checkpoint import ENCODER_WEIGHTS, PICTURE_WEIGHTS
from generation.training import parallel
from generation.training.data import EXPORTED, WORK
from generation.training.icons import CELL_PX
from generation.training.parallel import add_up, average_gradients, from_first, save_atomically
from generation.training.picture_tokenizer import CODES, CodeAverages, PictureTokenizer, k_means
from generation.training.scene_sampler import sample_scene
from generation.training.scenes import paint

CHECKPOINT = WORK / "tokenizer.pt"
REFINED_DECODER = WORK / "decoder.pt"

CROP_CELLS = 8
CROP_CORNERS = (0, 1, 2, 2, 2, 3, 4), (0, 2, 3, 3, 3, 4, 4)
"""Columns and rows of the upper left cell; those where the subject stands come more often."""


@dataclass(frozen=True)
class TokenizerRun:
    """The plan of one training run; a resumed run may have more steps than before."""

    steps: int = 3600
    crops: int = 8
    """Per process and step."""
    learning_rate: float = 1.5e-3
    codes_from_step: int = 200
    """Until then the decoder sees the encoder's own vectors."""
    codebook_batches: int = 40
    """From so many batches of crops the first codebook is made; at least as many vectors as codes."""
    seed: int = 1


def crops(run: TokenizerRun, step: int, rank: int, count: int) -> Tensor:
    """Fresh crops (count, 3, side, side), 0 to 1; the same ones for the same run, step and rank."""
    rng = Random(f"tokenizer {run.seed} {step} {rank}")  # noqa: S311 - reproducible, not secret
    side = CROP_CELLS * CELL_PX
    pictures = []
    for _ in range(count):
        x, y = (CELL_PX * rng.choice(corners) for corners in CROP_CORNERS)
        pictures.append(paint(sample_scene(rng, 1.0))[y : y + side, x : x + side])
    stacked = torch.from_numpy(np.stack(pictures)).permute(0, 3, 1, 2)
    return (stacked.float() / 255).contiguous(memory_format=torch.channels_last)


def reconstruction_loss(painted: Tensor, truth: Tensor) -> Tensor:
    """L1 of pixels and of their differences to neighbours, at full and at a quarter of the size."""
    coarse = _l1_with_edges(F.avg_pool2d(painted, 4), F.avg_pool2d(truth, 4))
    return _l1_with_edges(painted, truth) + 0.5 * coarse


def _l1_with_edges(a: Tensor, b: Tensor) -> Tensor:
    difference = a - b
    return (
        difference.abs().mean() + difference.diff(dim=-1).abs().mean() + difference.diff(dim=-2).abs().mean()
    )


def learning_rate(run: TokenizerRun, step: int) -> float:
    """Sixty steps of warm-up, then a cosine down to 3 %."""
    cosine = 0.5 * (1 + math.cos(math.pi * step / run.steps))
    return run.learning_rate * min(1.0, (step + 1) / 60) * (0.03 + 0.97 * cosine)


class Trainer:
    """The model, its optimizer and its codebook averages on one process."""

    def __init__(self, run: TokenizerRun, rank: int) -> None:
        torch.manual_seed(run.seed)
        self.run, self.rank, self.step = run, rank, 0
        self.model = PictureTokenizer().to(memory_format=torch.channels_last)  # type: ignore[call-overload]
        self.trained = [p for p in self.model.parameters() if p.requires_grad]
        self.optimizer = torch.optim.AdamW(
            self.trained, lr=run.learning_rate, betas=(0.9, 0.98), weight_decay=1e-4
        )
        self.averages = CodeAverages(*self.model.codebook.shape)

    def save(self) -> None:
        """Write everything that `load` needs to go on as if never stopped."""
        state = {
            "step": self.step,
            "model": self.model.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "counts": self.averages.counts,
            "sums": self.averages.sums,
        }
        save_atomically(state, CHECKPOINT)

    def load(self) -> None:
        """Go on from the checkpoint on disk, if there is one."""
        if CHECKPOINT.exists():
            state = torch.load(CHECKPOINT, weights_only=True)
            self.step = state["step"]
            self.model.load_state_dict(state["model"])
            self.optimizer.load_state_dict(state["optimizer"])
            self.averages.counts, self.averages.sums = state["counts"], state["sums"]

    def train_step(self) -> dict[str, float]:
        """Take one step; returns this process's losses."""
        if self.step == self.run.codes_from_step:
            self._start_codebook()
        truth = crops(self.run, self.step, self.rank, self.run.crops)
        with torch.autocast("cpu", torch.bfloat16):
            vectors = self.model.vectors(truth)
        commitment = torch.zeros(())
        chosen = None
        if self.step >= self.run.codes_from_step:
            chosen = self.model.nearest(vectors.detach())
            quantised = self.model.codebook[chosen].permute(0, 3, 1, 2)
            commitment = (vectors - quantised).square().sum(dim=1).mean()
            flat = vectors.detach().permute(0, 2, 3, 1).flatten(0, 2)
            vectors = vectors + (quantised - vectors).detach()
        with torch.autocast("cpu", torch.bfloat16):
            painted = self.model.decoder.paint(vectors).float()
        reconstruction = reconstruction_loss(painted, truth)
        self._descend(reconstruction + 0.25 * commitment)
        if chosen is not None:
            self._move_codes(chosen.flatten(), flat)
        self.step += 1
        return {
            "reconstruction": reconstruction.item(),
            "l1": (painted.detach() - truth).abs().mean().item(),
            "commitment": commitment.item(),
            "codes_in_use": float((self.averages.counts > 0.05).sum()),
        }

    def _descend(self, loss: Tensor) -> None:
        self.optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        average_gradients(self.trained)
        torch.nn.utils.clip_grad_norm_(self.trained, 1.0)
        for group in self.optimizer.param_groups:
            group["lr"] = learning_rate(self.run, self.step)
        self.optimizer.step()

    @torch.no_grad()
    def _move_codes(self, chosen: Tensor, vectors: Tensor) -> None:
        counts = add_up(torch.bincount(chosen, minlength=CODES).float())
        sums = add_up(torch.zeros_like(self.model.codebook).index_add_(0, chosen, vectors))
        self.averages.update(self.model.codebook, counts, sums)
        if self.step % 20 == 0:
            order = torch.randperm(len(vectors), generator=torch.Generator().manual_seed(self.step))
            candidates = from_first(vectors[order].contiguous())  # all processes must revive codes alike
            self.averages.revive(self.model.codebook, candidates)

    @torch.no_grad()
    def _start_codebook(self) -> None:
        codebook = torch.zeros_like(self.model.codebook)
        if self.rank == 0:
            flat = []
            for index in range(self.run.codebook_batches):
                with torch.autocast("cpu", torch.bfloat16):
                    vectors = self.model.vectors(crops(self.run, -1 - index, 0, 8))
                flat.append(vectors.permute(0, 2, 3, 1).flatten(0, 2))
            every = torch.cat(flat)
            order = torch.randperm(len(every), generator=torch.Generator().manual_seed(0))
            codebook = k_means(every[order], CODES)
        self.model.codebook.copy_(from_first(codebook))
        self.averages.start(self.model.codebook)


def trained_tokenizer() -> PictureTokenizer:
    """The tokenizer as of the last checkpoint, or else the exported one, frozen."""
    tokenizer = PictureTokenizer()
    if CHECKPOINT.exists():
        tokenizer.load_state_dict(torch.load(CHECKPOINT, weights_only=True)["model"])
        if REFINED_DECODER.exists():
            tokenizer.decoder.load_state_dict(torch.load(REFINED_DECODER, weights_only=True)["decoder"])
    else:
        encoder = load_file(EXPORTED / ENCODER_WEIGHTS)
        codebook = encoder.pop("codebook")
        tokenizer.encoder.load_state_dict(encoder)
        tokenizer.decoder.load_state_dict(load_file(EXPORTED / PICTURE_WEIGHTS))
        tokenizer.codebook.data.copy_(codebook)
    tokenizer.eval().requires_grad_(False)
    return tokenizer.to(memory_format=torch.channels_last)  # type: ignore[call-overload]


def train(run: TokenizerRun) -> None:
    """Train, or go on training, until `run.steps`; the result is `CHECKPOINT`."""
    parallel.train(partial(Trainer, run), "tokenizer", run.steps)

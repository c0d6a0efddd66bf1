"""Trains DalleBart to paint captions in the tokenizer's codes, on fresh scenes without end."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from random import Random

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from torch.nn.attention import SDPBackend, sdpa_kernel

from generation.models.dalle.checkpoint import load_dalle_bart
from generation.models.dalle.model import DalleBart
from generation.training import parallel
from generation.training.batches import Batch, sample_batch
from generation.training.concepts import load_concepts
from generation.training.data import EXPORTED, WORK
from generation.training.muon import Muon
from generation.training.parallel import average_gradients, save_atomically
from generation.training.small_model import FIXED, model_config, new_model
from generation.training.texts import PAD_ID
from generation.training.train_tokenizer import CHECKPOINT as TOKENIZER_CHECKPOINT
from generation.training.train_tokenizer import trained_tokenizer

CHECKPOINT = WORK / "transformer.pt"
WORD_NOISE = 0.3
"""Standard deviation of what is added to the words' vectors, whose own is 1; untaught words may be near."""


@dataclass(frozen=True)
class TransformerRun:
    """The plan of one training run; a resumed run may have more steps than before."""

    steps: int
    pictures: int = 16
    """Per process and step."""
    matrix_rate: float = 0.02
    other_rate: float = 2e-3
    curriculum_steps: int = 1400
    """Until then the scenes are easier than in the end; see scene_sampler."""
    decay_share: float = 0.45
    """The last share of the steps, over which the rates fall to 3 %."""
    seed: int = 1


class Trainer:
    """The model and its two optimizers on one process."""

    def __init__(self, run: TransformerRun, rank: int) -> None:
        torch.manual_seed(run.seed)
        self.run, self.rank, self.step = run, rank, 0
        self.head_start = 0
        """Steps of the curriculum that need not be taken again."""
        self.tokenizer = trained_tokenizer()
        self.model = new_model(model_config(), self.tokenizer.codebook)
        self.noise = torch.Generator()
        self.concept_head = nn.Linear(self.model.config.d_model, len(load_concepts()))
        """Which concepts a text names; it teaches the encoder what matters and is not shipped."""
        layers = [*self.model.encoder.layers.parameters(), *self.model.decoder.layers.parameters()]  # type: ignore[attr-defined]
        matrices = [parameter for parameter in layers if parameter.ndim == 2]
        self.muon = Muon(matrices)
        in_muon = {id(matrix) for matrix in matrices}
        both = [*self.model.parameters(), *self.concept_head.parameters()]
        self.others = [p for p in both if p.requires_grad and id(p) not in in_muon]
        self.adam = torch.optim.AdamW(self.others, lr=run.other_rate, betas=(0.9, 0.97), weight_decay=0.01)

    def save(self) -> None:
        """Write everything that `load` needs to go on as if never stopped."""
        state = {
            "step": self.step,
            "head_start": self.head_start,
            "model": {name: part for name, part in self.model.state_dict().items() if name != FIXED},
            "concept_head": self.concept_head.state_dict(),
            "adam": self.adam.state_dict(),
            "muon": self.muon.averages,
        }
        save_atomically(state, CHECKPOINT)

    def load(self) -> None:
        """Go on from the checkpoint on disk, or else from the exported weights, if there are any.

        Beside a picture tokenizer of our own, which has other codes than the exported one, begin anew.
        """
        if CHECKPOINT.exists():
            state = torch.load(CHECKPOINT, weights_only=True)
            self.step, self.head_start = state["step"], state["head_start"]
            self._take(state["model"])
            self.concept_head.load_state_dict(state["concept_head"])
            self.adam.load_state_dict(state["adam"])
            self.muon.averages = state["muon"]
        elif EXPORTED.exists() and not TOKENIZER_CHECKPOINT.exists():
            self._take(load_dalle_bart(EXPORTED).state_dict())
            self.head_start = self.run.curriculum_steps

    def _take(self, weights: dict[str, Tensor]) -> None:
        self.model.load_state_dict(weights | {FIXED: self.model.encoder.embed_tokens.weight})

    def train_step(self) -> dict[str, float]:
        """Take one step; returns this process's losses in nats per token and per caption."""
        rng = Random(f"transformer {self.run.seed} {self.step} {self.rank}")  # noqa: S311 - reproducible
        progress = (self.step + self.head_start) / self.run.curriculum_steps
        batch = sample_batch(rng, self.run.pictures, progress, self.tokenizer)
        self.noise.manual_seed(rng.getrandbits(32))
        painting, naming = self._losses(batch)
        self.adam.zero_grad()
        for matrix in self.muon.matrices:
            matrix.grad = None
        (painting + 0.1 * naming).backward()  # type: ignore[no-untyped-call]
        average_gradients([*self.muon.matrices, *self.others])
        torch.nn.utils.clip_grad_norm_(self.others, 1.0)
        scale = self._rate_scale()
        for group in self.adam.param_groups:
            group["lr"] = self.run.other_rate * scale
        self.adam.step()
        self.muon.step(self.run.matrix_rate * scale, self.rank)
        self.step += 1
        return {"painting": painting.item(), "naming": naming.item()}

    def _losses(self, batch: Batch) -> tuple[Tensor, Tensor]:
        present = batch.text != PAD_ID
        previous = torch.cat([batch.starts[:, None], batch.codes[:, :-1]], dim=1)
        plain_attention = sdpa_kernel(SDPBackend.MATH)  # flash attention is slower backwards at this length
        noisy_words = noisy(self.model.encoder.embed_tokens, self.noise)
        with torch.autocast("cpu", torch.bfloat16), plain_attention, noisy_words:
            state = self.model.encoder(batch.text)
            logits = self.model.decoder(previous, state, present)
            pooled = (state * present[..., None]).sum(dim=1) / present.sum(dim=1, keepdim=True)
            concepts = self.concept_head(pooled).float()
        painting = F.cross_entropy(logits.flatten(0, 1), batch.codes.flatten())
        naming = -(concepts.log_softmax(dim=1) * batch.subjects).sum(dim=1).mean()
        return painting, naming

    def _rate_scale(self) -> float:
        warm_up = min(1.0, (self.step + 1) / 50)
        left = 1 - self.step / self.run.steps
        return warm_up * (min(1.0, left / self.run.decay_share) * 0.97 + 0.03)


@contextmanager
def noisy(words: nn.Embedding, noise: torch.Generator) -> Iterator[None]:
    """Add normal noise of `WORD_NOISE` to what an embedding gives."""

    def add_noise(_module: nn.Module, _text: object, vectors: Tensor) -> Tensor:
        return vectors + WORD_NOISE * torch.randn(vectors.shape, generator=noise)

    hook = words.register_forward_hook(add_noise)
    try:
        yield
    finally:
        hook.remove()


def trained_model() -> DalleBart:
    """The model as of the last checkpoint."""
    trainer = Trainer(TransformerRun(steps=1), rank=0)
    trainer.load()
    return trainer.model


def train(run: TransformerRun) -> None:
    """Train, or go on training, until `run.steps`; the result is `CHECKPOINT`."""
    parallel.train(partial(Trainer, run), "transformer", run.steps)

"""Trains DalleBart to paint captions in the tokenizer's codes, on fresh scenes without end."""

from dataclasses import dataclass
from functools import partial
from random import Random

import numpy as np
import torch
import torch.distributed as dist
import torch.nn.functional as F
from torch import Tensor, nn
from torch.nn.attention import SDPBackend, sdpa_kernel

from generation.models.dalle.config import DalleBartConfig
from generation.models.dalle.model import DalleBart
from generation.training.captions import caption
from generation.training.concepts import load_concepts
from generation.training.data import WORK
from generation.training.icons import HOUSES
from generation.training.muon import Muon
from generation.training.parallel import average_gradients, run_processes, save_atomically
from generation.training.picture_tokenizer import CODES, PictureTokenizer
from generation.training.progress import Journal, Timer
from generation.training.scene_sampler import sample_scene
from generation.training.scenes import Scene, paint
from generation.training.text_vectors import embedding_table, vocabulary_size
from generation.training.texts import MAX_TEXT_LENGTH, PAD_ID, text_tokens
from generation.training.train_tokenizer import CHECKPOINT as TOKENIZER_CHECKPOINT
from generation.training.train_tokenizer import GRID_CELLS

CHECKPOINT = WORK / "transformer.pt"
CHECKPOINT_EVERY_S = 240.0
START_TOKENS = tuple(CODES + house for house in range(len(HOUSES)))
"""One per house: which of them a picture starts with decides its drawing style."""


@dataclass(frozen=True)
class TransformerRun:
    """The plan of one training run; a resumed run may have more steps than before."""

    steps: int
    pictures: int = 24
    """Per process and step."""
    matrix_rate: float = 0.015
    other_rate: float = 2e-3
    curriculum_steps: int = 1500
    """Until then the mixture of scenes leans to single subjects."""
    decay_share: float = 0.45
    """The last share of the steps, over which the rates fall to 3 %."""
    seed: int = 1


@dataclass(frozen=True)
class Batch:
    """Pictures as codes, with what was asked for."""

    text: Tensor  # (B, S) int64
    codes: Tensor  # (B, L) int64
    starts: Tensor  # (B,) int64
    subjects: Tensor  # (B, concepts) f32, rows sum to 1, or to 0 where the caption was dropped


def model_config() -> DalleBartConfig:
    """The sizes of nonet-small."""
    return DalleBartConfig(
        d_model=256,
        encoder_layers=2,
        decoder_layers=4,
        encoder_attention_heads=4,
        decoder_attention_heads=4,
        encoder_ffn_dim=512,
        decoder_ffn_dim=768,
        encoder_vocab_size=vocabulary_size(),
        image_vocab_size=CODES + len(HOUSES) - 1,
        max_text_length=MAX_TEXT_LENGTH,
        image_length=GRID_CELLS**2,
        decoder_start_token_id=START_TOKENS[0],
        normalize_text=True,
        picture_decoder="patch",
        codebook_size=CODES,
        start_tokens=START_TOKENS,
    )


def load_tokenizer() -> PictureTokenizer:
    """The trained picture tokenizer, frozen."""
    tokenizer = PictureTokenizer()
    tokenizer.load_state_dict(torch.load(TOKENIZER_CHECKPOINT, weights_only=True)["model"])
    return tokenizer.eval().requires_grad_(False).to(memory_format=torch.channels_last)  # type: ignore[call-overload,no-any-return]


def new_model(config: DalleBartConfig, codebook: Tensor) -> DalleBart:
    """A model whose embeddings already know their neighbours.

    Words start, and stay, at their MiniLM vectors; codes start at a random rotation of their code vectors, in the
    embedding and in the head; positions start as the sum of a row's and a column's vector.
    """
    model = DalleBart(config)
    encoder, decoder = model.encoder, model.decoder
    width, grid = config.d_model, config.grid
    encoder.embed_tokens.weight.data.copy_(embedding_table(width))
    encoder.embed_tokens.weight.requires_grad_(False)
    nn.init.normal_(encoder.embed_positions.weight, std=0.1)
    rows, columns = torch.randn(2, grid, width) * 0.3
    decoder.embed_positions.weight.data.copy_((rows[:, None] + columns).flatten(0, 1))
    rotation = torch.linalg.qr(torch.randn(width, codebook.shape[1])).Q
    rotated = codebook @ rotation.T * width**0.5  # unit variance
    nn.init.normal_(decoder.embed_tokens.weight, std=0.5)
    decoder.embed_tokens.weight.data[: len(codebook)] *= 0.3
    decoder.embed_tokens.weight.data[: len(codebook)] += rotated
    decoder.lm_head.weight.data[: len(codebook)] += rotated * 0.03
    return model


def sample_batch(run: TransformerRun, step: int, rank: int, tokenizer: PictureTokenizer) -> Batch:
    """Fresh pictures with captions; the same ones for the same run, step and rank. One caption in ten is dropped."""
    rng = Random(f"transformer {run.seed} {step} {rank}")  # noqa: S311 - reproducible, not secret
    progress = step / run.curriculum_steps
    scenes = [sample_scene(rng, progress) for _ in range(run.pictures)]
    captions = [caption(scene, rng) if rng.random() > 0.1 else "" for scene in scenes]
    subjects = torch.zeros(len(scenes), len(load_concepts()))
    for row, scene, words in zip(subjects, scenes, captions, strict=True):
        if words:
            row[list(scene.subjects)] = 1 / len(set(scene.subjects))
    starts = torch.tensor([START_TOKENS[scene.house] for scene in scenes])
    return Batch(text_tokens(captions), scene_codes(scenes, tokenizer), starts, subjects)


@torch.no_grad()
def scene_codes(scenes: list[Scene], tokenizer: PictureTokenizer) -> Tensor:
    """Paint scenes and encode them, (B, L) int64."""
    pictures = (
        torch.from_numpy(np.stack([paint(scene) for scene in scenes])).permute(0, 3, 1, 2).float() / 255
    )
    with torch.autocast("cpu", torch.bfloat16):
        return tokenizer.encode(pictures.contiguous(memory_format=torch.channels_last)).flatten(1)


class Trainer:
    """The model and its two optimizers on one process."""

    def __init__(self, run: TransformerRun, rank: int, processes: int) -> None:
        torch.manual_seed(run.seed)
        self.run, self.rank, self.processes, self.step = run, rank, processes, 0
        self.tokenizer = load_tokenizer()
        self.model = new_model(model_config(), self.tokenizer.codebook)
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
            "model": self.model.state_dict(),
            "concept_head": self.concept_head.state_dict(),
            "adam": self.adam.state_dict(),
            "muon": self.muon.averages,
        }
        save_atomically(state, CHECKPOINT)

    def load(self) -> None:
        """Go on from the checkpoint on disk, if there is one."""
        if CHECKPOINT.exists():
            state = torch.load(CHECKPOINT, weights_only=True)
            self.step = state["step"]
            self.model.load_state_dict(state["model"])
            self.concept_head.load_state_dict(state["concept_head"])
            self.adam.load_state_dict(state["adam"])
            self.muon.averages = state["muon"]

    def train_step(self) -> dict[str, float]:
        """Take one step; returns this process's losses in nats per token and per caption."""
        batch = sample_batch(self.run, self.step, self.rank, self.tokenizer)
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
        self.muon.step(self.run.matrix_rate * scale, self.rank, self.processes)
        self.step += 1
        return {"painting": painting.item(), "naming": naming.item()}

    def _losses(self, batch: Batch) -> tuple[Tensor, Tensor]:
        present = batch.text != PAD_ID
        previous = torch.cat([batch.starts[:, None], batch.codes[:, :-1]], dim=1)
        with (
            torch.autocast("cpu", torch.bfloat16),
            sdpa_kernel(SDPBackend.MATH),
        ):  # flash is slower at this length
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


def train(run: TransformerRun, processes: int = 2) -> None:
    """Train, or go on training, until `run.steps`; the result is `CHECKPOINT`."""
    run_processes(partial(_train, run), processes)


def _train(run: TransformerRun, rank: int, processes: int) -> None:
    trainer = Trainer(run, rank, processes)
    trainer.load()
    dist.barrier()
    journal = Journal("transformer", run.steps, shown=rank == 0)
    saved = Timer()
    while trainer.step < run.steps:
        journal.note(trainer.step, trainer.train_step())
        if rank == 0 and saved.passed(CHECKPOINT_EVERY_S):
            trainer.save()
    if rank == 0:
        trainer.save()
    journal.close()

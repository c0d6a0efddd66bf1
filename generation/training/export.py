"""Writes what training learned as a checkpoint directory that the models room loads like any other."""

import json
from dataclasses import asdict, replace
from pathlib import Path

import torch
from safetensors.torch import save_file
from torch import nn

from generation.models.dalle.checkpoint import (
    ENCODER_WEIGHTS,
    PICTURE_CONFIG,
    PICTURE_WEIGHTS,
    TOKENIZER,
    WEIGHTS,
)
from generation.models.dalle.config import CONFIG
from generation.models.dalle.model import DalleBart
from generation.models.manifest import write_manifest
from generation.protocol import SamplingSettings
from generation.training.data import EXPORTED, PACKAGES
from generation.training.picture_tokenizer import DECODER, PictureTokenizer
from generation.training.texts import text_tokenizer
from generation.training.train_tokenizer import trained_tokenizer
from generation.training.train_transformer import trained_model

DEFAULTS = SamplingSettings(temperature=0.45, top_k=64, top_p=0.95, guidance=1.75)
"""Found with the judge; see MODEL_CARD.md."""


def export_trained() -> None:
    """Export what training has reached."""
    export(trained_model(), trained_tokenizer(), text_tokenizer().to_str(pretty=False), EXPORTED)


def export(model: DalleBart, tokenizer: PictureTokenizer, words: str, directory: Path) -> None:
    """Write config, weights in fp16, text tokenizer and manifest; the card and the notice stay."""
    directory.mkdir(parents=True, exist_ok=True)
    labelled = replace(
        model.config,
        defaults=DEFAULTS,
        display_name="nonet-small",
        licence="Apache-2.0 AND CC-BY-4.0 AND MIT",
        description="The tiny built-in model: paints stickers in seconds on any laptop.",
    )
    labelled.to_json(directory / CONFIG)
    _save(model, directory / WEIGHTS)
    (directory / PICTURE_CONFIG).write_text(json.dumps(asdict(DECODER), indent=2) + "\n", encoding="utf-8")
    _save(tokenizer.decoder, directory / PICTURE_WEIGHTS)
    save_encoder(tokenizer, directory / ENCODER_WEIGHTS)
    (directory / TOKENIZER).write_text(words, encoding="utf-8")
    write_manifest(directory, [f"{p.registry}: {p.name} {p.version}" for p in PACKAGES.values()])


def save_encoder(tokenizer: PictureTokenizer, path: Path) -> None:
    """Write encoder and codebook in fp32: rounded, they take many cells for a neighbour of their code."""
    tensors = tokenizer.encoder.state_dict() | {"codebook": tokenizer.codebook.detach()}
    save_file({name: tensor.contiguous() for name, tensor in tensors.items()}, path)
    path.chmod(0o644)


def _save(module: nn.Module, path: Path) -> None:
    tensors = module.state_dict().items()
    save_file({name: tensor.to(torch.float16).contiguous() for name, tensor in tensors}, path)
    path.chmod(0o644)  # safetensors leaves it to its owner alone, but a container may serve as another user

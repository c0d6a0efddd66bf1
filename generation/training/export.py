"""Writes what training learned as a checkpoint directory that the models room loads like any other."""

import json
from dataclasses import asdict, replace
from pathlib import Path

import torch
from safetensors.torch import save_file
from torch import Tensor

from generation.models.dalle.checkpoint import CONFIG, PICTURE_CONFIG, PICTURE_WEIGHTS, TOKENIZER, WEIGHTS
from generation.models.dalle.config import DalleBartConfig
from generation.models.dalle.model import DalleBart
from generation.models.dalle.patch_decoder import PatchDecoder
from generation.models.manifest import write_manifest
from generation.protocol import SamplingSettings
from generation.training.data import PACKAGES
from generation.training.picture_tokenizer import DECODER

DIRECTORY = Path(__file__).parents[1] / "pretrained" / "nonet-small"
DEFAULTS = SamplingSettings(temperature=0.9, top_k=128, top_p=0.95, guidance=2.0)
LABELS = {
    "display_name": "nonet-small",
    "licence": "Apache-2.0 AND CC-BY-4.0 AND MIT",
    "description": "Tiny built-in model, trained on emoji art: paints in seconds on any laptop.",
}


def export(model: DalleBart, decoder: PatchDecoder, tokenizer_json: str, directory: Path = DIRECTORY) -> None:
    """Write config, weights in fp16, tokenizer and manifest; other files there, such as the card, stay."""
    directory.mkdir(parents=True, exist_ok=True)
    labelled: DalleBartConfig = replace(model.config, defaults=DEFAULTS, **LABELS)
    labelled.to_json(directory / CONFIG)
    save_file(_halves(model.state_dict()), directory / WEIGHTS)
    (directory / PICTURE_CONFIG).write_text(json.dumps(asdict(DECODER), indent=2) + "\n", encoding="utf-8")
    save_file(_halves(decoder.state_dict()), directory / PICTURE_WEIGHTS)
    (directory / TOKENIZER).write_text(tokenizer_json, encoding="utf-8")
    write_manifest(directory, [f"{p.registry}: {p.name} {p.version}" for p in PACKAGES.values()])


def _halves(tensors: dict[str, Tensor]) -> dict[str, Tensor]:
    return {name: tensor.to(torch.float16).contiguous() for name, tensor in tensors.items()}

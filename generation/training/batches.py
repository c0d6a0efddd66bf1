"""Fresh training pictures without end: painted, encoded and described on the fly."""

from dataclasses import dataclass
from random import Random

import numpy as np
import torch
from torch import Tensor

from generation.training.captions import caption
from generation.training.concepts import load_concepts
from generation.training.picture_tokenizer import PictureTokenizer
from generation.training.scene_sampler import sample_scene
from generation.training.scenes import Scene, paint
from generation.training.small_model import START_TOKENS
from generation.training.texts import text_tokens

DROPPED_CAPTIONS = 0.1
"""Share of pictures trained without a caption; guidance leads away from what the model then paints."""


@dataclass(frozen=True)
class Batch:
    """Pictures as codes, with what was asked for."""

    text: Tensor  # (B, S) int64
    codes: Tensor  # (B, L) int64
    starts: Tensor  # (B,) int64
    subjects: Tensor  # (B, concepts) f32, rows sum to 1, or to 0 where the caption was dropped


def sample_batch(rng: Random, size: int, progress: float, tokenizer: PictureTokenizer) -> Batch:
    """Draw a batch; `progress` from 0 to 1 leads from single subjects to the whole mixture."""
    scenes = [sample_scene(rng, progress) for _ in range(size)]
    captions = [caption(scene, rng) if rng.random() > DROPPED_CAPTIONS else "" for scene in scenes]
    subjects = torch.zeros(len(scenes), len(load_concepts()))
    for row, scene, words in zip(subjects, scenes, captions, strict=True):
        if words:
            row[list(scene.subjects)] = 1 / len(set(scene.subjects))
    starts = torch.tensor([START_TOKENS[scene.house] for scene in scenes])
    return Batch(text_tokens(captions), scene_codes(scenes, tokenizer), starts, subjects)


def scene_codes(scenes: list[Scene], tokenizer: PictureTokenizer) -> Tensor:
    """Paint scenes and encode them, (B, L) int64."""
    pictures = torch.from_numpy(np.stack([paint(scene) for scene in scenes])).permute(0, 3, 1, 2)
    pictures = (pictures.float() / 255).contiguous(memory_format=torch.channels_last)
    with torch.autocast("cpu", torch.bfloat16):
        return tokenizer.encode(pictures).flatten(1)

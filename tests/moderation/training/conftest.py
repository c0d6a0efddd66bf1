"""A tiny encoder in the place of multilingual-e5: random weights, and single letters for pieces."""

import string

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from moderation.pieces import Pieces
from moderation.training.base import Base
from moderation.training.data import Row
from moderation.training.e5 import BLOCK_BYTES, Shape
from moderation.training.encoder import INSIDE

WIDTH, LAYERS = 32, 5
MARKS = ["<s>", "<pad>", "</s>", "<unk>"]


@pytest.fixture(autouse=True)
def _one_thread() -> None:
    torch.set_num_threads(1)


@pytest.fixture
def base() -> Base:
    texts = [*MARKS, "▁", *string.ascii_lowercase, ",", "."]
    shape = Shape(WIDTH, LAYERS, 2, 2 * WIDTH, len(texts), 512, 1e-12)
    rng = np.random.default_rng(0)
    vectors = rng.integers(0, 256, (len(texts), 1, BLOCK_BYTES), np.uint8)
    vectors[..., :2] = np.array([0.05], np.float16).view(np.uint8)
    sizes = {"fi": (2 * WIDTH, WIDTH), "fo": (WIDTH, 2 * WIDTH)}
    tensors: dict[str, NDArray[np.float64]] = {
        "emb.ln.w": np.ones(WIDTH),
        "emb.ln.b": np.zeros(WIDTH),
        "emb.type": np.zeros(2 * WIDTH),
    }
    tensors["emb.pos"] = 0.1 * rng.standard_normal(512 * WIDTH)
    for layer in range(LAYERS):
        for short in INSIDE:
            is_norm = short.endswith("ln")
            size = (WIDTH,) if is_norm else sizes.get(short, (WIDTH, WIDTH))
            tensors[f"l{layer}.{short}.w"] = (
                np.ones(size) if is_norm else rng.standard_normal(size) / WIDTH**0.5
            )
            tensors[f"l{layer}.{short}.b"] = np.zeros(size[0])
    pieces = Pieces((text, -1.0) for text in texts)
    return Base(shape, pieces, vectors, {name: values.astype(np.float32) for name, values in tensors.items()})


@pytest.fixture
def rows() -> list[Row]:
    """Benign rows speak of hats, unsafe ones of knives; every word else is in both."""
    names = [f"{first}{second}" for first in "abcdefgh" for second in "aeiou"]
    safe = [
        Row(f"{name} and a hat, in oil", (), "made-up", False, "core", "prompt", "en", name) for name in names
    ]
    worse = [
        Row(f"{name} and a knife, in oil", ("violence",), "made-up", True, "core", "prompt", "en", name)
        for name in names
    ]
    return [*safe, *worse]

"""Logits for many texts at once, of a network that is being trained."""

from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray

from moderation.classifier import WINDOW, dequantise
from moderation.pieces import PADDING
from moderation.training.base import Base
from moderation.training.batches import BATCH_PIECES, padded, shortened
from moderation.training.encoder import Encoder


@torch.inference_mode()
def logits_of(network: Encoder, base: Base, texts: Sequence[str]) -> NDArray[np.float32]:
    """The logits (len(texts), categories) of the first window of each text."""
    ids = [shortened(base.pieces.encode(text)) for text in texts]
    logits = np.empty((len(texts), network.head.out_features), np.float32)
    order = sorted(range(len(texts)), key=lambda index: len(ids[index]))
    size = BATCH_PIECES // WINDOW
    for start in range(0, len(order), size):
        part = order[start : start + size]
        pieces = padded([ids[index] for index in part])
        vectors = torch.from_numpy(dequantise(base.vectors[pieces]))
        with torch.autocast("cpu", torch.bfloat16):
            found = network(vectors, torch.from_numpy(pieces != PADDING))
        logits[part] = found.float().numpy()
    return logits

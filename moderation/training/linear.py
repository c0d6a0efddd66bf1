"""Trains the table of n-gram weights: a linear model, in seconds."""

from collections.abc import Sequence
from random import Random

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from moderation.ngrams import BUCKETS, buckets
from moderation.pieces import Pieces
from moderation.training.augment import Augmenter
from moderation.training.batches import Targets, draw, shortened
from moderation.training.examples import Example
from moderation.training.losses import loss_of
from moderation.verdict import GRADED

EPOCHS, BATCH, RATE, RATE_DECAY = 8, 256, 0.05, 0.7
FIRST_BIAS = -3.0
"""Log odds of a category for a text of which nothing is known."""


class Linear(nn.Module):
    """A weight for each bucket and category."""

    def __init__(self) -> None:
        super().__init__()
        self.table = nn.EmbeddingBag(BUCKETS, len(GRADED), mode="sum", sparse=True)
        nn.init.zeros_(self.table.weight)
        self.bias = nn.Parameter(torch.full((len(GRADED),), FIRST_BIAS))

    def forward(self, texts: Sequence[str]) -> Tensor:
        """Logits (N, categories), as `moderation.ngrams.NgramTable` adds them up."""
        found = [buckets(text) for text in texts]
        sizes = np.array([len(one) for one in found])
        starts = torch.from_numpy(np.append(0, np.cumsum(sizes)[:-1]))
        shares = torch.from_numpy(np.repeat(sizes**-0.5, sizes)).float()
        summed: Tensor = self.table(
            torch.from_numpy(np.concatenate(found)), starts, per_sample_weights=shares
        )
        return summed + self.bias


def train_linear(examples: Sequence[Example], augment: Augmenter, pieces: Pieces, seed: int) -> Linear:
    """Train on augmented examples, as the encoder is trained; the same for the same seed."""
    random = Random(seed)  # noqa: S311 - reproducible
    model = Linear()
    optimizers = (
        torch.optim.SparseAdam([model.table.weight], lr=RATE),
        torch.optim.Adam([model.bias], lr=RATE / 5),
    )
    for epoch in range(EPOCHS):
        for optimizer in optimizers:
            optimizer.param_groups[0]["lr"] *= RATE_DECAY if epoch else 1
        drawn = draw(examples, augment, random)
        random.shuffle(drawn)
        for start in range(0, len(drawn), BATCH):
            batch = drawn[start : start + BATCH]
            loss = loss_of(model([read_text(pieces, one.text) for one in batch]), Targets.of(batch))
            for optimizer in optimizers:
                optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            for optimizer in optimizers:
                optimizer.step()  # type: ignore[no-untyped-call]
    return model


@torch.inference_mode()
def linear_logits(model: Linear, pieces: Pieces, texts: Sequence[str]) -> NDArray[np.float32]:
    """Logits (len(texts), categories) of the first window of each text."""
    parts = [texts[start : start + BATCH] for start in range(0, len(texts), BATCH)]
    logits = [model([read_text(pieces, text) for text in part]).numpy() for part in parts]
    return np.concatenate(logits)


def read_text(pieces: Pieces, text: str) -> str:
    """What the encoder reads of a text at once, as text again."""
    return pieces.decode(shortened(pieces.encode(text)))

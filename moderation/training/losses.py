"""What the network is taught."""

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor

from moderation.training.batches import Targets

CATEGORIES_SHARE, RANKING_SHARE = 0.5, 0.5


def loss_of(logits: Tensor, known: Targets) -> Tensor:
    """Three aims: whether a text is unsafe, of which categories, and which of two like texts is worse.

    Args:
        logits: (N, categories), one for each category; their soft maximum is that of being unsafe.
    """
    unsafe = unsafe_logits(logits)
    whether = F.binary_cross_entropy_with_logits(unsafe, known.unsafe, known.certain)
    which = F.binary_cross_entropy_with_logits(logits, known.targets, known.target_weights, reduction="sum")
    ranked = _ranking_loss(unsafe, known.unsafe > 0, known.families)
    return whether + CATEGORIES_SHARE * which / len(logits) + RANKING_SHARE * ranked


def unsafe_logits(logits: Tensor) -> Tensor:
    """The soft maximum over the categories: (N, categories) -> (N,)."""
    return torch.logsumexp(logits, dim=1)


def _ranking_loss(scores: Tensor, unsafe: Tensor, families: NDArray[np.str_]) -> Tensor:
    """Logistic loss over pairs of an unsafe and a benign text of one family, where style tells nothing."""
    alike = torch.from_numpy(families[:, None] == families[None, :])
    pairs = unsafe[:, None] & ~unsafe[None, :] & alike
    if not pairs.any():
        return scores.new_zeros(())
    return F.softplus(scores[None, :] - scores[:, None])[pairs].mean()

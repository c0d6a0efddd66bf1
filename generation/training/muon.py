"""Muon: momentum whose update of a matrix is made orthogonal, so that all its directions are learned alike.

After Keller Jordan et al., https://kellerjordan.github.io/posts/muon (2024). For the dense layers inside a
network; embeddings, heads, norms and biases are left to AdamW.
"""

from collections.abc import Sequence

import torch
from torch import Tensor, nn

from generation.training.parallel import add_up, world_size


def orthogonalised(matrix: Tensor) -> Tensor:
    """Bring all singular values near 1, by five Newton-Schulz rounds in bf16."""
    x = matrix.bfloat16()
    tall = x.shape[0] > x.shape[1]
    x = (x.T if tall else x) / (x.norm() + 1e-7)
    for _ in range(5):
        gram = x @ x.T
        x = 3.4445 * x + (-4.7750 * gram + 2.0315 * gram @ gram) @ x
    return x.T if tall else x


class Muon:
    """The optimizer; processes share the work of a step, each orthogonalising every n-th matrix."""

    def __init__(self, matrices: Sequence[nn.Parameter], momentum: float = 0.95, decay: float = 0.01) -> None:
        self.matrices = list(matrices)
        self.momentum, self.decay = momentum, decay
        self.averages = [torch.zeros_like(matrix) for matrix in self.matrices]

    @torch.no_grad()
    def step(self, learning_rate: float, rank: int) -> None:
        """Move every matrix along its gradient, which must be the same in all processes."""
        updates = []
        for index, (matrix, average) in enumerate(zip(self.matrices, self.averages, strict=True)):
            assert matrix.grad is not None
            average.mul_(self.momentum).add_(matrix.grad)
            if index % world_size() == rank:
                update = orthogonalised(matrix.grad + self.momentum * average)
            else:
                update = torch.zeros_like(matrix, dtype=torch.bfloat16)
            updates.append(update.flatten())
        parts = add_up(torch.cat(updates)).split_with_sizes([matrix.numel() for matrix in self.matrices])
        for matrix, part in zip(self.matrices, parts, strict=True):
            rate = learning_rate * max(1.0, matrix.shape[0] / matrix.shape[1]) ** 0.5
            matrix.mul_(1 - self.decay * rate).add_(part.view_as(matrix).float(), alpha=-rate)

"""The network: multilingual-e5-small's encoder with a head for the graded categories."""

from collections.abc import Mapping

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor, nn

from moderation.training.e5 import Shape

INSIDE = {
    "q": "query",
    "k": "key",
    "v": "value",
    "ao": "output",
    "aln": "attention_norm",
    "fi": "inner",
    "fo": "outer",
    "oln": "inner_norm",
}
"""Names in the file of `moderation.training.e5` -> names of a `Layer`."""


class Layer(nn.Module):
    """Attention and feed-forward, each added and then normalised (Devlin et al., BERT, 2018)."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        width, inner = shape.width, shape.inner_width
        self.heads = shape.heads
        self.query, self.key, self.value = (nn.Linear(width, width) for _ in range(3))
        self.output = nn.Linear(width, width)
        self.attention_norm = nn.LayerNorm(width, eps=shape.epsilon)
        self.inner, self.outer = nn.Linear(width, inner), nn.Linear(inner, width)
        self.inner_norm = nn.LayerNorm(width, eps=shape.epsilon)

    def forward(self, x: Tensor, mask: Tensor, dropout: float) -> Tensor:
        """From states (N, L, width), of which the mask tells those that are there, to the next layer's."""
        query, key, value = (
            part(x).view(*x.shape[:2], self.heads, -1).transpose(1, 2)  # (N, heads, L, width / heads)
            for part in (self.query, self.key, self.value)
        )
        attended = F.scaled_dot_product_attention(query, key, value, mask).transpose(1, 2).flatten(2)
        x = self.attention_norm(x + F.dropout(self.output(attended), dropout, self.training))
        fed = self.outer(F.gelu(self.inner(x)))
        normed: Tensor = self.inner_norm(x + F.dropout(fed, dropout, self.training))
        return normed


class Encoder(nn.Module):
    """From vectors of pieces to one logit for each category."""

    def __init__(self, shape: Shape, categories: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.shape, self.dropout = shape, dropout
        self.positions = nn.Parameter(torch.empty(shape.positions, shape.width))
        """Where a piece stands, with the vector of BERT's first segment added."""
        self.norm = nn.LayerNorm(shape.width, eps=shape.epsilon)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))
        self.hidden = nn.Linear(2 * shape.width, shape.width)
        self.head = nn.Linear(shape.width, categories)

    def forward(self, vectors: Tensor, present: Tensor) -> Tensor:
        """From (N, L, width) and which pieces are there (N, L) bool to logits (N, categories)."""
        states = self.states(vectors, present)
        there = present[..., None]
        mean = (states * there).sum(dim=1) / there.sum(dim=1)
        highest = states.masked_fill(~there, float("-inf")).amax(dim=1)
        pooled = F.dropout(torch.cat([mean, highest], dim=1), self.dropout, self.training)
        logits: Tensor = self.head(torch.tanh(self.hidden(pooled)))
        return logits

    def states(self, vectors: Tensor, present: Tensor) -> Tensor:
        """The pieces' states after the last layer: (N, L, width)."""
        x = self.norm(vectors + self.positions[: vectors.shape[1]])
        mask = present[:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask, self.dropout)
        states: Tensor = x
        return states

    def load_e5(self, tensors: Mapping[str, NDArray[np.float32]]) -> None:
        """Take multilingual-e5's weights; the head stays as it is."""
        weights = {"norm.weight": tensors["emb.ln.w"], "norm.bias": tensors["emb.ln.b"]}
        for index in range(self.shape.layers):
            for short, name in INSIDE.items():
                weights[f"layers.{index}.{name}.weight"] = tensors[f"l{index}.{short}.w"]
                weights[f"layers.{index}.{name}.bias"] = tensors[f"l{index}.{short}.b"]
        first_segment = tensors["emb.type"][: self.shape.width]
        weights["positions"] = tensors["emb.pos"].reshape(-1, self.shape.width) + first_segment
        own = self.state_dict()
        for name, numbers in weights.items():
            own[name].copy_(torch.from_numpy(np.array(numbers)).view(own[name].shape))

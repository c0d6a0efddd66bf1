"""What the rows of many paintings attend to: what each has painted so far, and its text.

Rows that lie side by side in the memory attend with the same few operations, however far each has come. What
is beyond a row is masked: it adds zeros at the end of sums, so no painting's numbers depend on the others.

Shapes: R rows of some paintings, S text positions, L picture positions, D d_model, H heads, K = D / H.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

import torch
import torch.nn.functional as F
from torch import Tensor

from generation.models.dalle.slots import Slab


@dataclass(eq=False)
class Rows:
    """The rows of one painting: those of its first text, then, if there is another, those of that."""

    texts: Sequence[Tensor]  # each (layers, 2, H, S, K): its keys and values
    slab: Slab
    position: int

    def __len__(self) -> int:
        return self.slab.rows


class Texts:
    """The texts of paintings, for each row its own, as long as the longest.

    Made when somebody comes or goes, for it copies them.
    """

    def __init__(self, paintings: Sequence[Rows]):
        self.paintings = paintings
        each = [(text, len(rows) // len(rows.texts)) for rows in paintings for text in rows.texts]
        longest = max(text.shape[3] for text, _ in each)
        padded = [F.pad(text, (0, 0, 0, longest - text.shape[3])) for text, _ in each]
        counts = torch.tensor([count for _, count in each])
        lengths = torch.tensor([text.shape[3] for text, _ in each]).repeat_interleave(counts)
        device = padded[0].device
        rows = torch.stack(padded, dim=2).repeat_interleave(counts.to(device), dim=2)
        self._keys, self._values = rows.unbind(1)  # each (layers, R, H, S, K)
        self._absent = (torch.arange(longest) >= lengths[:, None])[:, None, None].to(device)  # (R, 1, 1, S)

    def read(self, layer: int, q: Tensor) -> Tensor:
        """Attend to the texts: (R, H, K) -> (R, D)."""
        keys, values = self._keys[layer], self._values[layer]
        scores = _scaled(q, keys)[:, :, None] @ keys.mT  # (R, H, 1, S)
        return (scores.masked_fill_(self._absent, -torch.inf).softmax(-1) @ values).flatten(1)


class Seen:
    """What paintings have seen of themselves, at one step."""

    def __init__(self, paintings: Sequence[Rows]):
        """Look at paintings, in the order of their slabs."""
        self._runs = [_Run(run) for run in _side_by_side(paintings)]
        self._sizes = [run.rows for run in self._runs]

    def see(self, layer: int, qkv: Tensor) -> Tensor:
        """Remember keys and values, and attend to all that are remembered: (R, 3, H, K) -> (R, D)."""
        parts = zip(self._runs, torch.split(qkv, self._sizes), strict=True)
        return torch.cat([run.see(layer, part) for run, part in parts])


class _Run:
    """Paintings whose slabs are side by side."""

    def __init__(self, paintings: Sequence[Rows]):
        ends = list(accumulate(len(rows) for rows in paintings))
        self.rows = ends[-1]
        self._cache = paintings[0].slab.with_next(self.rows)  # (layers, blocks, 2, R, H, positions, K)
        device, size = self._cache.device, self._cache.shape[-2]
        each = torch.tensor([rows.position for rows in paintings for _ in range(len(rows))])
        blocks = int(each.max()) // size + 1
        self._reached = [
            max(end for end, rows in zip(ends, paintings, strict=True) if rows.position >= first)
            for first in range(0, blocks * size, size)
        ]  # of each block: up to which row
        self._beyond = (torch.arange(blocks * size) > each[:, None])[:, None, None].to(device)  # (R, 1, 1, L)
        self._here = each.div(size, rounding_mode="floor").to(device), (each % size).to(device)
        self._all = torch.arange(self.rows, device=device)

    def see(self, layer: int, qkv: Tensor) -> Tensor:
        """As `Seen` does, for these rows."""
        cache = self._cache[layer]
        block, offset = self._here
        cache[block, :, self._all, :, offset] = qkv[:, 1:].to(cache.dtype)
        heads, size = cache.shape[-3:-1]
        q = _scaled(qkv[:, 0], cache).flatten(0, 1)[:, None]  # (R * H, 1, K)
        parts = [
            (n * heads, *block[:, :n].flatten(1, 2)) for n, block in zip(self._reached, cache, strict=False)
        ]
        scores = q.new_empty((len(q), 1, len(parts) * size))
        for place, (n, keys, _) in enumerate(parts):
            scores[:n, :, place * size : (place + 1) * size] = q[:n] @ keys.mT
        by_row = scores.view(self.rows, heads, 1, -1)
        weights = by_row.masked_fill_(self._beyond, -torch.inf).softmax(-1).flatten(0, 1)  # (R * H, 1, L)
        y = torch.zeros_like(q)
        for (n, _, values), part in zip(parts, torch.split(weights, size, dim=2), strict=True):
            y[:n].baddbmm_(part[:n], values)
        return y.view(self.rows, -1)


def _side_by_side(paintings: Sequence[Rows]) -> Iterator[list[Rows]]:
    run: list[Rows] = []
    for rows in paintings:
        if run and run[-1].slab.first + len(run[-1]) != rows.slab.first:
            yield run
            run = []
        run.append(rows)
    yield run


def _scaled(q: Tensor, like: Tensor) -> Tensor:
    return q.to(like.dtype) * q.shape[-1] ** -0.5

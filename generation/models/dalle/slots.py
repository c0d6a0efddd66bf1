"""The memory in which paintings keep the keys and values of the tokens that they have seen."""

import torch
from torch import Tensor

from generation.models.dalle.config import DalleBartConfig

BLOCK = 64
"""Positions that lie together on a CPU, for all rows: so the part of the memory that is read is one piece."""


class Slots:
    """A fixed number of rows, of which paintings have slabs side by side."""

    def __init__(self, config: DalleBartConfig, rows: int, dtype: torch.dtype, device: torch.device):
        heads, length = config.decoder_attention_heads, config.image_length
        blocks = -(-length // BLOCK) if device.type == "cpu" else 1
        shape = (config.decoder_layers, blocks, 2, rows, heads, -(-length // blocks), config.d_model // heads)
        self.cache = torch.zeros(shape, dtype=dtype, device=device)  # a CPU's system gives it when written to
        self.rows = rows
        self._slabs: list[Slab] = []  # from the first row on

    @staticmethod
    def row_bytes(config: DalleBartConfig, dtype: torch.dtype) -> int:
        """Memory for the keys and values of one row."""
        return config.decoder_layers * 2 * config.image_length * config.d_model * dtype.itemsize

    @property
    def taken(self) -> int:
        """How many rows are in use."""
        return sum(slab.rows for slab in self._slabs)

    def take(self, rows: int) -> "Slab":
        """So many rows, side by side; if they are free but apart, other slabs move together for them.

        Raises:
            MemoryError: fewer are free.
        """
        if rows > self.rows - self.taken:
            raise MemoryError(f"{rows} rows are wanted, {self.rows - self.taken} of {self.rows} are free")
        found = self._gap(rows)
        if found is None:
            self._close_gaps()
            found = self._gap(rows)
        assert found is not None
        place, first = found
        slab = Slab(self, first, rows)
        slab.cache[:, :, 1].zero_()  # whoever had it may have left NaN, which even a weight of 0 would let in
        self._slabs.insert(place, slab)
        return slab

    def give_back(self, slab: "Slab") -> None:
        """The second time it does nothing."""
        if slab in self._slabs:
            self._slabs.remove(slab)

    def _gap(self, rows: int) -> tuple[int, int] | None:
        """The first gap of so many rows: the place of its slab among the others, and its first row."""
        end = 0
        for place, slab in enumerate(self._slabs):
            if slab.first - end >= rows:
                return place, end
            end = slab.first + slab.rows
        return (len(self._slabs), end) if self.rows - end >= rows else None

    @torch.inference_mode()
    def _close_gaps(self) -> None:
        end = 0
        for slab in self._slabs:
            old, slab.first = slab.cache, end
            for kept, place in zip(old, slab.cache, strict=True):
                place.copy_(kept.clone())  # for the two may overlap
            end += slab.rows


class Slab:
    """Rows of the memory that belong to one painting, all at the same position."""

    def __init__(self, slots: Slots, first: int, rows: int):
        self.first, self.rows = first, rows
        self._slots = slots

    @property
    def cache(self) -> Tensor:
        """Keys and values (layers, blocks, 2, rows, H, positions of a block, K)."""
        return self.with_next(self.rows)

    def with_next(self, rows: int) -> Tensor:
        """So many rows from its first on."""
        return self._slots.cache[:, :, :, self.first : self.first + rows]

    def give_back(self) -> None:
        """The rows are free again; the second time it does nothing."""
        self._slots.give_back(self)
